"""From what was written as a record's key to the key that the database knows."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from ..sources import registry
from ..sources.restricted import key_text

#: The largest integer that every database takes for a key.
_LARGEST = 2**63 - 1


def parsed(model: type[Model], text: str) -> Any:
    """``text`` as a key of ``model``. Raises ``ValidationError`` where it cannot be one."""
    field: Any = model._meta.pk
    while field.is_relation:
        field = field.target_field
    try:
        key = field.to_python(text)
    except (ValidationError, TypeError, ValueError, ArithmeticError):
        # Django's own words repeat what was typed.
        key = None
    too_large = isinstance(key, int) and abs(key) > _LARGEST
    if key is None or too_large:
        raise ValidationError(_("No record of this kind can have this key."), code="key")
    return key


def checked(source_name: str, text: str) -> tuple[str, str]:
    """The source's name and the record's key as they are stored, once the record is found.

    Raises ``ValidationError``, keyed by ``source`` or ``record_key``: a name or a key that leads
    to no record would bind nothing, and nobody would notice.
    """
    source = registry.get(source_name.strip())
    if source is None:
        raise ValidationError({"source": _("Choose one of the sources.")})
    try:
        key = parsed(source.model, text.strip())
    except ValidationError as error:
        raise ValidationError({"record_key": error.error_list}) from error
    if not source.rows().filter(pk=key).exists():
        raise ValidationError({"record_key": _("There is no record with this key.")})
    return source.name, key_text(key)
