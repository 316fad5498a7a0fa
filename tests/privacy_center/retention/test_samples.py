"""Single records of a plan: by key and date, never by name."""

from __future__ import annotations

import csv
import datetime as dt
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone, translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from privacy_center.activities.book import ActivityBook
from privacy_center.audit import Actor
from privacy_center.retention import (
    confirm_rules,
    csv_lines,
    due_lines,
    retain,
    retention_plan,
    samples,
)
from privacy_center.sources.dated import within
from tests.testapp import factories
from tests.testapp.models import Member, Specimen

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def activity(db: None) -> Any:
    made = factories.activity("members", period_value=2, period_unit="years")
    with translation.override("en"):
        confirm_rules(actor=Actor.command())
        yield made


def test_a_sample_tells_key_date_and_last_day(activity: Any) -> None:
    made = [
        factories.member(None, name="Anna Ek", joined_on=dt.date(2024, 2, 29)) for _ in range(7)
    ]
    (step,) = retention_plan(TODAY).steps
    shown = samples(step, ActivityBook.open())
    assert [sample.key for sample in shown] == [str(one.pk) for one in made[:5]]
    assert shown[0].to_json() == {
        "key": str(made[0].pk),
        "counts_from": "2024-02-29",
        "kept_until": "2026-02-28",
    }


def test_a_key_that_is_a_secret_is_not_told() -> None:
    factories.activity("security", period_value=1, period_unit="months")
    confirm_rules(actor=Actor.command())
    Session.objects.create(
        session_key="secret-key", session_data="", expire_date=timezone.now() - dt.timedelta(400)
    )
    lines = list(due_lines(retention_plan()))
    assert [line["source"] for line in lines] == ["sessions.session"]
    assert "secret-key" not in json.dumps(lines)


def test_the_export_has_each_record_and_its_parts(activity: Any, settings: Any) -> None:
    made = [factories.member(None, joined_on=dt.date(2020, 1, 1)) for _ in range(3)]
    factories.payment(made[0])
    text = "".join(csv_lines(retention_plan(TODAY)))
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))
    assert sorted(row["source"] for row in rows) == ["testapp.member"] * 3 + ["testapp.payment"]
    assert {row["kept_until"] for row in rows} == {"2022-01-01"}
    assert {row["activity"] for row in rows} == {"members"}


def test_the_command_writes_the_export(activity: Any, tmp_path: Path) -> None:
    factories.member(None, name="Anna Ek", joined_on=dt.date(2020, 1, 1))
    for name in ("due.csv", "due.json"):
        out = StringIO()
        call_command(
            "privacy_retention",
            "--dry-run",
            "--as-of",
            TODAY.isoformat(),
            "--export",
            str(tmp_path / name),
            stdout=out,
        )
        assert "kept until 2022-01-01" in out.getvalue()
        assert "Anna" not in (tmp_path / name).read_text()
    assert len(json.loads((tmp_path / "due.json").read_text())) == 1
    assert Member.objects.get().name == "Anna Ek"


@hypothesis_settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days_ago=st.lists(st.integers(0, 2000), min_size=1, max_size=8),
    nights=st.lists(st.integers(0, 60), min_size=1, max_size=4),
)
def test_whatever_the_dates_each_row_goes_on_its_day_and_once(
    activity: Any, days_ago: list[int], nights: list[int]
) -> None:
    Member.objects.all().delete()
    book = ActivityBook.open()
    rows = [
        factories.member(None, name="Anna Ek", joined_on=TODAY - dt.timedelta(days=days))
        for days in days_ago
    ]
    gone: set[Any] = set()
    today = TODAY
    for night in nights:
        today += dt.timedelta(days=night)
        expected = {row.pk for row in rows if book.kept_until(activity, row.joined_on) < today}
        done, _planned = retain(actor=Actor.command(), today=today)
        assert done.removed == len(expected - gone)
        gone |= expected
        assert set(Member.objects.filter(name="").values_list("pk", flat=True)) == gone


@hypothesis_settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    moment=st.integers(631_152_000, 2_208_988_800).map(
        lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC)
    ),
    zone=st.sampled_from(
        ["UTC", "Europe/Stockholm", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"]
    ),
    days=st.integers(-1, 1),
)
def test_a_moment_is_due_by_its_day_on_the_sites_own_clock(
    db: None, moment: dt.datetime, zone: str, days: int
) -> None:
    Specimen.objects.all().delete()
    Specimen.objects.create(email="x@example.com", moment=moment)
    with override_settings(TIME_ZONE=zone):
        here = timezone.localtime(moment).date()
        asked = here + dt.timedelta(days=days)
        found = Specimen.objects.filter(within(Specimen, "moment", [(asked, asked)])).exists()
    assert found == (asked == here)
