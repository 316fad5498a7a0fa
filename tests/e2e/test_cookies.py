"""The cookie choices in a real browser."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route, expect
from wagtail.embeds.models import Embed

from cookies.declarations.declare import declare
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.services import SERVICES
from cookies.declarations.site import CookieSettings
from cookies.declarations.snapshot import declarations
from cookies.models import ConsentReceipt
from tests.cookies.factories import policy_page
from tests.e2e.cookie_site import EMBED, declare_site
from tests.e2e.cookie_visit import Visit, visits

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


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


def test_nothing_is_stored_or_asked_for_before_a_choice(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    expect(here.banner).to_be_focused()
    assert here.elsewhere == []
    assert here.cookies == set()
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert here.status() == {"analytics": None, "video": None}
    assert here.faults == []


def test_esc_refuses_and_nobody_is_asked_again(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.keyboard.press("Escape")
    expect(here.banner).to_be_hidden()
    assert here.status() == {"analytics": False, "video": False}
    assert here.cookies == {"cookie_choice"}
    here.go("/sv/gated/")
    expect(here.banner).to_be_hidden()
    assert here.posts == 1
    assert here.elsewhere == []
    assert here.faults == []


def test_accepting_runs_everything_once_and_in_order(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.evaluate(
        "document.addEventListener('cookieconsent:change',"
        " (event) => { window.told = event.detail.groups; })"
    )
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner).to_be_hidden()
    expect(page.locator("iframe")).to_have_count(3)
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    assert page.evaluate("window.told") == {"analytics": True, "video": True}
    assert sorted(here.elsewhere) == [
        "embed",
        "embed",
        "film",
        "first.js",
        "pixel.gif",
        "second.js",
    ]
    # What no declared service provides stays blocked, whatever is accepted.
    expect(page.locator(".cookie-blocked")).to_have_count(1)
    assert page.locator("script[data-site='7'][src]").count() == 1
    assert here.faults == []


def test_statistics_alone_release_no_film(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    here.banner.get_by_text("Välj", exact=True).click()
    page.get_by_role("dialog").get_by_role("checkbox", name="Statistik").check()
    page.get_by_role("dialog").locator("[data-cookies=save]").click()
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    page.wait_for_load_state("networkidle")
    assert sorted(here.elsewhere) == ["first.js", "pixel.gif", "second.js"]
    expect(page.locator("iframe")).to_have_count(0)
    assert here.status() == {"analytics": True, "video": False}


def test_each_group_releases_its_own_only(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.locator("[data-cookies=accept][data-group=video]").first.click()
    expect(page.locator("iframe")).to_have_count(3)
    page.wait_for_load_state("networkidle")
    assert sorted(here.elsewhere) == ["embed", "embed", "film"]
    assert here.status() == {"analytics": None, "video": True}
    expect(here.banner).to_be_visible()


def test_one_film_can_be_allowed_once(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.locator("#rich [data-cookies=once]").click()
    expect(page.locator("#rich iframe")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert here.elsewhere == ["embed"]
    assert here.cookies == set()
    assert here.posts == 0
    here.go("/sv/gated/")
    expect(page.locator("iframe")).to_have_count(0)


def test_a_placeholder_says_who_and_leads_there(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/en/gated/")
    for place in ("#rich", "#block"):
        blocked = page.locator(f"{place} .cookie-blocked")
        expect(blocked).to_contain_text("Filmtube (Film Ltd)")
        expect(blocked).to_contain_text("Video")
        expect(blocked.locator("a[rel]")).to_have_attribute("href", EMBED)
    expect(page.locator("#undeclared")).to_contain_text("Photostore")
    assert here.elsewhere == []


def test_the_second_layer_is_fetched_when_asked_for(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/en/gated/")
    fetched: list[str] = []
    page.on(
        "request",
        lambda request: fetched.append(request.url) if "/img/" not in request.url else None,
    )
    page.locator("#cookie-banner [data-cookies=open]").click()
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    assert len(fetched) == 1
    assert "/cookies/details/" in fetched[0]
    for box in panel.get_by_role("checkbox").all():
        expect(box).not_to_be_checked()
    expect(panel).to_contain_text("YouTube")
    panel.get_by_role("checkbox", name="Video").check()
    panel.get_by_role("button", name="Save my choices").click()
    expect(panel).to_be_hidden()
    expect(page.locator("iframe")).to_have_count(3)
    assert here.status() == {"analytics": False, "video": True}
    assert page.evaluate("cookieConsent.status().receipt")
    page.locator("#settings").press("Enter")
    expect(panel.get_by_role("checkbox", name="Video")).to_be_checked()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert here.status() == {"analytics": False, "video": True}
    assert here.faults == []


def test_closing_the_second_layer_is_a_refusal(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/en/gated/")
    page.locator("#settings").click()
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    assert here.status() == {"analytics": False, "video": False}
    here.go("/en/gated/")
    expect(here.banner).to_be_hidden()


def test_the_second_layer_stays_open_when_an_earlier_choice_is_stored(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/en/gated/")
    held: list[Route] = []
    page.route("**/cookies/?**", lambda route: held.append(route))
    page.keyboard.press("Escape")
    page.locator("#settings").dispatch_event("click")
    page.wait_for_timeout(200)
    for route in held:
        route.continue_()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_be_focused()
    assert here.status() == {"analytics": False, "video": False}
    expect(page.locator("dialog")).to_be_visible()
    assert here.faults == []


def test_a_browser_that_sends_gpc_has_refused_marketing(visit: Callable[..., Visit]) -> None:
    declare([SERVICES["meta-pixel"]])
    here = visit(extra_http_headers={"Sec-GPC": "1"})
    here.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})"
    )
    page = here.go("/en/gated/")
    assert here.status() == {"analytics": None, "video": None, "marketing": False}
    expect(here.banner).to_contain_text("Your browser refuses marketing")
    expect(here.banner.locator("[data-cookie-gpc]")).to_be_visible()
    page.evaluate("cookieConsent.accept(['marketing'])")
    assert here.status() == {"analytics": None, "video": None, "marketing": True}
    assert ConsentReceipt.objects.get().gpc


def test_what_was_accepted_before_the_signal_does_not_stand_against_it(
    visit: Callable[..., Visit],
) -> None:
    declare([SERVICES["meta-pixel"]])
    here = visit()
    page = here.go("/en/gated/")
    page.evaluate("cookieConsent.accept()")
    assert here.status() == {"analytics": True, "video": True, "marketing": True}
    here.context.set_extra_http_headers({"Sec-GPC": "1"})
    here.context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {get: () => true})"
    )
    page.reload()
    assert here.status() == {"analytics": True, "video": True, "marketing": False}
    page.evaluate("cookieConsent.accept(['marketing'])")
    assert here.status()["marketing"] is True
    page.reload()
    assert here.status()["marketing"] is True


def test_google_is_told_denied_and_then_what_was_accepted(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/en/gated/")
    assert page.evaluate("window.dataLayer") is None
    page.evaluate("cookieConsent.accept(['analytics'])")
    told = page.evaluate("dataLayer.map(each => each.event ? each : [...each])")
    assert [each[:2] for each in told[:2]] == [["consent", "default"], ["consent", "update"]]
    assert set(told[0][2].values()) == {"denied"}
    assert {"ad_storage", "ad_user_data", "ad_personalization", "analytics_storage"} <= set(
        told[0][2]
    )
    assert told[1][2]["analytics_storage"] == "granted"
    assert told[1][2]["ad_storage"] == "denied"
    assert told[2] == {"event": "cookieconsent", "groups": {"analytics": True, "video": None}}


def with_a_cookie(here: Visit, form: str) -> Visit:
    """The page, visited with a cookie of this form: ``now``, ``past``, and the groups' versions."""
    now = int(time.time())
    known = {group.varname: group.version for group in declarations().optional}
    value = form.format(now=now, past=now - 200 * 86_400, **known)
    here.context.add_cookies([{"name": "cookie_choice", "value": value, "url": here.base}])
    here.go("/sv/gated/")
    return here


