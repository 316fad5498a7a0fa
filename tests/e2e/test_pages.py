"""Every public page and every page of the centre, in both languages, widths and colour schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as BrowserPage
from wagtail.models import Page

from home.models import Order
from privacy_center.audit import Actor
from privacy_center.consent import unsubscribe_token
from privacy_center.policy.models import PrivacyPolicyPage
from privacy_center.requests import PrivacyRequest, request_erasure
from privacy_center.subjects import subject_of_email
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

WIDTHS = (1280, 360)
SCHEMES: tuple[Any, ...] = ("light", "dark")
CENTRE = (
    "/account/privacy/",
    "/account/privacy/data/",
    "/account/privacy/data/timeline/",
    "/account/privacy/data/search/",
    "/account/privacy/download/",
    "/account/privacy/consents/",
    "/account/privacy/erasure/",
    "/account/privacy/erasure/confirm/",
    "/account/privacy/requests/",
    "/account/privacy/proof/",
)
GUESTS = ("/privacy/request/", "/account/login/", "/account/signup/", "/account/password/reset/")


def faults(page: BrowserPage) -> Iterator[str]:
    """What axe, the width and the policy find on the page as it stands."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            where = f"{page.url} {scheme} {width}"
            for found in Axe().run(page).response["violations"]:
                nodes = "; ".join(str(node["target"]) for node in found["nodes"][:3])
                yield f"{where}: {found['id']} at {nodes}"
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                yield f"{where}: scrolls sideways"
    for violation in page.evaluate("window.violations"):
        yield f"{page.url}: {violation}"


@pytest.mark.parametrize("locale", ["sv-SE", "en-GB"])
def test_every_public_page(locale: str, visit: Callable[..., Visitor]) -> None:
    language = locale.partition("-")[0]
    pages = Page.objects.live().public().filter(locale__language_code=language, depth__gt=1)
    own = [page.url for page in pages if page.url]
    policy = PrivacyPolicyPage.objects.get(locale__language_code=language).url
    own += [f"{policy}versions/{path}" for path in ("", "1/", "2/", "compare/")]
    receipt = request_erasure(
        subject_of_email("guest@example.com"), actor=Actor.system(), language=language
    )
    tokens = [
        f"/privacy/receipt/{receipt.token}/",
        f"/privacy/unsubscribe/{unsubscribe_token('anna@example.com', 'newsletter')}/",
        f"/privacy/unsubscribe/{unsubscribe_token('guest@example.com', 'newsletter')}/",
    ]
    visitor = visit(locale=locale)
    found: list[str] = []
    for path in (*own, *GUESTS, *tokens):
        found += faults(visitor.go(path))
        assert visitor.page.get_attribute("html", "lang") == language
    assert own
    assert not found


@pytest.mark.parametrize("locale", ["sv-SE", "en-GB"])
def test_every_page_of_the_centre(locale: str, visit: Callable[..., Visitor]) -> None:
    language = locale.partition("-")[0]
    erik = subject_of_email("erik@example.com")
    orders = Order.objects.filter(customer=erik.user).order_by("booked_on")
    visitor = visit(locale=locale)
    page = visitor.sign_in("erik@example.com")
    visitor.go("/account/privacy/erasure/confirm/")
    visitor.prove()
    page.wait_for_url("**/erasure/confirm/")
    found: list[str] = []
    records = [f"/account/privacy/data/home.order/{order.pk}/" for order in orders]
    source = "/account/privacy/data/home.order/?activity=purchases"
    visitor.go(records[-1])
    with page.expect_navigation():
        page.locator(".pc-reveal button").click()
    assert "19640823-3234" in page.inner_text("main")
    found += faults(page)
    for path in (*CENTRE, *records, source):
        visitor.go(path)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        found += faults(page)
        assert page.get_attribute("html", "lang") == language

    visitor.go("/account/privacy/data/")
    page.locator("[name=wanted]").fill("Lillby")
    with page.expect_navigation():
        page.locator(".pc-search button").click()
    found += faults(page)

    visitor.go("/account/privacy/")
    page.locator(".pc-door form button").first.click()
    found += faults(page)
    asked = PrivacyRequest.objects.get(kind="objection")
    found += faults(visitor.go(f"/account/privacy/requests/{asked.reference}/"))
    found += faults(visitor.go("/account/privacy/consents/"))

    visitor.go(records[-1])
    page.locator("[name=now-phone]").fill("wrong")
    visitor.forgive(400)
    with page.expect_navigation():
        page.locator("form:has([name=now-phone]) button").click()
    found += faults(page)

    visitor.go("/account/privacy/erasure/confirm/")
    page.locator(".pc-button--danger").click()
    page.wait_for_url("**/privacy/receipt/**")
    found += faults(page)
    assert not found
