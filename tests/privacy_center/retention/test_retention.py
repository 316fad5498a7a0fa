import datetime as dt
from io import StringIO

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import CommandError, call_command
from django.utils import translation

from privacy_center.activities.models import FinancialYear, ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.days import site_today
from privacy_center.erasure import erase
from privacy_center.holds.models import LegalHold
from privacy_center.retention import (
    RulesPending,
    confirm_rules,
    due_counts,
    pending_rules,
    retain,
    retention_plan,
)
from privacy_center.sources import registry
from privacy_center.subjects import Subject
from tests.testapp import factories
from tests.testapp.models import Member, Payment
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def activity(db):
    made = factories.activity("members", period_value=2, period_unit="years")
    with translation.override("en"):
        confirm_rules(actor=Actor.command())
    return made


def counts(today=TODAY):
    return {step.source.name: step.records for step in retention_plan(today).steps}


def run(today=TODAY):
    return retain(actor=Actor.command(), today=today)[0]


def test_what_is_past_its_time_goes_with_its_parts_and_nothing_else(activity):
    due = factories.member(None, name="Anna Ek", joined_on=dt.date(2024, 11, 21))
    kept = factories.member(None, name="Erik Kvist", joined_on=dt.date(2024, 11, 22))
    factories.payment(due)
    assert counts() == {"testapp.member": 1, "testapp.payment": 1}
    assert run().status == "complete"
    assert dict(Member.objects.values_list("pk", "name")) == {due.pk: "", kept.pk: "Erik Kvist"}


def test_a_plan_changes_nothing(activity):
    factories.member(None, name="Anna Ek", joined_on=dt.date(2020, 1, 1))
    retention_plan(TODAY)
    assert Member.objects.get().name == "Anna Ek"


def test_a_reason_speaks_the_language_of_whoever_reads_it(activity):
    factories.member(None, joined_on=dt.date(2020, 1, 1))
    with translation.override("sv"):
        (step,) = retention_plan(TODAY).steps
        assert str(step.fate.ground).startswith("Tiden har gått ut: 2 år")
    with translation.override("en"):
        assert str(step.fate.ground).startswith("Past its time: 2 years")


def test_what_is_anonymous_already_never_comes_up_again(activity):
    factories.member(None, joined_on=dt.date(2020, 1, 1))
    run()
    assert counts() == {}


def test_no_date_is_never_due(activity):
    factories.member(None, joined_on=None)
    assert counts(dt.date(2999, 1, 1)) == {}


def test_no_rule_touches_nothing(activity):
    ProcessingActivity.objects.update(period_value=None)
    factories.member(None, joined_on=dt.date(1990, 1, 1))
    assert counts() == {}


def test_a_draft_rule_touches_nothing(activity):
    ProcessingActivity.objects.update(live=False)
    factories.member(None, joined_on=dt.date(1990, 1, 1))
    assert counts() == {}


def test_a_living_account_keeps_nothing_that_is_past_its_time(activity):
    factories.member(factories.person("anna@example.com"), joined_on=dt.date(2020, 1, 1))
    assert counts()["testapp.member"] == 1


def test_what_counts_from_the_end_of_the_relation_waits_for_it(activity):
    ProcessingActivity.objects.update(counts_from="relation")
    factories.member(factories.person("anna@example.com"), joined_on=dt.date(2020, 1, 1))
    assert counts() == {}
    factories.member(None, joined_on=dt.date(2020, 1, 1))
    assert counts() == {"testapp.member": 1}


def test_a_hold_on_a_record_spares_it(activity):
    record = factories.member(None, name="Anna Ek", joined_on=dt.date(2020, 1, 1))
    LegalHold.objects.create(
        source="testapp.member", record_key=record.pk, reason="A dispute", review_on=TODAY
    )
    assert counts() == {}
    run()
    assert Member.objects.get().name == "Anna Ek"


def test_a_hold_on_a_person_spares_what_is_theirs_and_nobody_elses(activity):
    anna = Subject.of(None, ["anna@example.com"])
    day = dt.date(2020, 1, 1)
    held = factories.member(None, name="Anna Ek", email="Anna@example.com", joined_on=day)
    other = factories.member(None, name="Erik", email="erik@example.com", joined_on=day)
    LegalHold.objects.create(pseudonym=anna.pseudonym, reason="A dispute", review_on=TODAY)
    run()
    assert dict(Member.objects.values_list("pk", "name")) == {held.pk: "Anna Ek", other.pk: ""}


