"""The records of a person: owned, kept by law after an erasure, or shared with another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from .base import PersonalData
from .ownership import at
from .paths import resolve
from .reading import is_read, none_restricted
from .registry import registry
from .restricted import restricted_keys

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


def records_of(source: PersonalData, subject: Subject, keys: Any = None) -> QuerySet[Any]:
    """The rows that ``subject`` owns, restricted ones and parts of owned records included.

    ``keys`` (a list or a subquery) asks about these rows alone: the database then need not look
    at the others, however many the person owns.
    """
    rows = source.rows() if keys is None else source.rows().filter(pk__in=keys)
    parent = registry.parent(source)
    if parent is not None:
        wholes = None if keys is None else rows.values(source.part_of)
        owned = records_of(parent, subject, wholes).values("pk")
        return rows.filter(**{f"{source.part_of}__in": owned})
    # What outlived another person's erasure is theirs, whatever addresses still stand on it.
    found = source.find(subject) if keys is None else source.find(subject).filter(pk__in=keys)
    free = found.exclude(pk__in=restricted_keys(source.model))
    if none_restricted(source.model, subject) and type(source).find is PersonalData.find:
        return free
    kept = restricted_keys(source.model, subject.hashes)
    # One set of keys, which a database looks up; either of two makes it read the whole table.
    return rows.filter(pk__in=free.order_by().values("pk").union(kept))


def others_of(source: PersonalData, subject: Subject) -> dict[str, QuerySet[Any]]:
    """By path, the rows of other people on which ``subject`` stands too.

    While a page is made, a path at which there are none is left out.
    """
    if not source.others:
        return {}
    owned = records_of(source, subject).values("pk")
    found = {
        path: source.rows()
        .filter(at(source.model, resolve(source.model, path), subject))
        .exclude(pk__in=owned)
        for path in source.others
    }
    if is_read(subject):
        return {path: rows for path, rows in found.items() if rows.exists()}
    return found


def known(subject: Subject) -> bool:
    """Whether anything at all is held about ``subject``."""
    if subject.user is not None:
        return True
    return any(
        records_of(source, subject).exists()
        or any(rows.exists() for rows in others_of(source, subject).values())
        for source in registry.sources()
    )
