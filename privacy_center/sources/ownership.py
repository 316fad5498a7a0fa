"""Whose a record is: the first non-empty path owns it, and only verified addresses match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.functions import Lower
from django.db.models.lookups import In

from ..ledger.pseudonyms import written_forms
from .folding import UnicodeLower
from .paths import Path, resolve

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

#: Matches no row, and the database knows it without looking.
NOTHING = Q(pk__in=[])


def owner_q(model: type[Model], paths: Sequence[str], subject: Subject) -> Q:
    """The rows whose first non-empty path leads to ``subject``."""
    return reduce(or_, owner_qs(model, paths, subject), NOTHING)


def owner_qs(model: type[Model], paths: Sequence[str], subject: Subject) -> Iterator[Q]:
    """The same path by path: no row meets two of them, and each can use its own index."""
    earlier_empty = Q()
    for path in (resolve(model, text) for text in paths):
        yield earlier_empty & at(model, path, subject)
        earlier_empty &= empty(path)


def at(model: type[Model], path: Path, subject: Subject) -> Q:
    """The rows on which ``path`` leads to ``subject``."""
    if path.to_user:
        condition = NOTHING if subject.user is None else Q(**{path.text: subject.user.pk})
    elif subject.emails:
        condition = Q(_matches(path, subject.emails))
    else:
        condition = NOTHING
    if path.many and condition is not NOTHING:
        return Q(pk__in=model._base_manager.filter(condition).values("pk"))
    return condition


def empty(path: Path) -> Q:
    """The rows on which ``path`` leads to nobody."""
    nobody = Q(**{f"{path.text}__isnull": True})
    return nobody if path.to_user else nobody | Q(**{path.text: ""})


def owners_of(
    model: type[Model], paths: Sequence[str], queryset: QuerySet[Any]
) -> Iterator[tuple[Any, Any]]:
    """Pairs of a row's key and its owner: a user's key, an e-mail address, or None."""
    for key, *values in queryset.values_list("pk", *paths).iterator(chunk_size=1000):
        yield key, next((value for value in values if value not in (None, "")), None)


def _matches(path: Path, emails: Sequence[str]) -> In:
    """Compare folded. ``LOWER`` can use an index; SQLite's knows ASCII alone."""
    ascii_only = all(email.isascii() for email in emails)
    folded = Lower(F(path.text)) if ascii_only else UnicodeLower(F(path.text))
    return In(folded, written_forms(emails))
