from __future__ import annotations

import datetime as dt

import pytest

from privacy_center.requests import Kind, State, change_state, done_at_once, open_request
from tests.privacy_center.portal.people import address, person, sign_in

pytestmark = pytest.mark.django_db


def test_requests_with_their_state_and_due_date() -> None:
    anna = person("anna@example.com")
    received = dt.datetime(2027, 3, 15, 12, tzinfo=dt.UTC)
    request = open_request(Kind.ACCESS, anna, actor=None, received_at=received)
    page = sign_in(anna).get(address("requests")).content.decode()
    assert request.reference in page
    assert "15 April 2027" in page


def test_a_request_has_a_timeline() -> None:
    anna = person("anna@example.com")
    request = open_request(Kind.ERASURE, anna, actor=None)
    change_state(request, State.PARTIALLY_REFUSED, actor=None, note="The law keeps two orders.")
    page = sign_in(anna).get(address("request", request.reference)).content.decode()
    assert "Received" in page
    assert "The law keeps two orders." in page
    assert "go to court" in page


def test_nobody_elses_request_is_found() -> None:
    theirs = done_at_once(Kind.ACCESS, person("erik@example.com"), actor=None)
    browser = sign_in(person("anna@example.com"))
    assert browser.get(address("request", theirs.reference)).status_code == 404
    assert browser.get(address("request", "ABCDEFGHJK")).status_code == 404
    assert theirs.reference not in browser.get(address("requests")).content.decode()


def test_many_requests_come_in_pages() -> None:
    anna = person("anna@example.com")
    made = [done_at_once(Kind.RECTIFICATION, anna, actor=None) for _ in range(53)]
    browser = sign_in(anna)
    first = browser.get(address("requests"))
    assert made[-1].reference in first.content.decode()
    assert made[0].reference not in first.content.decode()
    second = browser.get(f"{address('requests')}?before={first.context['next_before']}")
    assert made[0].reference in second.content.decode()
    assert second.context["next_before"] is None


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40, "١"])
def test_a_wrong_page_number_is_no_error(before: str) -> None:
    browser = sign_in(person("anna@example.com"))
    assert browser.get(address("requests"), {"before": before}).status_code == 200
