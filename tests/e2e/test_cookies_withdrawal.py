"""Taking consent back leaves nothing, wherever it is done and whatever is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect

from cookies.declarations.declare import CookieSpec, declare
from cookies.declarations.services import SERVICES
from cookies.declarations.terms import Kind
from cookies.models import ConsentReceipt
from tests.cookies.factories import policy_page
from tests.e2e.cookie_site import declare_site
from tests.e2e.cookie_visit import Visit, visits

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
STORED = "[localStorage.length, sessionStorage.length]"
#: As statistics do, it goes on for as long as it runs.
GOES_ON = """setInterval(() => {
  document.cookie = "_pk_id.1=again; path=/";
  new Image().src = "http://stats.example.com/pixel.gif?" + Math.random();
}, 50)"""


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.cookie_site"
    settings.ALLOWED_HOSTS = ["*"]
    declare_site()
    for kind, store in ((Kind.LOCAL_STORAGE, "_pk_local.*"), (Kind.SESSION_STORAGE, "_pk_session")):
        declare([replace(SERVICES["matomo"], cookies=(CookieSpec(store, "Counts.", kind=kind),))])


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, browser_context_args: dict[str, Any]
) -> Iterator[Callable[..., Visit]]:
    with visits(browser, live_server.url, browser_context_args) as start:
        yield start


def accept(here: Visit) -> Page:
    """Accept everything, and let it run and store."""
    page = here.go("/sv/gated/")
    page.get_by_role("button", name="Godkänn alla").click()
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    page.wait_for_load_state("networkidle")
    assert {"_pk_id.1", "_pk_ref.2"} < here.cookies
    # The stand-in's, and what the demo's own counter keeps.
    assert page.evaluate(STORED) == [2, 1]
    here.elsewhere.clear()
    return page


def refused_elsewhere(here: Visit) -> None:
    """Refuse without a word to any page."""
    here.context.request.post(
        f"{here.base}/cookies/",
        form={"decision": "refuse-all"},
        headers={"Origin": here.base, "Accept": "application/json"},
    )


def assert_nothing_is_left(here: Visit, page: Page) -> None:
    expect(page.locator("html")).not_to_have_attribute("data-ran", "first.js second.js ")
    page.wait_for_load_state("load")
    assert page.evaluate("cookieConsent.status().groups") == {"analytics": False, "video": False}
    assert here.cookies <= {"cookie_choice", "csrftoken"}
    assert page.evaluate(STORED) == [0, 0]


def test_in_the_second_layer(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = accept(here)
    page.locator("#settings").press("Enter")
    with page.expect_event("load"):
        page.get_by_role("dialog").get_by_role("button", name="Neka alla").click()
    expect(here.banner).to_be_hidden()
    assert_nothing_is_left(here, page)
    assert here.elsewhere == []
    ways = ConsentReceipt.objects.order_by("decided_at", "pk").values_list("way", flat=True)
    assert list(ways) == ["accept", "withdraw"]
    assert page.evaluate("cookieConsent.status().receipt") is None


def test_by_the_form(visit: Callable[..., Visit]) -> None:
    address = policy_page().url
    here = visit()
    page = accept(here)
    here.go(address)
    page.get_by_role("link", name="Se eller ändra dina val").click()
    page.get_by_role("button", name="Neka alla").first.click()
    page.wait_for_url(f"**{address}")
    assert page.evaluate(STORED) == [0, 0]
    here.go("/sv/gated/")
    assert_nothing_is_left(here, page)


def test_on_a_page_that_does_not_see_all_of_it(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = accept(here)
    here.go("/other/deep/")
    # The demo's counter has run there, too.
    with page.expect_event("load"):
        page.evaluate("void cookieConsent.refuse()")
    assert page.evaluate(STORED) == [0, 0]
    # What was set for another path goes where it is seen.
    here.go("/sv/gated/")
    assert_nothing_is_left(here, page)
    assert here.elsewhere == []


@pytest.mark.parametrize("way", ["script", "form"])
def test_in_another_tab(visit: Callable[..., Visit], way: str) -> None:
    here = visit()
    page = accept(here)
    page.evaluate(GOES_ON)
    other = here.context.new_page()
    with page.expect_event("load"):
        if way == "script":
            other.goto(f"{here.base}/other/deep/")
            other.evaluate("cookieConsent.refuse()")
        else:
            other.goto(f"{here.base}/cookies/?lang=sv")
            other.get_by_role("button", name="Neka alla").first.click()
    assert_nothing_is_left(here, page)
    here.elsewhere.clear()
    page.evaluate("new Promise(done => setTimeout(done, 200))")
    assert here.elsewhere == []
    assert "_pk_id.1" not in here.cookies


def test_a_tab_that_comes_to_the_front_looks_again(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = accept(here)
    refused_elsewhere(here)
    with page.expect_event("load"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert_nothing_is_left(here, page)


def test_a_banner_asks_no_more_once_another_tab_has_decided(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    other = here.context.new_page()
    other.goto(f"{here.base}/other/deep/")
    other.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")


def test_a_page_that_the_browser_brings_back_looks_again(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    live_server: Any,
    browser_context_args: dict[str, Any],
) -> None:
    # Playwright turns off the cache of whole pages.
    options = {
        **browser_type_launch_args,
        "ignore_default_args": ["--disable-back-forward-cache"],
    }
    with (
        browser_type.launch(**options) as browser,
        visits(browser, live_server.url, browser_context_args) as start,
    ):
        here = start()
        page = accept(here)
        page.evaluate("""window.addEventListener("pageshow", (event) => {
          sessionStorage.setItem("restored", event.persisted);
        })""")
        here.go("/other/deep/")
        refused_elsewhere(here)
        page.evaluate("history.back()")
        # It loads anew at once, so there is no one load to wait for.
        expect(page).to_have_url(re.compile("/sv/gated/$"))
        expect(page.locator("html")).not_to_have_attribute("data-ran", "first.js second.js ")
        assert page.evaluate("sessionStorage.getItem('restored')") == "true"
        page.evaluate("sessionStorage.removeItem('restored')")
        assert_nothing_is_left(here, page)


def test_on_every_level_of_the_hosts_name(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.base = here.base.replace("localhost", "www.shop.localhost")
    page = accept(here)
    host = "www.shop.localhost"
    for domain in (host, f".{host}", ".shop.localhost"):
        for path in ("/", "/sv/", "/sv/gated"):
            here.context.add_cookies(
                [{"name": "_pk_id.9", "value": "x", "domain": domain, "path": path}]
            )
    assert len(here.context.cookies()) > 9
    with page.expect_event("load"):
        page.evaluate("void cookieConsent.refuse()")
    assert_nothing_is_left(here, page)


def test_what_an_accepted_group_declares_too_stays(visit: Callable[..., Visit]) -> None:
    shared = (CookieSpec("_pk_id.1", "Counts."),)
    declare([replace(SERVICES["youtube"], cookies=shared)])
    here = visit()
    page = accept(here)
    with page.expect_event("load"):
        page.evaluate("void cookieConsent.refuse(['analytics'])")
    here.go("/sv/gated/")
    assert "_pk_id.1" in here.cookies
    assert "_pk_ref.2" not in here.cookies
