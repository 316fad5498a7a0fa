"""What cookie consent costs a page and a server, beside django-cookie-consent.

``python -m benchmarks.cookies --choices 500``; set ``DATABASE_URL`` for PostgreSQL.
"""

from __future__ import annotations

import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlencode

import brotli
from cookie_consent.views import CookieGroupAcceptView
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.cache.backends.locmem import LocMemCache
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.testcases import LiveServerThread
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from wagtail.models import Page

from benchmarks.stage import stage
from cookies import choice as choices
from cookies.banner import banner
from cookies.choice import Choice
from cookies.choices.views import ChoicesView
from cookies.declarations.declare import declare
from cookies.declarations.services import SERVICES
from cookies.declarations.snapshot import declarations
from tests import browser

STATIC = Path(__file__).resolve().parents[1] / "cookies" / "static" / "cookies"
NO_LIMIT = {"RECEIPTS_A_MINUTE": 10**9, "RECEIPTS_A_MINUTE_IN_ALL": 10**9}
PAIRS = 200
#: Loads of a page in a browser, with the banner and without.
LOADS = 9
#: How much slower than this machine a visitor's is, as Lighthouse has it.
SLOWER = {"desk": 1, "phone": 4}
WATCH = """
window.seen = { longtask: 0, "layout-shift": 0 };
for (const type of Object.keys(seen)) {
  new PerformanceObserver(list => {
    for (const { value, duration } of list.getEntries())
      seen[type] += value ?? Math.max(0, duration - 50);
  }).observe({ type, buffered: true });
}
"""


def show(what: str, value: object, at_most: object = "") -> None:
    """One line of the table."""
    print(f"  {what:<66}{value!s:>12}  {at_most}")


def downloads() -> None:
    """What a visitor's browser fetches, as the best compression sends it."""
    total = 0
    for name in ("cookies.min.js", "cookies.min.css"):
        size = len(brotli.compress((STATIC / name).read_bytes(), quality=11))
        total += size
        show(f"{name}, brotli, bytes", size)
    show("both", total, "at most 4500")


def html() -> None:
    """What the first layer adds to a page, and what the second weighs when it is asked for."""
    for language in ("sv", "en"):
        with translation.override(language):
            made = banner()
        show(f"added to the HTML, {language}, bytes", len(made.html.encode()), "at most 1500")
        show(f"second layer, {language}, brotli", len(brotli.compress(made.details.encode())))


@contextmanager
def counted() -> Iterator[dict[str, int]]:
    """Count queries and cache reads."""
    found = {"queries": 0, "cache reads": 0}

    def query(execute: Any, *call: Any) -> Any:
        found["queries"] += 1
        return execute(*call)

    original = LocMemCache.get

    def read(*args: Any, **kwargs: Any) -> Any:
        found["cache reads"] += 1
        return original(*args, **kwargs)

    with (
        connection.execute_wrapper(query),
        mock.patch.object(LocMemCache, "get", read),
    ):
        yield found


def without_banner() -> Any:
    """The same page, its banner left out."""
    return mock.patch("cookies.templatetags.cookies_tags.banner_html", return_value="")


def page_views() -> None:
    """Queries and cache reads that the banner adds, and CPU time in pairs."""
    page = Page.objects.live().get(slug="about-us")
    accepted = Client()
    everything = Choice().decide(declarations().optional, accepted=True)
    accepted.cookies["cookie_choice"] = choices.dump(everything)
    for name, client in (("before a choice", Client()), ("after a choice", accepted)):
        client.get(page.url)
        with counted() as with_it:
            client.get(page.url)
        with without_banner(), counted() as without:
            client.get(page.url)
        for what, count in with_it.items():
            show(f"{what} added to a page view, {name}", count - without[what], "0")
    client = Client()
    ratios = []
    for _pair in range(PAIRS):
        bare, full = 0.0, 0.0
        with without_banner():
            bare = _cpu(lambda: client.get(page.url))
        full = _cpu(lambda: client.get(page.url))
        ratios.append(full / bare)
    show(
        f"CPU time with / without, median of {PAIRS} pairs",
        f"{statistics.median(ratios):.3f}",
        "at most 1.02",
    )


@contextmanager
def served() -> Iterator[str]:
    """The site at an address of this machine."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


def _load(chromium: Browser, address: str, slower: int) -> dict[str, float]:
    """Blocking time, in milliseconds, and layout shift of one load with nothing in the cache."""
    page = chromium.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    seen: dict[str, float] = page.evaluate("seen")
    page.close()
    return seen


def in_a_browser() -> None:
    """Blocking time and layout shift of a page, with the banner and without, in pairs."""
    path = Page.objects.live().get(slug="about-us").url
    with served() as base, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.executable(), args=browser.FLAGS
        )
        for name, slower in SLOWER.items():
            full, bare = [], []
            for _pair in range(LOADS):
                full.append(_load(chromium, base + path, slower))
                with without_banner():
                    bare.append(_load(chromium, base + path, slower))
            for what, kind in (("blocking time, ms", "longtask"), ("layout shift", "layout-shift")):
                for given, loads, at_most in (("with", full, "as without"), ("without", bare, "")):
                    figure = statistics.median(each[kind] for each in loads)
                    show(f"{what}, {name}, {given} the banner", f"{figure:.4g}", at_most)
        chromium.close()


def _cpu(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def recording(times: int) -> None:
    """Recording an acceptance of every group, beside django-cookie-consent's own view.

    Each is asked as its own script does: ours by parameters, the peer's by a form of parts.
    """
    factory = RequestFactory(
        headers={"sec-fetch-site": "same-origin", "accept": "application/json"}
    )
    shown = banner()
    body = urlencode(
        {"decision": "accept-all", "seen": shown.groups, "banner": shown.version, "gpc": "0"}
    )
    view, peer = ChoicesView.as_view(), CookieGroupAcceptView.as_view()

    def ours() -> Any:
        return view(factory.post("/cookies/", body, "application/x-www-form-urlencoded"))

    def theirs() -> Any:
        return peer(
            factory.post("/", {"all_groups": "true"}, headers={"x-cookie-consent-fetch": "1"})
        )

    rates = {}
    for name, work in (("django-cookie-consent", theirs), ("this app", ours)):
        assert work().status_code == 200
        with counted() as found:
            work()
        show(f"recording a choice, {name}: queries", found["queries"])
        start = time.perf_counter()
        for _each in range(times):
            work()
        rates[name] = times / (time.perf_counter() - start)
        show(f"recording a choice, {name}: a second", f"{rates[name]:.0f}")
    show("throughput", f"{rates['this app'] / rates['django-cookie-consent']:.1f} ×", "at least 3")


def main() -> None:
    """The whole table, with the demo and as many groups as the peer was measured with."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--choices", type=int, default=500)
    times = parser.parse_args().choices
    print(f"\nCookies ({connection.vendor})")
    with stage(), override_settings(PRIVACY_COOKIES=NO_LIMIT):
        downloads()
        html()
        page_views()
        in_a_browser()
        declare([SERVICES["google-maps"], SERVICES["meta-pixel"]])
        recording(times)


if __name__ == "__main__":
    main()
