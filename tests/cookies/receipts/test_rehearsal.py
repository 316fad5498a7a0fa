"""A scan's choices hold in its browser, and nobody counts them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from cookies import choice as choices
from cookies.models import ConsentReceipt
from cookies.receipts.rehearsal import COOKIE, mark

from ..factories import group, row

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _declared() -> None:
    group("analytics")


def accepts(client: Client) -> Any:
    headers = {"sec-fetch-site": "same-origin"}
    answer = client.post("/cookies/", {"decision": "accept-all"}, headers=headers)
    if answer.status_code != 302:
        return answer.status_code
    return choices.load(client.cookies["cookie_choice"].value).accepts(row())


def test_a_scan_leaves_no_receipt_and_takes_nobodys_place(client: Client, settings: Any) -> None:
    settings.PRIVACY_COOKIES = {"RECEIPTS_A_MINUTE_IN_ALL": 1}
    client.cookies[COOKIE] = mark()
    assert [accepts(client), accepts(client)] == [True, True]
    assert not ConsentReceipt.objects.exists()
    assert accepts(Client()) is True
    assert ConsentReceipt.objects.count() == 1


@pytest.mark.parametrize(
    "made_up",
    [
        lambda: "",
        lambda: COOKIE,
        lambda: f"{COOKIE}:1w0abc:{'x' * 43}",
        lambda: mark() + "x",
        lambda: signing.TimestampSigner(salt="cookies.choice").sign(COOKIE),
    ],
)
def test_no_visitor_can_leave_the_proof_out(client: Client, made_up: Any) -> None:
    client.cookies[COOKIE] = made_up()
    assert accepts(client) is True
    assert ConsentReceipt.objects.count() == 1


def test_a_mark_does_not_last(client: Client) -> None:
    with freeze_time(timezone.now() - timedelta(hours=3)):
        old = mark()
    client.cookies[COOKIE] = old
    assert accepts(client) is True
    assert ConsentReceipt.objects.count() == 1
