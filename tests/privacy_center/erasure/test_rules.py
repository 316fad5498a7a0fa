import datetime as dt

import pytest

from privacy_center.activities.models import ProcessingActivity
from privacy_center.erasure import plan
from privacy_center.holds.models import ErasureDecision, HoldGround, LegalHold
from privacy_center.sources import registry
from tests.testapp import factories
from tests.testapp.models import Member
from tests.testapp.privacy import MemberData

from .conftest import TODAY

pytestmark = pytest.mark.django_db


class Unfinished(MemberData):
    """Members who have not paid are open."""

    def is_open(self, queryset):
        return queryset.filter(payment__paid_at=None, payment__isnull=False)


@pytest.fixture
def rule(activities):
    """Set the rule of the members' activity."""

    def change(**fields):
        ProcessingActivity.objects.filter(slug="members").update(**fields)

    return change


def bookkeeping(rule):
    rule(
        legal_basis="legal_obligation",
        legal_reference="Bokföringslagen (1999:1078) 7 kap. 2 §",
        preset="bookkeeping",
        period_value=7,
        period_unit="years",
        counts_from="financial_year",
    )


def hold(record, **fields):
    defaults = {"source": "testapp.member", "record_key": str(record.pk), "reason": "A dispute"}
    return LegalHold.objects.create(**(defaults | {"review_on": TODAY} | fields))


def step(subject, source="testapp.member"):
    (found,) = [s for s in plan(subject, today=TODAY).steps if s.source.name == source]
    return found


def test_rule_1_a_hold_on_a_record_keeps_it(anna, rule):
    record = factories.member(anna)
    hold(record)
    found = step(anna)
    assert (found.action, found.fate.exemption, found.fields) == ("keep", "17(3)(e)", [])


def test_rule_1_a_hold_on_a_person_keeps_everything(anna):
    factories.member(anna)
    LegalHold.objects.create(pseudonym=anna.pseudonym, reason="A dispute", review_on=TODAY)
    assert {s.action for s in plan(anna, today=TODAY).steps} == {"keep"}


def test_a_lifted_hold_keeps_nothing(anna):
    record = factories.member(anna)
    hold(record).lift()
    assert step(anna).action == "anonymise"


def test_a_hold_on_another_person_keeps_nothing_here(anna, erik):
    factories.member(anna)
    LegalHold.objects.create(pseudonym=erik.pseudonym, reason="A dispute", review_on=TODAY)
    assert step(anna).action == "anonymise"


def test_rule_2_bookkeeping_in_its_time_is_cut_to_the_voucher(anna, rule):
    bookkeeping(rule)
    factories.member(anna, joined_on=dt.date(2020, 3, 1), phone="070-1234567")
    found = step(anna)
    assert found.action == "minimise"
    assert found.fate.kept_until == dt.date(2027, 12, 31)
    assert found.fate.exemption == "17(3)(b)"
    assert "1999:1078" in found.fate.legal_reference
    assert "name" not in found.fields
    assert "phone" in found.fields


def test_rule_2_each_end_date_is_a_step_of_its_own(anna, rule):
    bookkeeping(rule)
    for year in (2020, 2020, 2023):
        factories.member(anna, joined_on=dt.date(year, 3, 1))
    steps = [s for s in plan(anna, today=TODAY).steps if s.source.name == "testapp.member"]
    assert [(s.records, s.fate.kept_until.year) for s in steps] == [(2, 2027), (1, 2030)]


def test_bookkeeping_past_its_time_goes(anna, rule):
    bookkeeping(rule)
    factories.member(anna, joined_on=dt.date(2018, 12, 31))
    assert step(anna).action == "anonymise"


def test_the_last_day_of_bookkeeping_still_counts(anna, rule):
    bookkeeping(rule)
    factories.member(anna, joined_on=dt.date(2018, 12, 31))
    actions = [
        [s.action for s in plan(anna, today=day).steps if s.source.name == "testapp.member"]
        for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1))
    ]
    assert actions == [["minimise"], ["anonymise"]]


def test_a_voucher_without_a_date_waits_for_the_officer(anna, rule):
    bookkeeping(rule)
    factories.member(anna, joined_on=None)
    assert step(anna).action == "review"


def test_rule_2_comes_before_rule_3(anna, rule):
    bookkeeping(rule)
    factories.payment(factories.member(anna, joined_on=dt.date(2025, 1, 1)))
    with registry.register_temporarily(Member, Unfinished):
        assert step(anna).action == "minimise"


def test_rule_3_what_is_not_finished_waits(anna):
    factories.payment(factories.member(anna))
    with registry.register_temporarily(Member, Unfinished):
        found = step(anna)
    assert found.action == "review"
    assert "not finished" in str(found.fate.ground)


@pytest.mark.parametrize(
    ("basis", "marketing", "told"),
    [
        ("consent", False, "consent"),
        ("consent", True, "marketing"),
        ("legitimate_interest", True, "marketing"),
        ("legitimate_interest", False, "objection"),
        ("contract", False, "no longer needed"),
        ("vital_interests", False, "no longer needed"),
        ("public_task", False, "no longer needed"),
    ],
)
def test_rules_4_5_and_7_let_it_go_and_say_why(anna, rule, basis, marketing, told):
    rule(legal_basis=basis, direct_marketing=marketing)
    factories.member(anna)
    found = step(anna)
    assert found.action == "anonymise"
    assert told in str(found.fate.ground)
    assert not found.fate.exemption


def test_rule_5_compelling_grounds_keep_what_rests_on_an_interest(anna, rule):
    rule(legal_basis="legitimate_interest")
    hold(factories.member(anna), ground=HoldGround.COMPELLING)
    assert step(anna).action == "keep"


def test_rule_5_compelling_grounds_never_keep_marketing(anna, rule):
    rule(legal_basis="legitimate_interest", direct_marketing=True)
    hold(factories.member(anna), ground=HoldGround.COMPELLING)
    assert step(anna).action == "anonymise"


def test_rule_6_a_finished_assignment_waits_and_names_no_exemption(anna, rule):
    rule(preset="confidentiality", legal_basis="contract")
    factories.member(anna)
    found = step(anna)
    assert (found.action, found.fate.exemption) == ("review", "")
    assert "confidentiality" in str(found.fate.ground)


def test_what_the_officer_decides_to_erase_goes(anna, rule):
    rule(preset="confidentiality", legal_basis="contract")
    record = factories.member(anna)
    ErasureDecision.objects.create(
        source="testapp.member", record_key=str(record.pk), reason="Not needed"
    )
    assert step(anna).action == "anonymise"


def test_no_decision_erases_what_the_law_keeps(anna, rule):
    bookkeeping(rule)
    record = factories.member(anna, joined_on=dt.date(2025, 1, 1))
    ErasureDecision.objects.create(
        source="testapp.member", record_key=str(record.pk), reason="Not needed"
    )
    assert step(anna).action == "minimise"


def test_parts_share_the_fate_of_the_whole(anna, rule):
    bookkeeping(rule)
    factories.payment(factories.member(anna, joined_on=dt.date(2020, 3, 1)))
    found = step(anna, "testapp.payment")
    assert (found.action, found.fate.kept_until) == ("minimise", dt.date(2027, 12, 31))


def test_an_unknown_activity_fails_closed(anna):
    ProcessingActivity.objects.filter(slug="members").update(slug="unknown")
    factories.member(anna)
    found = step(anna)
    assert (found.action, found.status) == ("review", "failed")
    assert "members" in str(found.reason)


def test_a_draft_promises_nothing(anna, rule):
    rule(live=False)
    factories.member(anna)
    assert step(anna).status == "failed"