MARK = ":" + "x" * 43


@pytest.mark.parametrize(
    "form",
    [
        "1",
        "2~~analytics.{analytics}.a.{now}",
        "1~~analytics.{analytics}.a.{now}~video.{video}.a.{now}" + MARK,
        "2~~analytics.{analytics}.a.{past}~video.{video}.a.{past}" + MARK,
        "2~~analytics.99.a.{now}~video.99.a.{now}" + MARK,
        "2~~" + "analytics.{analytics}.a.{now}~" * 110 + "video.{video}.a.{now}" + MARK,
        "%00%ff",
    ],
)
def test_a_cookie_that_is_not_a_choice_is_none(visit: Callable[..., Visit], form: str) -> None:
    here = with_a_cookie(visit(), form)
    expect(here.banner).to_be_visible()
    assert here.elsewhere == []
    assert here.status() == {"analytics": None, "video": None}


def test_a_cookie_of_the_right_form_is_a_choice(visit: Callable[..., Visit]) -> None:
    form = "2~~analytics.{analytics}.r.{now}~video.{video}.r.{now}" + MARK
    here = with_a_cookie(visit(), form)
    assert here.status() == {"analytics": False, "video": False}
    expect(here.banner).to_be_hidden()


def test_the_second_layer_asked_for_twice_is_made_once(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/en/gated/")
    held: list[Route] = []
    page.route("**/cookies/details/**", lambda route: held.append(route))
    page.locator("#settings").dispatch_event("click")
    page.locator("#settings").dispatch_event("click")
    page.wait_for_timeout(200)
    assert len(held) == 2
    for route in held:
        route.continue_()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(200)
    expect(page.locator("dialog")).to_have_count(1)
    assert here.faults == []


def test_a_failure_keeps_the_banner_open_and_says_so(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.route("**/cookies/**", lambda route: route.fulfill(status=500))
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner.get_by_role("alert")).to_be_visible()
    expect(here.banner).to_be_visible()
    assert here.elsewhere == []
    page.unroute("**/cookies/**")
    page.get_by_role("button", name="Neka alla").click()
    expect(here.banner).to_be_hidden()


def test_a_failure_in_the_second_layer_is_said_there(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    here.banner.get_by_text("Välj", exact=True).click()
    dialog = page.get_by_role("dialog")
    page.route("**/cookies/?**", lambda route: route.abort())
    dialog.locator("[data-cookies=save]").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(here.banner).to_be_hidden()
    page.unroute("**/cookies/?**")
    dialog.locator("[data-cookies=save]").click()
    expect(dialog).to_be_hidden()
    assert here.status() == {"analytics": False, "video": False}


def test_a_failure_is_said_in_the_second_layer_that_was_asked_for_meanwhile(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    held: list[Route] = []
    page.route("**/cookies/?**", lambda route: held.append(route))
    page.get_by_role("button", name="Neka alla").click()
    page.locator("#settings").dispatch_event("click")
    page.wait_for_timeout(200)
    for route in held:
        route.abort()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_be_visible()
    page.unroute("**/cookies/?**")
    dialog.locator("[data-cookies=save]").click()
    expect(dialog).to_be_hidden()
    page.locator("#settings").click()
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("alert")).to_be_hidden()


def test_an_answer_that_does_not_come_is_a_failure(visit: Callable[..., Visit]) -> None:
    here = visit()
    # The fifteen seconds of a visitor are a moment here.
    here.context.add_init_script(
        "const own = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = () => own(300)"
    )
    page = here.go("/sv/gated/")
    held: list[Route] = []
    page.route("**/cookies/?**", lambda route: held.append(route))
    page.get_by_role("button", name="Neka alla").click()
    expect(here.banner.get_by_role("alert")).to_be_visible()
    assert held
    page.unroute("**/cookies/?**")
    page.get_by_role("button", name="Neka alla").click()
    expect(here.banner).to_be_hidden()


def test_without_its_second_layer_it_leads_to_the_choices(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.route("**/cookies/details/**", lambda route: route.fulfill(status=500))
    here.banner.get_by_text("Välj", exact=True).click()
    page.wait_for_url("**/cookies/?lang=sv")
    expect(page.get_by_role("checkbox", name="Video")).to_be_visible()


def test_a_choice_that_is_not_kept_is_not_said_to_be(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner).to_be_hidden()
    kept = next(each for each in here.context.cookies() if each["name"] == "cookie_choice")
    # Of two cookies of the name neither counts.
    here.context.add_cookies([{**kept, "path": "/sv/"}])
    here.go("/sv/gated/")
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner.get_by_role("alert")).to_be_visible()
    assert here.status() == {"analytics": None, "video": None}


def test_a_group_that_has_gone_from_a_cached_page_is_asked_about_no_more(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    cached = page.request.get(f"{here.base}/sv/gated/")
    body, policy = cached.text(), cached.headers["content-security-policy"]
    DeclaredGroup.objects.get(varname="video").delete()
    page.get_by_role("button", name="Godkänn alla").click()
    expect(here.banner).to_be_hidden()
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    page.route(
        "**/sv/gated/",
        lambda route: route.fulfill(
            body=body, content_type="text/html", headers={"Content-Security-Policy": policy}
        ),
    )
    here.go("/sv/gated/")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    expect(here.banner).to_be_hidden()
    assert here.status() == {"analytics": True, "video": False}
    assert here.faults == []


def test_content_that_waits_in_content_that_waits_is_released(visit: Callable[..., Visit]) -> None:
    other = visit().go("/nested/")
    other.evaluate("cookieConsent.accept(['analytics'])")
    expect(other.locator("iframe, #inner")).to_have_count(0)
    here = visit()
    page = here.go("/nested/")
    page.evaluate("cookieConsent.accept(['video'])")
    expect(page.locator("#outer iframe")).to_have_count(1)
    expect(page.locator("#inner")).to_have_count(0)
    page.evaluate("cookieConsent.accept(['analytics'])")
    expect(page.locator("#inner")).to_have_text("Counted")
    expect(page.locator(".cookie-blocked, template")).to_have_count(0)
    assert here.faults == []


def test_a_script_that_is_written_in_the_page_waits_for_those_before_it(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/in-order/")
    page.evaluate("cookieConsent.accept(['analytics'])")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    assert page.evaluate("window.inline") == "first.js "
    assert here.faults == []


def test_a_film_allowed_once_stays_as_something_else_is_accepted(
    visit: Callable[..., Visit],
) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    page.evaluate("cookieConsent.refuse(['video'])")
    page.locator("#rich [data-cookies=once]").click()
    expect(page.locator("#rich iframe")).to_be_visible()
    page.evaluate("window.same = true; void cookieConsent.accept(['analytics'])")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js second.js ")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.same")
    expect(page.locator("#rich iframe")).to_be_visible()
    with page.expect_event("load"):
        page.evaluate("void cookieConsent.refuse()")
    expect(page.locator("iframe")).to_have_count(0)


def test_a_script_keeps_its_nonce(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.page
    waits = (
        '<script type="text/plain" data-consent="analytics" nonce="abc"'
        ' data-src="http://stats.example.com/first.js"></script></main>'
    )

    def with_nonce(route: Route) -> None:
        answer = route.fetch()
        policy = {"content-security-policy": "script-src 'self' 'nonce-abc'"}
        body = answer.text().replace("</main>", waits)
        route.fulfill(response=answer, headers={**answer.headers, **policy}, body=body)

    page.route("**/other/deep/", with_nonce)
    here.go("/other/deep/")
    page.evaluate("cookieConsent.accept(['analytics'])")
    expect(page.locator("html")).to_have_attribute("data-ran", "first.js ")
    assert here.faults == []


def test_a_providers_own_style_breaks_no_strict_policy(visit: Callable[..., Visit]) -> None:
    Embed.objects.filter(url=EMBED).update(
        html='<iframe title="Film" style="width: 99px" src="http://video.example.com/embed"></iframe>'
    )
    here = visit()
    page = here.go("/sv/gated/")
    page.evaluate("cookieConsent.accept(['video'])")
    expect(page.locator("#rich iframe")).to_have_css("width", "99px")
    assert here.faults == []


def test_the_whole_flow_by_keyboard(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Neka alla")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(here.banner).to_be_hidden()
    assert here.status() == {"analytics": True, "video": True}
    page.locator("#settings").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("dialog").get_by_role("checkbox").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("#settings")).to_be_focused()
    assert here.status() == {"analytics": True, "video": True}


def test_the_banner_never_hides_what_has_the_focus(visit: Callable[..., Visit]) -> None:
    here = visit(viewport={"width": 360, "height": 640})
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    for link in page.locator("footer a").all():
        link.focus()
        box, top = link.bounding_box(), here.banner.bounding_box()
        assert box
        assert top
        assert box["y"] + box["height"] <= top["y"]


def test_targets_are_large_enough(visit: Callable[..., Visit]) -> None:
    here = visit(viewport={"width": 320, "height": 640})
    here.go("/sv/gated/")
    sizes = []
    for target in here.banner.locator("button, a").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
        sizes.append((box["width"], box["height"]))
    assert sizes[0] == sizes[1]


def test_without_a_script_nothing_loads_and_the_form_works(visit: Callable[..., Visit]) -> None:
    here = visit(java_script_enabled=False)
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_hidden()
    assert here.elsewhere == []
    # What only the script makes good takes no room either.
    assert [button.bounding_box() for button in page.locator("#rich button").all()] == [None] * 2
    page.locator("#settings").click()
    page.get_by_role("checkbox", name="Video").check()
    page.get_by_role("button", name="Spara mina val").click()
    assert page.url.endswith("/sv/gated/")
    here.go("/cookies/")
    expect(page.get_by_role("checkbox", name="Video")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Statistik")).not_to_be_checked()
    assert here.cookies == {"cookie_choice"}


def test_the_policy_page_shows_the_choices_now(visit: Callable[..., Visit]) -> None:
    address = policy_page().url
    here = visit()
    page = here.go(address)
    states = page.locator("[data-cookie-state]")
    expect(states).to_have_text(["Inte valt", "Inte valt"])
    page.get_by_role("button", name="Neka alla").click()
    expect(states).to_have_text(["Nekad", "Nekad"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_for_everybody(visit: Callable[..., Visit], scheme: str) -> None:
    site = policy_page().get_site()
    CookieSettings.objects.create(site=site, authority_name="PTS", authority_url="https://pts.se/")
    here = visit(color_scheme=scheme)
    page = here.page

    def look(path: str, width: int) -> None:
        found = Axe().run(page).response["violations"]
        faults = [(path, width, each["id"], each["nodes"][0]["html"]) for each in found]
        assert faults == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)

    for path, asks in (
        ("/cookies/?lang=sv", ""),
        ("/cookies/?lang=en", ""),
        ("/sv/cookies/", "Välj"),
        ("/en/gated/", "Choose"),
    ):
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            here.go(path)
            for summary in page.locator(".cookie-page summary").all():
                summary.click()
            if asks:
                expect(here.banner).to_be_visible()
            look(path, width)
            if asks:
                here.banner.get_by_text(asks, exact=True).click()
                expect(page.get_by_role("dialog")).to_be_visible()
                look(f"{path} {asks}", width)
    assert here.faults == []
