"""A field's value in words, for a page."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import formats, timezone
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

#: What is told of a pseudonym: the digits say nothing to anybody. The export has them.
CODED = gettext_lazy("Kept as a code that cannot be read back.")


def display_value(record: Model, field: str) -> str:
    """The value as a person reads it: choices, dates and numbers in the active language."""
    column = record._meta.get_field(field)
    if getattr(column, "choices", None):
        return str(getattr(record, f"get_{field}_display")())
    return _words(getattr(record, field, None))


def language_words(code: str) -> str:
    """A language by its name in the active language; its code where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"]) if code else ""
    except KeyError:
        return code


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return formats.date_format(local, "DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, (int, float, decimal.Decimal)):
        return formats.localize(value, use_l10n=True)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_words(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(inner) for inner in value)
    if hasattr(value, "all") and callable(value.all):
        return _many(value.all())
    if isinstance(value, (bytes, memoryview)):
        return _("%(count)d bytes") % {"count": len(value)}
    return str(value)


def _many(rows: QuerySet[Any]) -> str:
    return ", ".join(str(row) for row in rows)


__all__ = ["CODED", "display_value", "language_words"]
