"""The privacy officer ends the waiting of Erik's erasure, in a browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Page, expect

from home.models import Assignment, Order
from privacy_center.audit import Actor
from privacy_center.erasure.models import ErasureRun
from privacy_center.requests import PrivacyRequest, State, request_erasure
from privacy_center.requests.correcting import request_review
from privacy_center.sources import registry
from privacy_center.subjects import subject_of_email
from tests.e2e.visitor import Visitor

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.django_db(transaction=True),
    # The admin asks for several things at once, and each request writes its session: tables of a
    # database in memory lock each other out then. The page itself is tested in staff/.
    pytest.mark.skipif(connection.vendor == "sqlite", reason="needs a server's database"),
]


def keep_picture(page: Page, name: str) -> None:
    """For whoever wants to look: ``PICTURES`` names a folder."""
    folder = os.environ.get("PICTURES")
    for width in (1280, 360) if folder else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=Path(folder or "") / f"{name}-{width}.png", full_page=True)


def test_the_officer_keeps_one_thing_and_lets_the_other_go(
    visit: Callable[..., Visitor], settings: Any, mailoutbox: list[Any]
) -> None:
    settings.STAFF_MFA_REQUIRED = False
    erik = subject_of_email("erik@example.com")
    run = request_erasure(erik, actor=Actor.person(erik.pseudonym), language="sv")
    assert run.status == "awaiting_decision"
    assignment = Assignment.objects.get(email="erik@example.com")

    visitor = visit()
    visitor.sign_in("officer@example.com")
    page = visitor.go(f"/admin/privacy/erasures/inspect/{run.pk}/")
    keep_picture(page, "erasure")
    visitor.go(f"/admin/privacy/erasures/decide/{run.pk}/")
    keep_picture(page, "decide")
    forms = page.locator("form:has(input[name=step])")
    expect(forms).to_have_count(2)
    order = page.locator("form:has(input[name=step][value^='home.order'])")
    order.locator("input[value=erase]").check()
    order.locator("textarea").fill("The customer called it off.")
    order.locator("button[type=submit]").click()
    expect(forms).to_have_count(1)
    forms.locator("input[value=claim]").check()
    forms.locator("textarea").fill("A dispute about the work.")
    forms.locator("input[type=date]").fill("2099-01-01")
    forms.locator("button[type=submit]").click()
    page.wait_for_url("**/inspect/**")
    keep_picture(page, "decided")

    run = ErasureRun.objects.get(pk=run.pk)
    assert (run.status, run.identifiers) == ("complete", "")
    assert not Order.objects.filter(number="E-2003").exists()
    assignment.refresh_from_db()
    assert assignment.email == "erik@example.com"
    assert PrivacyRequest.objects.get().state == State.PARTIALLY_REFUSED
    assert mailoutbox[-1].to == ["erik@example.com"]
    visitor.go(f"/privacy/receipt/{run.token}/")
    keep_picture(page, "receipt")


def test_the_officer_decides_on_a_correction_and_looks_the_person_up(
    visit: Callable[..., Visitor], settings: Any, mailoutbox: list[Any]
) -> None:
    settings.STAFF_MFA_REQUIRED = False
    order = Order.objects.get(number="E-2003")
    erik = subject_of_email("erik@example.com")
    source = registry.get(Order)
    assert source is not None
    given = {"reason": "I moved.", "actor": Actor.person(erik.pseudonym), "language": "sv"}
    request_review(erik, source, order.pk, "street", "Nygatan 1", **given)

    visitor = visit()
    visitor.sign_in("officer@example.com")
    page = visitor.go("/admin/privacy/corrections/")
    page.locator("main th a").click()
    expect(page.locator("ins")).to_have_text("Nygatan 1")
    faults = list(wide(page))
    page.locator("input[value=accept]").check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/corrections/")
    faults += wide(page)
    order.refresh_from_db()
    assert order.street == "Nygatan 1"
    assert mailoutbox[-1].to == ["erik@example.com"]

    visitor.go("/admin/privacy/people/")
    page.locator("[name=email]").fill("erik@example.com")
    page.locator("input[value=support]").check()
    faults += wide(page)
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator(".pc-staff")).to_contain_text("E-2003")
    assert "erik" not in page.url
    faults += wide(page)
    visitor.go(f"{page.url}data/home.order/{order.pk}/")
    faults += wide(page)
    assert not faults


def wide(page: Page) -> list[str]:
    """What axe finds in the page's own part, and whether it scrolls sideways on a telephone."""
    # Wagtail's own header and menu are not ours to mend.
    axe = Axe().run(
        page, context="main .content-wrapper, main #listing-results, main .nice-padding"
    )
    found = [f"{page.url}: {broken['id']}" for broken in axe.response["violations"]]
    page.set_viewport_size({"width": 360, "height": 900})
    if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        found.append(f"{page.url} scrolls sideways")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found
