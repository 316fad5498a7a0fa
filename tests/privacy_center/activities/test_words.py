import pytest

from privacy_center.activities.words import period_words
from tests.testapp.factories import activity

pytestmark = pytest.mark.django_db
AFTER = "year after the calendar year in which the financial year ended"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"period_value": 2, "counts_from_text": "the day it was closed."},
            "2 years from the day it was closed",
        ),
        ({"period_value": 1, "period_unit": "months"}, "1 month"),
        (
            {"period_value": 30, "period_unit": "days", "counts_from_text": "the visit"},
            "30 days from the visit",
        ),
        (
            {"period_value": 7, "counts_from": "financial_year"},
            f"7 years, to the end of the seventh {AFTER}",
        ),
        (
            {"period_value": 11, "counts_from": "financial_year"},
            f"11 years, to the end of the 11th {AFTER}",
        ),
        (
            {"period_value": 18, "period_unit": "months", "counts_from": "financial_year"},
            "18 months from the end of the calendar year in which the financial year ended",
        ),
        (
            {"period_value": 3, "counts_from": "calendar_year"},
            "3 years from the end of the calendar year",
        ),
        (
            {"period_value": 3, "counts_from": "calendar_year", "counts_from_text": "the visit"},
            "3 years from the end of the calendar year of the visit",
        ),
        (
            {"period_value": 2, "period_unit": "months", "counts_from": "relation"},
            "2 months after your account is closed",
        ),
        ({"period_value": 0, "counts_from": "relation"}, "As long as you have an account"),
        ({"counts_from": "relation"}, "As long as you have an account"),
        ({}, "As long as the purpose needs it"),
        ({"legal_basis": "consent"}, "Until you withdraw your consent"),
        (
            {"legal_basis": "consent", "period_value": 2, "counts_from_text": "the last contact"},
            "2 years from the last contact, or until you withdraw your consent",
        ),
    ],
)
def test_a_period_as_a_sentence(fields, words):
    assert period_words(activity("cases", **fields), "en") == words
