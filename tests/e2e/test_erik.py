"""Erik, whose undelivered order and finished assignment a person must decide on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from home.models import Assignment, Order
from privacy_center.requests import PrivacyRequest, State
from privacy_center.subjects import Subject, subject_of_email
from tests.e2e.others import keys_of, rows_but
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_eriks_erasure_waits_for_a_decision_and_says_why(visit: Callable[..., Visitor]) -> None:
    erik = subject_of_email("erik@example.com")
    others_before = rows_but(keys_of(erik))
    undelivered = Order.objects.filter(number="E-2003").values().get()
    assignment = Assignment.objects.filter(client=erik.user).values().get()

    visitor = visit()
    visitor.sign_in("erik@example.com")
    page = visitor.go("/account/privacy/data/")
    assert "3234" not in page.content(), "a personal identity number is masked"
    visitor.go("/account/privacy/erasure/confirm/")
    visitor.prove()
    page.wait_for_url("**/erasure/confirm/")
    page.get_by_role("button", name="Erase my data now").click()
    page.wait_for_url("**/privacy/receipt/**")

    waiting = page.get_by_role("region", name="This waits for a decision")
    expect(waiting).to_contain_text("something is still to be paid, delivered or answered")
    expect(waiting).to_contain_text("confidentiality agreement")
    expect(page.locator("main")).to_contain_text("go to court")
    request = PrivacyRequest.objects.get(kind="erasure")
    assert request.state == State.AWAITING_DECISION
    assert request.erasure_run is not None
    assert request.erasure_run.status == "awaiting_decision"
    left = Order.objects.filter(number="E-2003").values().get()
    assert {**left, "customer_id": None} == {**undelivered, "customer_id": None}
    kept = Assignment.objects.filter(pk=assignment["id"]).values().get()
    assert {**kept, "client_id": None} == {**assignment, "client_id": None}
    assert rows_but(keys_of(Subject.of(erik.user, erik.emails))) == others_before
