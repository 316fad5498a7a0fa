"""What a person sends along with a proposal: a file or none, kept where no address leads."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ..private_storage import PrivateStorage

#: In bytes. A scanned page or a photograph of one is smaller.
LARGEST = 5 * 1024 * 1024
#: The alias in ``STORAGES`` of a private place, such as a bucket without public addresses.
ALIAS = "privacy_center"

#: How a file begins -> the ending it is stored under, and what a browser is told that it is.
_KINDS = {
    b"%PDF-": (".pdf", "application/pdf"),
    b"\xff\xd8\xff": (".jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": (".png", "image/png"),
}
#: For the browser's file picker.
ACCEPT = ".pdf,.jpg,.jpeg,.png"


class PrivateFiles(PrivateStorage):
    """A folder ``private`` beside ``MEDIA_ROOT``, as the settings have it at the moment."""

    @property
    def base_location(self) -> str:
        """The folder."""
        return str(Path(settings.MEDIA_ROOT).parent / "private")

    @property
    def location(self) -> str:
        """The same, absolute."""
        return str(Path(self.base_location).absolute())


def private_files() -> Storage:
    """``STORAGES["privacy_center"]`` where the site has one, else :class:`PrivateFiles`."""
    return storages[ALIAS] if ALIAS in settings.STORAGES else PrivateFiles()


def stored_name(instance: Any, name: str) -> str:
    """A name that says nothing: what people call their files names them and others."""
    return f"corrections/{uuid4().hex}{Path(name).suffix}"


def checked(file: Any) -> Any:
    """``file`` under the ending that its content has.

    Raises ``ValidationError`` for what is too large, or neither a PDF nor a picture.
    """
    if file.size > LARGEST:
        largest = filesizeformat(LARGEST)
        raise ValidationError(_("The file is larger than %(largest)s.") % {"largest": largest})
    file.seek(0)
    head = file.read(16)
    file.seek(0)
    kind = next((kind for start, kind in _KINDS.items() if head.startswith(start)), None)
    if kind is None:
        raise ValidationError(_("Send a PDF, a JPEG or a PNG file."))
    file.name = f"attachment{kind[0]}"
    return file


def media_type(name: str) -> str:
    """What a browser is told of the file stored under ``name``."""
    return dict(_KINDS.values()).get(Path(name).suffix, "application/octet-stream")
