"""A record that a person may correct: found, locked, and seen through their eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from ..sources import PersonalData, registry
from ..sources.standing import fields_seen
from ..subjects import Subject
from .errors import NotYours, WrongWay
from .ways import Way, Ways


@dataclass(frozen=True)
class Owned:
    """``names`` are the fields of ``record`` that the person may see."""

    source: PersonalData
    record: Any
    names: tuple[str, ...]
    ways: Ways

    @classmethod
    def lock(cls, subject: Subject, source: PersonalData | str, pk: Any) -> Owned:
        """The record, locked until the transaction ends. Raises :class:`NotYours`."""
        declared = registry.get(source) if isinstance(source, str) else source
        if declared is None:
            raise NotYours
        try:
            key = declared.model._meta.pk.to_python(pk)
        except ValidationError:
            raise NotYours from None
        record = declared.rows().select_for_update(of=("self",)).filter(pk=key).first()
        if record is None:
            raise NotYours
        names = fields_seen(declared, subject, [record.pk]).get(record.pk)
        if names is None:
            raise NotYours
        return cls(declared, record, names, Ways.of(declared, subject, [record.pk]))

    def require(self, field: str, way: Way) -> None:
        """Raise :class:`WrongWay` unless ``field`` is seen and corrected in ``way``."""
        offered = self.way(field)
        if offered is not way:
            raise WrongWay(field, offered)

    def way(self, field: str) -> Way:
        """How ``field`` is corrected; not at all where the person does not see it."""
        return self.ways.way(self.record, field) if field in self.names else Way.NONE

    @property
    def key_for_audit(self) -> str:
        """The key, where it can be no one's name: a number or a UUID."""
        key = self.record.pk
        return str(key) if isinstance(key, (int, UUID)) else ""
