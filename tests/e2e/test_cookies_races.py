"""What is asked for while something else is being stored, and the last word a refusal has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from cookies.declarations.group import DeclaredGroup, ask_anew
from cookies.declarations.snapshot import forget
from tests.e2e.cookie_site import declare_site
from tests.e2e.cookie_visit import Visit, visits

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
NOTHING = {"analytics": False, "video": False}


@pytest.fixture(autouse=True)
def _site(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.e2e.cookie_site"
    declare_site()


@pytest.fixture
def visit(
    browser: Browser, live_server: Any, browser_context_args: dict[str, Any]
) -> Iterator[Callable[..., Visit]]:
    with visits(browser, live_server.url, browser_context_args) as start:
        yield start


@contextmanager
def slowly(here: Visit) -> Iterator[None]:
    """No choice is stored before the end of this."""
    held: list[Route] = []
    over = False

    def hold(route: Route) -> None:
        if over:
            route.continue_()
        else:
            held.append(route)

    here.page.route("**/cookies/?**", hold)
    yield
    here.page.wait_for_timeout(200)
    over = True
    for route in held:
        route.continue_()


def test_a_refusal_pressed_while_consent_is_stored_has_the_last_word(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    with page.expect_event("load"), slowly(here):
        page.get_by_role("button", name="Godkänn alla").click()
        page.get_by_role("button", name="Neka alla").click()
    expect(here.banner).to_be_hidden()
    page.wait_for_load_state("networkidle")
    expect(page.locator("iframe")).to_have_count(0)
    assert here.status() == NOTHING
    assert here.posts == 2


def test_a_site_that_asks_for_two_things_at_once_gets_both(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.evaluate("cookieConsent.accept(['analytics'])")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    with page.expect_event("load"), slowly(here):
        page.evaluate(
            "void cookieConsent.accept(['video']), void cookieConsent.refuse(['analytics'])"
        )
    assert page.get_attribute("html", "data-ran") is None
    assert here.status() == {"analytics": False, "video": True}


def test_the_page_is_loaded_anew_only_when_all_is_stored(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.evaluate("cookieConsent.accept()")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    with page.expect_event("load"):
        page.evaluate(
            "void cookieConsent.refuse(['analytics']), void cookieConsent.refuse(['video'])"
        )
    assert here.status() == NOTHING
    assert here.posts == 3


def test_esc_while_consent_is_stored_does_not_take_it_back(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    with slowly(here):
        page.get_by_role("button", name="Godkänn alla").click()
        page.keyboard.press("Escape")
    expect(here.banner).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert here.status() == {"analytics": True, "video": True}
    assert here.posts == 1


def test_esc_while_one_group_is_stored_refuses_the_rest(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    with slowly(here):
        page.locator("[data-cookies=accept][data-group=video]").first.dispatch_event("click")
        page.keyboard.press("Escape")
    expect(here.banner).to_be_hidden()
    assert here.status() == {"analytics": False, "video": True}


def test_what_is_pressed_twice_is_stored_once(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    with slowly(here):
        page.get_by_role("button", name="Godkänn alla").dblclick()
        page.get_by_role("button", name="Neka alla").dblclick()
        page.get_by_role("button", name="Godkänn alla").dblclick()
    expect(here.banner).to_be_hidden()
    page.wait_for_load_state("networkidle")
    assert here.status() == {"analytics": True, "video": True}
    assert here.posts == 3


def test_what_failed_does_not_stop_what_was_asked_for_after_it(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.route("**/cookies/?**", lambda route: route.abort(), times=1)
    failed = page.evaluate(
        "Promise.allSettled([cookieConsent.accept(), cookieConsent.refuse()])"
        ".then((all) => all.map((each) => each.status))"
    )
    assert failed == ["rejected", "fulfilled"]
    expect(here.banner).to_be_hidden()
    assert here.status() == NOTHING


def test_a_refusal_reaches_a_tab_that_is_older_than_the_question(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.get_by_role("button", name="Godkänn alla").click()
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    for group in DeclaredGroup.objects.filter(varname__in=NOTHING):
        ask_anew(group.pk)
    forget()
    other = here.context.new_page()
    other.goto(f"{here.base}/sv/gated/")
    with page.expect_event("load"):
        other.get_by_role("button", name="Neka alla").click()
    assert here.status() == NOTHING
    expect(page.locator("iframe")).to_have_count(0)
    assert page.get_attribute("html", "data-ran") is None


def test_scripts_in_content_that_holds_content_that_waits_run(visit: Callable[..., Visit]) -> None:
    here = visit()
    script = '<script src="http://stats.example.com/{}.js"></script>'.format
    inner = f'<template data-consent="analytics">{script("second")}<b id="in">In</b></template>'
    waits = (
        f'<template data-consent="video" data-html="{escape(script("first") + inner)}"></template>'
    )

    def with_both(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("</main>", f"{waits}</main>"))

    here.page.route("**/other/deep/", with_both)
    page = here.go("/other/deep/")
    page.evaluate("cookieConsent.accept()")
    expect(page.locator("#in")).to_have_text("In")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    expect(page.locator("template")).to_have_count(0)
    assert here.faults == []


def test_of_two_cookies_of_the_name_neither_counts(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner).to_be_hidden()
    kept = next(each for each in here.context.cookies() if each["name"] == "cookie_choice")
    here.context.add_cookies([{**kept, "path": "/sv/"}])
    page.wait_for_load_state("networkidle")
    here.elsewhere.clear()
    here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    assert here.status() == {"analytics": None, "video": None}
    assert here.elsewhere == []


def test_a_browser_that_keeps_no_cookies_can_refuse(visit: Callable[..., Visit]) -> None:
    here = visit()
    here.context.add_init_script(
        "Object.defineProperty(Document.prototype, 'cookie', {get: () => '', set: () => {}})"
    )
    page = here.go("/sv/gated/")
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner.get_by_role("alert")).to_be_visible()
    page.keyboard.press("Escape")
    expect(here.banner).to_be_hidden()
    assert here.elsewhere == []
    assert here.faults == []
