"""A nightly run over a large table, beside plain SQL in chunks by the same index.

``python -m benchmarks.retention --rows 1000000 --due 10000``; set ``DATABASE_URL`` for PostgreSQL.
Medians of ``--rounds``.
"""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser

from django.db import connection, transaction
from django.db.models import Index
from django.utils import timezone

from benchmarks.stage import CHUNK, Figure, measure, median, show, stage, upkeep
from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.retention import approve, confirm_rules, retain, retention_plan
from privacy_center.sources import registry
from privacy_center.sources.identifiable import identifiable
from tests.testapp import factories
from tests.testapp.models import Member

OLD, YOUNG = dt.date(2010, 5, 1), timezone.localdate() - dt.timedelta(days=30)
BLANK = {
    "name": "",
    "email": "",
    "phone": "",
    "portrait": "",
    "preferences": {},
    "door_code": "",
    "user": None,
}


def members(count: int, day: dt.date, name: str = "Bulk") -> None:
    """So many members who joined on a day, made by the database itself: no memory is used up."""
    cast = "CAST(%s AS {})" if connection.vendor == "postgresql" else "%s"
    email, phone = (f"{name}@example.com", "+46701740605") if name else ("", "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO testapp_member
                (name, email, phone, portrait, door_code, preferences, joined_on)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)
            SELECT %s, %s, %s, '', '', {cast.format("jsonb")}, {cast.format("date")} FROM n
            """,
            [count, name, email, phone, "{}", day.isoformat()],
        )


def fill(rows: int, due: int, anonymous: int) -> None:
    """``rows`` members: ``due`` are past their time, ``anonymous`` of the others were, and went."""
    Member.objects.all()._raw_delete(connection.alias)
    if anonymous:
        members(anonymous, OLD, name="")
    members(rows - anonymous - due, YOUNG)
    members(due, OLD)
    upkeep()


def refill(due: int) -> None:
    """What is due once more, in place of what has gone."""
    old = Member._base_manager.filter(joined_on=OLD).order_by("-pk")
    Member._base_manager.filter(pk__in=list(old.values_list("pk", flat=True)[:due])).delete()
    members(due, OLD)
    upkeep()


def plainly() -> None:
    """The raw limit: what is due and not yet blank, by the index, in keyset chunks."""
    source = registry.get(Member)
    assert source is not None
    cutoff = timezone.localdate() - dt.timedelta(days=731)
    rows = Member._base_manager.filter(identifiable(source), joined_on__lt=cutoff)
    after = 0
    while keys := list(
        rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:CHUNK]
    ):
        with transaction.atomic():
            Member._base_manager.filter(pk__in=keys).update(**BLANK)
        after = keys[-1]


def nightly() -> None:
    """Plan, guards, execution, report and trail."""
    run, _planned = retain(actor=Actor.command())
    assert run.status == "complete", run.steps


def _round(due: int) -> list[Figure]:
    """Both ways once, and ours the night after, when nothing is due."""
    figures = []
    for name, work in (("plain SQL by the index, in chunks", plainly), ("retain()", nightly)):
        refill(due)
        approve(retention_plan(), actor=Actor.command())
        figures.append(measure(name, work))
        assert not Member.objects.filter(joined_on=OLD).exclude(name="").exists()
    return [*figures, measure("retain() the night after", nightly)]


def main() -> None:
    """Both ways, on a table that was never run over, and on one that mostly was."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--due", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with stage():
        ProcessingActivity.objects.update(period_value=None)
        factories.activity("members", period_value=2, period_unit="years")
        confirm_rules(actor=Actor.command())
        source = registry.get(Member)
        assert source is not None
        index = Index(fields=["joined_on"], name="member_due", condition=identifiable(source))
        with connection.schema_editor() as editor:
            editor.add_index(Member, index)
        for title, anonymous in (("none", 0), ("nine in ten", asked.rows * 9 // 10)):
            fill(asked.rows, asked.due, anonymous)
            rounds = [_round(asked.due) for _ in range(asked.rounds)]
            figures = [median(runs) for runs in zip(*rounds, strict=True)]
            show(f"Retention: {asked.due} of {asked.rows} due, anonymous already: {title}", figures)


if __name__ == "__main__":
    main()
