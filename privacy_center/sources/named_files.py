"""Files that a record names otherwise than by a file field: inside JSON, by number or by path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.db.models import Model
from wagtail.models import ReferenceIndex

#: How a place begins that is a storage of the setting ``STORAGES`` and no file column.
_STORAGE = "storage:"


class OddStorage(Exception):
    """A file lies in a storage that can be named neither by a column nor by ``STORAGES``."""


@dataclass(frozen=True)
class NamedFile:
    """A file in a storage, and under which name of the record's it stands.

    ``column`` is the file field whose storage it is, if any; else ``storage`` is one of the setting
    ``STORAGES``. ``record`` is the row that holds the file where there is one, such as a Wagtail
    document.
    """

    field: str
    storage: Any
    stored: str
    record: Model | None = None
    column: Any = None

    @classmethod
    def of_record(cls, field: str, record: Any) -> NamedFile:
        """The file of a Wagtail image or document, or of any record with ``file``."""
        file = record.file
        return cls(field, file.storage, file.name, record, record._meta.get_field("file"))

    @classmethod
    def of_value(cls, held: Any) -> NamedFile:
        """The file that a record has in a file field, such as ``record.cv``."""
        return cls(held.field.name, held.storage, held.name, column=held.field)

    def place(self) -> str:
        """Where the file lies, as a text that :func:`storage_at` reads once the record is gone.

        Raises :class:`OddStorage`.
        """
        if self.column is not None:
            return f"{self.column.model._meta.label_lower}.{self.column.name}"
        for alias in storages.backends:
            if self.storage is storages[alias] or self.storage == storages[alias]:
                return _STORAGE + alias
        if self.storage is default_storage:
            return f"{_STORAGE}default"
        raise OddStorage(
            f"{type(self.storage).__name__} is not in STORAGES: name it there, so that its files "
            "can be deleted."
        )

    def release(self) -> bool:
        """Delete the row that holds the file, if any. Whether the file may go too.

        What a page shows meanwhile is the site's: row and file stay.
        """
        if self.record is None:
            return True
        if ReferenceIndex.get_references_to(self.record).exists():
            return False
        self.record.delete()
        return True


def column_at(source: str, place: str) -> Any:
    """The file column that ``place`` names, of the model ``source`` or another; None for none."""
    if place.startswith(_STORAGE):
        return None
    label, _dot, name = place.rpartition(".")
    return apps.get_model(label or source)._meta.get_field(name)


def storage_at(source: str, place: str) -> Any:
    """The storage that ``place`` names; see :func:`column_at`."""
    column = column_at(source, place)
    return storages[place.removeprefix(_STORAGE)] if column is None else column.storage
