"""People in free text and in JSON: rows that no path leads to, found by a written address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from ..ledger.pseudonyms import fold_email
from .folding import UnicodeLower

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

_ADDRESS = re.compile(r"[^\s@\"'<>()\[\]{},;:\\|=&?/]+@[^\s@\"'<>()\[\]{},;:\\|=&?/]+\.\w+")


def texts_in(value: Any) -> Iterator[str]:
    """Every text inside a JSON value, keys left out; a text is itself."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from texts_in(inner)


def addresses_in(*values: Any) -> Iterator[str]:
    """The e-mail addresses written in ``values``, folded, in the order they stand."""
    for text in texts_in(list(values)):
        for found in _ADDRESS.findall(text):
            yield fold_email(found.rstrip("."))


def is_address(text: str) -> bool:
    """Whether ``text`` has the form of an e-mail address, letters of any script included."""
    return bool(_ADDRESS.fullmatch(text))


def holding_address(rows: QuerySet[Any], column: str, subject: Subject) -> QuerySet[Any]:
    """The rows of ``rows`` whose ``column``, JSON or text, holds an address of the person's.

    For a source's ``find``; :func:`whose_addresses` is its inverse.
    """
    if not subject.emails:
        return rows.none()
    candidates = mentioning(rows, [column], subject.emails)
    mine = set(subject.emails)
    keys = {key for key, address in whose_addresses(candidates, column) if address in mine}
    return rows.filter(pk__in=keys)


def whose_addresses(queryset: QuerySet[Any], column: str) -> Iterator[tuple[Any, str | None]]:
    """Pairs of a row's key and each address in ``column``, folded; None where there is none."""
    for key, value in queryset.values_list("pk", column).iterator(chunk_size=1000):
        found = list(addresses_in(value))
        if not found:
            yield key, None
        for address in found:
            yield key, address


def mentioning(
    queryset: QuerySet[Any], columns: Iterable[str], texts: Iterable[str]
) -> QuerySet[Any]:
    """The rows where one of ``columns`` (text or JSON) may contain one of ``texts``, in any case.

    The database only narrows it down: a longer address contains a shorter one.
    """
    forms = {_plain_part(text) for text in texts}
    condition = Q(pk__in=[])
    for column in columns:
        as_text = f"text_of_{column}"
        queryset = queryset.alias(**{as_text: UnicodeLower(Cast(column, TextField()))})
        for form in forms:
            condition |= Q(**{f"{as_text}__contains": form})
    return queryset.filter(condition)


def _plain_part(text: str) -> str:
    """The longest part of ``text`` in ASCII: SQLite keeps other letters of JSON as escapes."""
    return max(re.split(r"[^\x00-\x7f]+", text), key=len)
