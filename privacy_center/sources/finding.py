"""The records of a person: owned, kept by law after an erasure, or shared with another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from .base import PersonalData
from .ownership import at, owner_q, owner_qs
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
    theirs = restricted_keys(source.model)
    if none_restricted(source.model, subject) and _as_declared(source):
        return rows.filter(owner_q(source.model, source.subject, subject)).exclude(pk__in=theirs)
    free = [found.exclude(pk__in=theirs) for found in _found(source, subject, keys)]
    kept = restricted_keys(source.model, subject.hashes)
    return rows.filter(pk__in=either(*(found.order_by().values("pk") for found in free), kept))


def records_now(source: PersonalData, subject: Subject) -> QuerySet[Any]:
    """Those of :func:`records_of` that lie on paths which lead to any row right now.

    For work that asks about the same rows again and again: mostly one path is left, and that is a
    plain condition. It holds while the rows are locked one by one for the person, but what comes
    later on another path is not among them. ``source`` is no part of another.
    """
    theirs = restricted_keys(source.model, but=subject.hashes)
    found = [way.exclude(pk__in=theirs) for way in _found(source, subject, None)]
    kept = restricted_keys(source.model, subject.hashes)
    ways = [way for way in found if way.exists()]
    locked = source.rows().filter(pk__in=kept).exists()
    if len(ways) == 1 and not locked and _as_declared(source):
        return ways[0]
    keys = [*(way.order_by().values("pk") for way in ways), *([kept] if locked else [])]
    return source.rows().filter(pk__in=either(*keys)) if keys else source.rows().none()


def _as_declared(source: PersonalData) -> bool:
    """Whether the paths say whose a row is, and not the site's own ``find``."""
    return type(source).find is PersonalData.find


def _found(source: PersonalData, subject: Subject, keys: Any) -> Iterator[QuerySet[Any]]:
    """What ``find`` finds, path by path: SQLite remembers each row that meets one of two."""
    if not _as_declared(source):
        yield source.find(subject) if keys is None else source.find(subject).filter(pk__in=keys)
        return
    rows = source.rows() if keys is None else source.rows().filter(pk__in=keys)
    for condition in owner_qs(source.model, source.subject, subject):
        yield rows.filter(condition)


def either(first: QuerySet[Any], *further: QuerySet[Any]) -> QuerySet[Any]:
    """The keys that stand in any of the sets, for ``pk__in``.

    One set of keys, which a database looks up; either of two makes it read the whole table. A key
    that stands in several is no matter there, so the database need not sort them out.
    """
    return first.union(*further, all=True) if further else first


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
