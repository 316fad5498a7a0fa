"""Where the banner stands on every screen, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect
from wagtail.models import Site

from cookies.declarations.site import CookieSettings, Position
from tests.cookies.factories import policy_page
from tests.e2e.cookie_site import declare_site
from tests.e2e.cookie_visit import Visit, visits

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
#: What is left of 1280 by 1024 at 400 %.
ZOOMED = {"width": 320, "height": 256}
PHONE = {"width": 360, "height": 640}
DESKTOP = {"width": 1280, "height": 800}
TARGETS = ":is(a, button, input, summary):visible"
# The four sides of the element, a pixel inside: seen, not merely somewhere on the page.
IS_WHOLE = """element => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const x = (left + right) / 2, y = (top + bottom) / 2;
  return [[left + 1, y], [right - 1, y], [x, top + 1], [x, bottom - 1]].every(
    point => element.contains(document.elementFromPoint(...point)));
}"""
IS_SEEN = """element => [...element.getClientRects()].some(({ left, right, top, bottom }) =>
  element.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2)))"""
WIDER = """elements => elements.filter(each => each.scrollWidth > each.clientWidth)
  .map(each => each.outerHTML.slice(0, 80))"""
# Says on the page itself when it is on the screen, and what has moved there since.
WATCH = """
window.shifts = [];
const told = () => document.documentElement.dataset;
new PerformanceObserver(() => {
  told().painted = "yes";
}).observe({ type: "paint", buffered: true });
new PerformanceObserver(list => {
  shifts.push(...list.getEntries().map(each => [each.value, ...each.sources.map(
    ({ node }) => node && (node.outerHTML || node.data).slice(0, 80))]));
  told().moved = "yes";
}).observe({ type: "layout-shift", buffered: true });
"""
TWO_FRAMES = """new Promise(done => requestAnimationFrame(() =>
  requestAnimationFrame(() => setTimeout(done))))"""


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


def put(position: str) -> None:
    """Put the banner where an editor may put it."""
    site = Site.objects.get(is_default_site=True)
    CookieSettings.objects.update_or_create(site=site, defaults={"position": position})


def box(target: Locator) -> dict[str, float]:
    found = target.bounding_box()
    assert found
    return dict(found)


def assert_fits(page: Page, *targets: Locator) -> None:
    """Neither the page nor what stands over it scrolls sideways or leaves the window."""
    width = page.evaluate("innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for target in targets:
        here = box(target)
        assert here["x"] >= 0
        assert here["x"] + here["width"] <= width
        assert target.evaluate_all(WIDER) == []
        assert target.locator("*:not(b)").evaluate_all(WIDER) == []


def open_dialog(page: Page) -> Locator:
    """Open the second layer from the first, with all that it can show."""
    page.locator("#cookie-banner [data-cookies=open]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", level=2)).to_be_focused()
    return dialog


def tab_through(page: Page, targets: Locator) -> None:
    """Reach each target with the Tab key, and see all of it."""
    for target in targets.all():
        page.keyboard.press("Tab")
        expect(target).to_be_focused()
        assert target.evaluate(IS_WHOLE), target.inner_text()


@pytest.mark.parametrize("position", Position.values)
def test_at_400_percent_everything_can_be_reached(
    visit: Callable[..., Visit], position: str
) -> None:
    put(position)
    here = visit(viewport=ZOOMED)
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_focused()
    assert_fits(page, here.banner)
    tab_through(page, here.banner.locator(TARGETS))
    for link in page.locator(":is(header, main, footer) :is(a, button, summary):visible").all():
        link.focus()
        assert link.evaluate(IS_SEEN), link.inner_text()
    page.evaluate("scrollTo(0, 0)")
    expect(page.locator("h1")).to_be_in_viewport()
    dialog = open_dialog(page)
    assert_fits(page, dialog)
    tab_through(page, dialog.locator(TARGETS))
    page.mouse.move(160, 128)
    page.mouse.wheel(0, -5000)
    expect(dialog.get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    page.mouse.wheel(0, 5000)
    expect(dialog.locator("[data-cookies=save]")).to_be_in_viewport(ratio=1)
    dialog.locator("[data-cookies=save]").click()
    expect(dialog).to_be_hidden()
    assert here.status() == {"analytics": False, "video": False}
    assert here.faults == []


@pytest.mark.parametrize("position", Position.values)
def test_wherever_it_stands_the_banner_hides_no_focus(
    visit: Callable[..., Visit], position: str
) -> None:
    put(position)
    here = visit(viewport=PHONE)
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    for link in page.locator(":is(header, main, footer) :is(a, button, summary):visible").all():
        link.focus()
        assert link.evaluate(IS_SEEN), link.inner_text()


@pytest.mark.parametrize(
    "viewport", [DESKTOP, {"width": 320, "height": 640}], ids=["wide", "narrow"]
)
@pytest.mark.parametrize("position", Position.values)
def test_from_right_to_left_it_is_mirrored(
    visit: Callable[..., Visit], position: str, viewport: dict[str, int]
) -> None:
    put(position)
    width = viewport["width"]
    here = visit(viewport=viewport)
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    straight = box(here.banner)
    here.go("/sv/mirrored/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(here.banner).to_be_visible()
    turned = box(here.banner)
    assert turned["width"] == pytest.approx(straight["width"], abs=1)
    assert turned["x"] == pytest.approx(width - straight["x"] - straight["width"], abs=1)
    assert_fits(page, here.banner)
    refuse, accept = (
        box(here.banner.locator(f"[data-cookies={verb}]")) for verb in ("refuse", "accept")
    )
    assert refuse["x"] > accept["x"] or refuse["y"] < accept["y"]
    bullets = here.banner.locator("li").first.evaluate("each => getComputedStyle(each).direction")
    assert bullets == "rtl"
    dialog = open_dialog(page)
    for summary in dialog.locator("summary").all():
        summary.click()
    assert_fits(page, dialog)
    frame = box(dialog)
    assert frame["x"] == pytest.approx((width - frame["width"]) / 2, abs=1)
    assert box(dialog.locator(".cookie-close"))["x"] < frame["x"] + frame["width"] / 2
    option = dialog.locator(".cookie-option").first
    assert box(option.locator("input"))["x"] > box(option.locator("label"))["x"]
    assert here.faults == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    ("kind", "late"),
    [
        ("gated content", "**/cookies/cookies.min.*"),
        # Its style sheet stands in the head, where the browser waits for it.
        ("cookie policy", "**/cookies/cookies.min.js"),
    ],
)
def test_nothing_moves_as_the_banner_comes(
    visit: Callable[..., Visit], kind: str, late: str, viewport: dict[str, int]
) -> None:
    path = "/sv/gated/" if kind == "gated content" else policy_page().url
    here = visit(viewport=viewport)
    here.context.add_init_script(WATCH)
    held: list[Route] = []
    came: list[str] = []
    painted = False

    def hold(route: Route) -> None:
        came.append(route.request.url)
        if painted:
            route.continue_()
        else:
            held.append(route)

    # The page is on the screen before the banner's files have come.
    here.context.route(late, hold)
    page = here.page
    page.goto(here.base + path, wait_until="commit")
    expect(page.locator("html")).to_have_attribute("data-painted", "yes")
    painted = True
    for route in held:
        route.continue_()
    page.wait_for_load_state("networkidle")
    expect(here.banner).to_be_visible()
    page.evaluate(TWO_FRAMES)
    assert came
    assert page.evaluate("shifts") == []
    # The browser does tell of what moves.
    page.evaluate("document.querySelector('main').style.marginTop = '200px'")
    expect(page.locator("html")).to_have_attribute("data-moved", "yes")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_where_colours_are_forced_a_button_has_those_of_a_button(
    visit: Callable[..., Visit], scheme: str
) -> None:
    here = visit(forced_colors="active", color_scheme=scheme)
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    forced = page.evaluate(
        """() => {
          const plain = document.body.appendChild(document.createElement("i"));
          plain.style.cssText = "color: ButtonText; background: ButtonFace";
          const { color, backgroundColor } = getComputedStyle(plain);
          plain.remove();
          return [color, backgroundColor];
        }"""
    )
    assert len(set(forced)) == 2
    for layer in (here.banner, open_dialog(page)):
        for button in layer.locator(".cookie-buttons > *").all():
            for over in (False, True):
                if over and layer.is_visible():
                    button.hover()
                colours = "({color, backgroundColor}) => [color, backgroundColor]"
                assert button.evaluate(f"each => ({colours})(getComputedStyle(each))") == forced


def test_the_way_back_of_its_own_stands_in_a_landmark(visit: Callable[..., Visit]) -> None:
    here = visit()
    page = here.go("/bare/")
    expect(here.banner).to_be_visible()
    assert [each["id"] for each in Axe().run(page).response["violations"]] == []
    page.keyboard.press("Escape")
    page.locator(".cookie-way a").click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_be_focused()
    assert here.faults == []


def test_nothing_is_animated(visit: Callable[..., Visit]) -> None:
    here = visit(reduced_motion="reduce")
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    dialog = open_dialog(page)
    moving = """elements => elements.filter(each => {
      const style = getComputedStyle(each);
      return style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(", ").some(time => parseFloat(time));
    }).map(each => each.outerHTML.slice(0, 80))"""
    for layer in (here.banner, dialog, page.locator(".cookie-blocked")):
        assert layer.evaluate_all(moving) == []
        assert layer.locator("*").evaluate_all(moving) == []
    assert page.evaluate("document.getAnimations().length") == 0


def test_targets_are_large_enough_in_what_is_not_the_banner(visit: Callable[..., Visit]) -> None:
    here = visit(viewport={"width": 320, "height": 640})
    page = here.go("/sv/gated/")
    expect(here.banner).to_be_visible()
    targets = page.locator(".cookie-blocked").locator(TARGETS).all()
    dialog = open_dialog(page)
    targets += dialog.locator(TARGETS).all()
    assert len(targets) > 10
    for target in targets:
        size = box(target)
        assert min(size["width"], size["height"]) >= 24, target.evaluate("each => each.outerHTML")
