"""The centre and the public pages need no JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from privacy_center.consent import may_market_to
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_person_without_javascript_has_every_right(visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False)
    page = visitor.sign_in("anna@example.com")

    page.get_by_role("button", name="Stop all marketing").click()
    expect(page.get_by_text("All marketing has stopped.")).to_be_visible()
    assert not may_market_to("anna@example.com")

    page.get_by_role("link", name="See my data").click()
    page.get_by_text("Order A-1002").first.click()
    page.get_by_role("link", name="Correct: Order A-1002").click()
    page.get_by_text("Name: Anna Andersson").click()
    page.get_by_label("What it should say, and why").first.fill("Anna Svensson, since May.")
    page.get_by_role("button", name="Note beside: Name").click()
    expect(page.get_by_text("Your correction now stands beside the record.")).to_be_visible()

    page.get_by_role("button", name="Svenska").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "sv")

    visitor.go("/account/privacy/erasure/confirm/")
    visitor.prove()
    page.locator(".pc-button--danger").click()
    page.wait_for_url("**/privacy/receipt/**")

    page.get_by_role("button", name="English").first.click()
    expect(page.locator("h1")).to_have_text("Receipt of your erasure")


@pytest.mark.parametrize(
    "path", ["/en/", "/en/privacy-policy/", "/en/contact/", "/privacy/request/"]
)
def test_public_pages_can_be_read_without_javascript(
    path: str, visit: Callable[..., Visitor]
) -> None:
    page = visit(java_script_enabled=False).go(path)
    expect(page.locator("h1")).to_be_visible()


def test_a_passkey_is_offered_only_where_it_can_work(visit: Callable[..., Visitor]) -> None:
    name = "Sign in with a passkey"
    expect(visit().go("/account/login/").get_by_role("button", name=name)).to_be_visible()
    page = visit(java_script_enabled=False).go("/account/login/")
    expect(page.locator("#passkey_login")).to_be_hidden()
    expect(page.locator("body")).not_to_contain_text("JavaScript")
