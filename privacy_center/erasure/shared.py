"""Records that belong to two people: each takes only what is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from privacy_center.holds.people import HeldPeople, claimed
from privacy_center.sources import PersonalData, others_of
from privacy_center.sources.ownership import NOTHING, at, empty
from privacy_center.sources.paths import Path, resolve
from privacy_center.sources.restricted import restricted_keys
from privacy_center.subjects import Subject
from privacy_center.subjects.accounts import proved_rows

from . import fates
from .fates import Action, Fate
from .rules import Rules
from .scope import cut_links

#: Fate, rows, the fields that go (None: all that the action takes), the links that are cut, and
#: the path at which the person stands beside the owner (empty: the rows are their own).
Portion = tuple[Fate, QuerySet[Any], tuple[str, ...] | None, tuple[str, ...], str]


def owners_portions(
    source: PersonalData, subject: Subject, fate: Fate, rows: QuerySet[Any]
) -> Iterator[Portion]:
    """What goes where ``subject`` owns the rows: all of it, unless another person remains.

    In a record that a law keeps only the voucher stays, and what is of an account that lives: its
    holder has not asked for anything.
    """
    links = tuple(cut_links(source))
    if not source.others or fate.action in (Action.KEEP, Action.REVIEW):
        yield fate, rows, None, links, ""
        return
    by_law = fate.action == Action.MINIMISE
    part = fate if by_law else Fate(Action.ANONYMISE, fates.OTHERS_REMAIN)
    kept = source.kept_by_law if by_law else ()
    going = [name for name in source.identifying if name not in kept]
    remains = NOTHING
    also: list[tuple[str, Q]] = []
    paths = {text: resolve(source.model, text) for text in source.others}
    for text, path in paths.items():
        here = Q(pk__in=source.rows().filter(at(source.model, path, subject)).values("pk"))
        somebody = ~empty(path) & ~here
        remains |= somebody & _of_an_account(source, path) if by_law else somebody
        also.append((text, here))
    staying = rows.filter(remains)
    for text, here in also:
        mine = tuple(name for name in source.others[text] if name not in kept)
        yield part, staying.filter(here), mine, _link(source, text), text
    theirs = {name for names in source.others.values() for name in names}
    yield part, staying, tuple(name for name in going if name not in theirs), links, ""
    # By the condition itself, so that the database need not look for all of the rows once more;
    # but a path that a row meets more than once must be asked for as a set.
    many = any(path.many for path in paths.values())
    yield fate, rows.exclude(Q(pk__in=staying.values("pk")) if many else remains), None, links, ""


def _of_an_account(source: PersonalData, path: Path) -> Q:
    """The rows on which ``path`` leads to an account, or to an address that is proved for one."""
    if path.to_user:
        return Q()
    proved = proved_rows().annotate(folded=Lower(F("proved"))).values("folded")
    named = source.rows().annotate(named=Lower(F(path.text))).filter(named__in=proved)
    return Q(pk__in=named.values("pk"))


def others_portions(
    source: PersonalData, subject: Subject, rules: Rules, *, whole: Fate | None
) -> Iterator[tuple[str, Portion]]:
    """What goes where ``subject`` stands on another person's rows: the fields that are theirs.

    A row that nobody else is left on meets the rules as if it were the person's own. Nothing of
    theirs can be remembered on another's, so what a claim keeps there, on the record or on one of
    its people, holds the erasure open.
    """
    people = HeldPeople() if whole is not None else HeldPeople.read()
    for text, found in others_of(source, subject).items():
        for slug, condition in source.activities().items():
            rows = found.filter(condition)
            if whole is not None or rules.book.get(slug) is None:
                fate = whole or fates.unknown(slug)
                yield slug, (fate, rows, (), (), text)
                continue
            kept = claimed(source, rows, people)
            held, rows = rows.filter(kept), rows.exclude(kept)
            if held.exists():
                nobodys = held.filter(_nobody_else(source, text))
                others = held.exclude(pk__in=nobodys.values("pk"))
                yield slug, (fates.HELD, nobodys, (), (), "")
                yield slug, (fates.ANOTHERS_HELD, others, (), (), text)
            alone = rows.filter(_nobody_else(source, text))
            for fate, share in rules.shares(source, slug, alone):
                yield slug, (fate, share, None, (), "")
            mine = tuple(name for name in source.others[text] if name not in source.kept_by_law)
            rest = rows.exclude(pk__in=alone.values("pk"))
            link = _link(source, text)
            yield slug, (Fate(Action.ANONYMISE, fates.SHARED), rest, mine, link, text)


def _nobody_else(source: PersonalData, text: str) -> Q:
    """The rows with no owner, none kept by law for one, and nobody on another path."""
    alone = ~Q(pk__in=restricted_keys(source.model))
    for path in (*source.subject, *(other for other in source.others if other != text)):
        alone &= empty(resolve(source.model, path))
    return alone


def _link(source: PersonalData, text: str) -> tuple[str, ...]:
    return tuple(cut_links(source, (text,)))
