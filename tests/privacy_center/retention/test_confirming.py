"""Which changes of an activity wait for the privacy officer."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.retention import confirm_rules, pending_rules
from privacy_center.retention.models import ConfirmedRule
from tests.testapp import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _confirmed() -> None:
    factories.activity("members", period_value=2, period_unit="years", legal_basis="contract")
    with translation.override("en"):
        confirm_rules(actor=Actor.command())


@pytest.mark.parametrize(
    ("change", "now"),
    [
        ({"legal_basis": "legitimate_interest"}, "2 years (Legitimate interest)"),
        ({"preset": "confidentiality"}, "2 years (Contract, Confidentiality agreement)"),
    ],
)
def test_another_basis_or_preset_waits(change: dict[str, Any], now: str) -> None:
    ProcessingActivity.objects.update(**change)
    with translation.override("en"):
        (rule,) = pending_rules()
    assert (rule.was, rule.now) == ("2 years (Contract)", now)


def test_another_name_of_the_law_does_not_wait() -> None:
    ProcessingActivity.objects.update(legal_reference="SFS 1999:1078")
    assert pending_rules() == []


def test_a_rule_in_many_words_can_be_confirmed() -> None:
    activity = ProcessingActivity.objects.get()
    activity.texts.update(counts_from_text="x" * 200)
    ProcessingActivity.objects.update(period_value=1)
    confirm_rules(actor=Actor.command())
    assert len(ConfirmedRule.objects.get().words) <= 200


def test_each_reads_a_changed_rule_in_one_language() -> None:
    """The officer may have confirmed it in another language than the editor reads."""
    ProcessingActivity.objects.update(period_value=1)
    with translation.override("sv"):
        (rule,) = pending_rules()
    assert (rule.was, rule.now) == ("2 år (Avtal)", "1 år (Avtal)")
    with translation.override("en"):
        (rule,) = pending_rules()
    assert (rule.was, rule.now) == ("2 years (Contract)", "1 year (Contract)")