class Guarded(MemberData):
    def guard(self, queryset):
        return queryset.filter(name="Board")


def test_a_sites_own_guard_spares(activity):
    factories.member(None, name="Board", joined_on=dt.date(2020, 1, 1))
    with registry.register_temporarily(Member, Guarded):
        assert counts() == {}


def test_after_a_change_of_rules_the_run_waits_for_the_officer(activity):
    factories.member(None, name="Anna Ek", joined_on=dt.date(2025, 6, 1))
    ProcessingActivity.objects.update(period_value=1)
    with translation.override("en"):
        (pending,) = pending_rules()
    assert pending.was.startswith("2 years")
    assert pending.now.startswith("1 year")
    assert pending.due["testapp.member"] == 1
    with pytest.raises(RulesPending):
        run()
    assert Member.objects.get().name == "Anna Ek"
    assert confirm_rules(actor=Actor.command()) == 1
    assert confirm_rules(actor=Actor.command()) == 0
    run()
    assert Member.objects.get().name == ""


def test_a_change_of_words_needs_no_confirmation(activity):
    activity.texts.update(title="Members of ours")
    assert pending_rules() == []


def test_a_change_of_the_financial_year_needs_confirmation_where_it_counts(activity):
    FinancialYear.objects.create(starts_on=dt.date(2026, 7, 1), end_month=6)
    assert pending_rules() == []
    ProcessingActivity.objects.update(counts_from="financial_year")
    confirm_rules(actor=Actor.command())
    FinancialYear.objects.create(starts_on=dt.date(2026, 11, 1), end_month=10)
    assert [rule.activity.slug for rule in pending_rules()] == ["members"]


def test_an_editor_sees_what_a_shorter_period_would_remove(activity):
    factories.member(None, joined_on=dt.date(2025, 6, 1))
    assert due_counts(activity, TODAY)["testapp.member"] == 0
    activity.period_value = 1
    assert due_counts(activity, TODAY)["testapp.member"] == 1


class Fails(MemberData):
    def anonymise(self, record, subject):
        raise RuntimeError(record.name)


def test_a_source_that_fails_makes_the_run_partial(activity):
    factories.member(None, name="Anna Ek", joined_on=dt.date(2020, 1, 1))
    with registry.register_temporarily(Member, Fails):
        report = run()
    assert report.status == "partial"
    (failed,) = [step for step in report.steps if step["status"] == "failed"]
    assert failed["reason"] == "RuntimeError"


def test_what_a_law_kept_after_an_erasure_goes_when_its_time_comes(activity):
    ProcessingActivity.objects.update(
        legal_basis="legal_obligation",
        legal_reference="BFL",
        preset="bookkeeping",
        period_value=7,
        counts_from="financial_year",
    )
    for slug in ("account", "security", "events", "courses", "messages"):
        factories.activity(slug)
    confirm_rules(actor=Actor.command())
    anna = factories.person("anna@example.com")
    record = factories.member(anna, name="Anna Ek", joined_on=dt.date(2025, 3, 1))
    factories.payment(record)
    erase(anna, actor=Actor.command(), language="en")
    run(dt.date(2032, 12, 31))
    assert Member.objects.get().name == "Anna Ek"
    run(dt.date(2033, 1, 1))
    assert Member.objects.get().name == ""
    assert Payment.objects.count() == 1


def test_the_command_looks_ahead_but_never_removes_what_is_due_later(activity):
    tomorrow = site_today() + dt.timedelta(days=1)
    factories.member(None, name="Anna Ek", joined_on=tomorrow - relativedelta(years=2, days=1))
    later = ["privacy_retention", "--as-of", tomorrow.isoformat()]
    out = StringIO()
    call_command(*later, "--dry-run", stdout=out)
    assert "anonymise       1  testapp.member" in out.getvalue()
    with pytest.raises(CommandError, match=r"look ahead with --dry-run\.$") as refused:
        call_command(*later)
    assert refused.value.returncode == 2
    call_command("privacy_retention", "--as-of", site_today().isoformat(), stdout=out)
    assert Member.objects.get().name == "Anna Ek"
