"""Anna, the ordinary customer, uses every right she has."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from home.models import CourseTrial, LedgerEntry, NewsletterSubscription, Order, SupportCase
from privacy_center.consent import has_consent
from privacy_center.requests import PrivacyRequest, State
from privacy_center.subjects import Subject, subject_of_email
from tests.e2e.others import keys_of, rows_but
from tests.e2e.visitor import PASSWORD, Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

EMAIL = "anna@example.com"
ON_THE_VOUCHER = ("number", "name", "street", "postcode", "city", "booked_on", "total")
NOT_ON_THE_VOUCHER = ("email", "alternative_email", "phone", "card_brand", "card_last4")


def voucher(order: Order) -> tuple[object, ...]:
    lines = order.lines.order_by("pk").values_list("article", "quantity", "price")
    return (*(getattr(order, name) for name in ON_THE_VOUCHER), *lines)


def test_annas_whole_journey(visit: Callable[..., Visitor]) -> None:
    anna = subject_of_email(EMAIL)
    others_before = rows_but(keys_of(anna))
    past, *younger = Order.objects.filter(customer=anna.user).order_by("booked_on")
    vouchers = {order.pk: voucher(order) for order in younger}
    until = {order.booked_on.year + 7 for order in younger}
    visitor = visit()

    _reads(visitor)
    _downloads(visitor, [past, *younger])
    _corrects(visitor, younger[-1])
    _withdraws(visitor, anna)
    receipt = _erases(visitor, until)

    assert not Order.objects.filter(pk=past.pk).exists()
    kept = Order.objects.filter(pk__in=vouchers)
    assert {order.pk: voucher(order) for order in kept} == vouchers
    for order in kept:
        assert order.customer is None
        assert not any(getattr(order, name) for name in NOT_ON_THE_VOUCHER)
    assert not SupportCase.objects.filter(email=EMAIL).exists()
    assert not NewsletterSubscription.objects.filter(email=EMAIL).exists()
    assert not CourseTrial.objects.filter(email=EMAIL).exists()
    assert LedgerEntry.objects.filter(order__in=vouchers).count() == 4
    assert not get_user_model().objects.filter(email=EMAIL).exists()
    assert rows_but(keys_of(Subject.of(anna.user, anna.emails))) == others_before

    _cannot_sign_in(visit())
    _reads_the_receipt_elsewhere(visit(locale="sv-SE"), receipt)
    assert any(receipt in message.body for message in mail.outbox)


def _reads(visitor: Visitor) -> None:
    page = visitor.sign_in(EMAIL)
    page.click("text=See my data")
    expect(page.locator("h1")).to_have_text("What we hold about you")
    expect(page.get_by_text("Order A-1003").first).to_be_visible()
    assert "erik" not in page.content().lower()


def _downloads(visitor: Visitor, orders: list[Order]) -> None:
    page = visitor.go("/account/privacy/download/")
    page.get_by_role("button", name="Show that it is you").click()
    visitor.prove()
    page.wait_for_url("**/account/privacy/download/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Fetch the file").click()
    with zipfile.ZipFile(download.value.path()) as package:
        data = json.loads(package.read("data.json"))
        assert package.testzip() is None
        assert "erik@example.com" not in package.read("data.json").decode()
    sources = {source["name"]: source["records"] for source in data["sources"]}
    assert {row["number"] for row in sources["home.order"]} == {order.number for order in orders}
    fetched = PrivacyRequest.objects.get(kind="access")
    assert fetched.state == State.COMPLETED


def _corrects(visitor: Visitor, order: Order) -> None:
    page = visitor.go("/account/privacy/data/")
    page.get_by_text(re.compile(f"Order {order.number}")).first.click()
    page.get_by_role("link", name=re.compile(f"Correct: Order {order.number}")).click()
    page.get_by_role("textbox", name="Telephone").fill("not a number")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was changed")
    visitor.forgive(400)
    page.get_by_role("textbox", name="Telephone").fill("070-174 06 33")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Corrected: Telephone.")).to_be_visible()
    order.refresh_from_db()
    assert order.phone == "+46701740633"


def _withdraws(visitor: Visitor, anna: Subject) -> None:
    page = visitor.go("/account/privacy/consents/")
    page.get_by_role("button", name=re.compile("Withdraw: Newsletter")).click()
    expect(page.get_by_text("Your consent is withdrawn")).to_be_visible()
    assert not has_consent(anna, "newsletter")


def _erases(visitor: Visitor, years: set[int]) -> str:
    page = visitor.go("/account/privacy/erasure/")
    for year in years:
        expect(page.get_by_text(re.compile(f"Until 31 December {year}")).first).to_be_visible()
    expect(page.get_by_role("heading", name="You lose your account")).to_be_visible()
    expect(page.get_by_text("everything is erased")).to_have_count(0)
    page.get_by_role("link", name="Go on to erase").click()
    page.wait_for_url("**/erasure/confirm/")
    page.get_by_role("button", name="Erase my data now").click()
    page.wait_for_url("**/privacy/receipt/**")
    expect(page.locator("h1")).to_have_text("Receipt of your erasure")
    expect(page.get_by_text("Nobody can sign in with it any more.")).to_be_visible()
    assert EMAIL not in page.content()
    request = PrivacyRequest.objects.get(kind="erasure")
    assert request.state == State.PARTIALLY_REFUSED
    assert request.erasure_run is not None
    assert request.erasure_run.status == "complete"
    assert request.erasure_run.closed_at <= timezone.now()
    visitor.go("/account/privacy/")
    assert "/account/login/" in page.url
    return str(request.erasure_run.token)


def _cannot_sign_in(visitor: Visitor) -> None:
    page = visitor.go("/account/login/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    assert "/account/login/" in page.url
    expect(page.locator("main")).to_contain_text("not correct")
    visitor.forgive(400)


def _reads_the_receipt_elsewhere(visitor: Visitor, token: str) -> None:
    page = visitor.go(f"/privacy/receipt/{token}/")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator("main")).to_contain_text("17(3)(b)")
