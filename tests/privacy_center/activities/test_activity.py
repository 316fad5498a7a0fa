import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from privacy_center.activities.models import FinancialYear, ProcessingActivity, Recipient
from privacy_center.activities.models.financial_year import financial_years
from tests.testapp import factories

pytestmark = pytest.mark.django_db


def unsaved(**fields):
    defaults = {"slug": "purchases", "legal_basis": "legal_obligation", "preset": "bookkeeping"}
    return ProcessingActivity(**(defaults | fields))


def test_the_bookkeeping_preset_fills_its_period_and_law():
    activity = unsaved()
    activity.full_clean()
    assert (activity.period_value, activity.period_unit) == (7, "years")
    assert activity.counts_from == "financial_year"
    assert "1999:1078" in activity.legal_reference


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"period_value": 6}, "period_value"),
        ({"period_value": 83, "period_unit": "months"}, "period_value"),
        ({"period_value": 7, "counts_from": "event"}, "counts_from"),
        ({"legal_basis": "consent"}, "legal_basis"),
    ],
)
def test_a_bookkeeping_rule_below_the_law_is_refused(fields, wrong):
    with pytest.raises(ValidationError) as caught:
        unsaved(**fields).full_clean()
    assert wrong in caught.value.message_dict


def test_the_database_refuses_six_years_of_bookkeeping_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        unsaved(period_value=6, counts_from="financial_year").save()


def test_a_legal_obligation_names_its_law():
    with pytest.raises(ValidationError) as caught:
        unsaved(preset="").full_clean()
    assert "legal_reference" in caught.value.message_dict


def test_direct_marketing_needs_a_basis_that_can_be_objected_to():
    with pytest.raises(ValidationError) as caught:
        unsaved(preset="", legal_basis="contract", direct_marketing=True).full_clean()
    assert "direct_marketing" in caught.value.message_dict


def test_texts_fall_back_to_the_language_there_is():
    activity = factories.activity("members", "Members", language="en")
    assert activity.text("en").title == "Members"
    assert activity.text("sv").title == "Members"
    assert str(activity) == "Members"


def test_an_activity_without_texts_is_called_by_its_slug():
    activity = ProcessingActivity.objects.create(slug="bare", legal_basis="contract")
    assert activity.text() is None
    assert str(activity) == "bare"


def test_each_basis_knows_its_letter():
    letters = [
        ProcessingActivity(legal_basis=basis).article
        for basis in ("consent", "contract", "legal_obligation", "legitimate_interest")
    ]
    assert letters == ["Art. 6(1)(a)", "Art. 6(1)(b)", "Art. 6(1)(c)", "Art. 6(1)(f)"]


def test_a_recipient_outside_the_eea_needs_a_safeguard():
    recipient = Recipient(slug="mail", role="processor", country="us")
    with pytest.raises(ValidationError) as caught:
        recipient.full_clean()
    assert "safeguard" in caught.value.message_dict
    recipient.safeguard = "clauses"
    recipient.full_clean()
    assert recipient.country == "US"
    assert recipient.third_country


@pytest.mark.parametrize("country", ["S", "S1", "SWE"])
def test_a_country_is_two_letters(country):
    with pytest.raises(ValidationError) as caught:
        Recipient(slug="mail", role="processor", country=country).full_clean()
    assert "country" in caught.value.message_dict


def test_financial_years_come_in_order_after_the_calendar_year():
    FinancialYear.objects.create(starts_on="2022-01-01", end_month=4)
    FinancialYear.objects.create(starts_on="2020-07-01", end_month=6)
    assert [rule.end_month for rule in financial_years()] == [12, 6, 4]


def stored(**fields):
    activity = unsaved(**fields)
    activity.full_clean()
    activity.save()
    return activity


@pytest.mark.parametrize(
    "change",
    [
        {"preset": "", "period_value": 6},
        {"preset": "", "legal_basis": "contract"},
        {"preset": "confidentiality"},
    ],
)
def test_a_preset_with_a_floor_stays_on_an_activity_that_is_kept_by_it(change):
    activity = stored()
    for name, value in change.items():
        setattr(activity, name, value)
    with pytest.raises(ValidationError) as caught:
        activity.full_clean()
    assert "make an activity of its own" in caught.value.message_dict["preset"][0]


def test_a_preset_without_a_floor_may_go():
    activity = stored(slug="assignments", preset="confidentiality", legal_basis="contract")
    activity.preset = ""
    activity.full_clean()


def test_a_draft_that_never_held_may_lose_its_preset():
    activity = stored(live=False)
    activity.preset, activity.legal_basis = "", "contract"
    activity.full_clean()
