"""The visit itself, in headless Chromium, by Playwright (``pip install …[scan]``)."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..conf import settings
from ..declarations.terms import Kind
from ..receipts import rehearsal
from .seen import Fetched, Phase, Seen, Stored

sync_playwright: Any = None
BrowserError: Any = Exception
with suppress(ImportError):  # the extra may not be installed
    from playwright.sync_api import Error as BrowserError
    from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds that a page may take, and those that its scripts get once it has loaded.
LOADING = 30_000
SETTLING = 2_000
#: What the browser says of an address that it fetches and has no page to show for.
NO_PAGE = ("Download is starting", "net::ERR_ABORTED")
#: Down the page, as a reader goes: much is loaded only when it comes near.
SCROLL = """async () => {
  const pause = () => new Promise((done) => setTimeout(done, 50));
  for (let step = 1; step < 60 && step * innerHeight < document.body.scrollHeight; step++) {
    scrollTo({ top: step * innerHeight, behavior: "instant" });
    await pause();
  }
}"""
SCHEMES = ("http", "https", "ws", "wss")
STORES = {Kind.LOCAL_STORAGE: "localStorage", Kind.SESSION_STORAGE: "sessionStorage"}


class NoBrowser(Exception):
    """There is no Playwright, no browser, or no banner to press; says what to do."""


def visit(base_url: str, pages: list[str], groups: Iterable[str]) -> list[Seen]:
    """Look at ``pages`` before a choice, refusing, accepting each group alone, and withdrawing.

    Each in a browser profile of its own. Raises :class:`NoBrowser`.
    """
    # The browser brings an event loop, near which Django lets nobody at the database: it gets a
    # thread of its own.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_visit, base_url, pages, list(groups), get_language()).result()


def _visit(base_url: str, pages: list[str], groups: list[str], language: str | None) -> list[Seen]:
    with translation.override(language):
        return _phases(base_url, pages, groups)


def _phases(base_url: str, pages: list[str], groups: list[str]) -> list[Seen]:
    host = urlsplit(base_url).hostname or ""
    found = []
    with _browser() as browser:
        plan: list[tuple[Phase, str]] = [(Phase.BEFORE, ""), (Phase.REFUSED, "")]
        plan += [(Phase.ACCEPTED, group) for group in groups]
        plan += [(Phase.WITHDRAWN, "")] if len(plan) > 2 else []
        for phase, group in plan:
            visitor = Visitor(browser.new_context(), host, Seen(phase, group))
            visitor.context.add_cookies([mark_for(base_url)])
            try:
                visitor.walk(pages)
            except BrowserError as error:
                raise NoBrowser(f"{phase.label}: {str(error).splitlines()[0]}") from error
            finally:
                visitor.context.close()
            found.append(visitor.seen)
    return found


def mark_for(base_url: str) -> dict[str, Any]:
    """The cookie that says that nobody chooses here, good on the whole site."""
    # Choices are stored at an address of their own, which need not lie under the one scanned.
    site = urljoin(base_url, "/")
    return {"name": rehearsal.COOKIE, "value": rehearsal.mark(), "url": site, "httpOnly": True}


class Visitor:
    """One profile of the browser, and what it sees."""

    def __init__(self, context: Any, host: str, seen: Seen) -> None:
        self.context = context
        self.host = host
        self.seen = seen
        self.page = context.new_page()
        self.page.set_default_timeout(LOADING)
        self.watching = True
        self.page.on("request", self._request)
        self.page.on("websocket", lambda socket: self._note_fetched(socket.url, is_image=False))

    def walk(self, pages: list[str]) -> None:
        """The whole phase."""
        match self.seen.phase:
            case Phase.BEFORE:
                self._look_at(pages)
            case Phase.REFUSED:
                self._choose(pages[0], "refuse()")
                self._look_at(pages)
            case Phase.ACCEPTED:
                self._choose(pages[0], f"accept([{self.seen.group!r}])")
                self._look_at(pages)
            case Phase.WITHDRAWN:
                self.watching = False
                self._choose(pages[0], "accept()")
                self._look_at(pages)
                self._choose(pages[0], "refuse()")
                self.watching = True
                # Scripts that ran may have written on their way out.
                self.page.reload()
                self.page.wait_for_timeout(SETTLING)
                self._note_stored()
                self._look_at(pages)

    def _look_at(self, pages: list[str]) -> None:
        for address in pages:
            try:
                self._look_through(address)
            except BrowserError as error:
                reason = str(error).splitlines()[0]
                if not any(words in reason for words in NO_PAGE):
                    self.seen.unseen[urlsplit(address).path] = reason
            if self.watching:
                self._note_stored()

    def _look_through(self, address: str) -> None:
        answer = self.page.goto(address)
        if answer and answer.status >= 400:
            words = _("answers %(status)s") % {"status": answer.status}
            self.seen.unseen[urlsplit(address).path] = words
        self.page.evaluate(SCROLL)
        self.page.wait_for_timeout(SETTLING)

    def _choose(self, address: str, verb: str) -> None:
        watching, self.watching = self.watching, False
        self.page.goto(address)
        if not self.page.evaluate("Boolean(window.cookieConsent)"):
            words = _("%(address)s has no banner: put {%% cookie_banner %%} into its template")
            raise NoBrowser(words % {"address": address})
        with self.page.expect_response(lambda answer: answer.request.method == "POST") as told:
            self.page.evaluate(f"void cookieConsent.{verb}.catch(() => 0)")
        if not told.value.ok:
            words = _("the choice could not be stored: the site answers %(status)s")
            raise NoBrowser(words % {"status": told.value.status})
        self.page.wait_for_timeout(SETTLING)
        self.page.wait_for_load_state()
        self.watching = watching

    def _request(self, request: Any) -> None:
        self._note_fetched(request.url, is_image=request.resource_type in ("image", "ping"))

    def _note_fetched(self, url: str, *, is_image: bool) -> None:
        there = urlsplit(url)
        if self.watching and there.scheme in SCHEMES and there.hostname != self.host:
            address = f"{there.scheme}://{there.netloc}{there.path}"
            page = urlsplit(self.page.url).path
            self.seen.fetched.add(Fetched(there.hostname or "", address, page, is_image))

    def _note_stored(self) -> None:
        path = urlsplit(self.page.url).path
        known = {(each.kind, each.name, each.host) for each in self.seen.stored}

        def note(stored: Stored) -> None:
            # The first page on which it stands is where to look for what set it.
            if (stored.kind, stored.name, stored.host) not in known:
                self.seen.stored.add(stored)

        for cookie in self.context.cookies():
            if cookie["name"] == rehearsal.COOKIE:
                continue
            ends = cookie["expires"]
            seconds = None if ends < 0 else round(ends - time.time())
            host = cookie["domain"].lstrip(".")
            note(Stored(Kind.COOKIE, cookie["name"], host, path, seconds))
        for frame in self.page.frames:
            if urlsplit(frame.url).scheme in ("http", "https"):
                for kind, store in STORES.items():
                    for key in _keys(frame, store):
                        note(Stored(kind, key, urlsplit(frame.url).hostname or "", path))


def _keys(frame: Any, store: str) -> list[str]:
    try:
        keys: list[str] = frame.evaluate(f"Object.keys({store})")
    except BrowserError:
        # A frame that may store nothing stores nothing.
        return []
    return keys


@contextmanager
def _browser() -> Iterator[Any]:
    if sync_playwright is None:
        raise NoBrowser(_('Playwright is missing: pip install "wagtail-privacy-center[scan]"'))
    own = settings.CHROMIUM or os.environ.get("CHROMIUM")
    path = own or next(filter(None, map(shutil.which, NAMES)), None)
    # The sandbox cannot be had as root, which is what a container often runs as.
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        start: Callable[..., Any] = playwright.chromium.launch
        try:
            browser = start(executable_path=path, args=[*FLAGS, *root, *settings.CHROMIUM_ARGS])
        except BrowserError as error:
            words = _("No browser starts: playwright install chromium, or name one in CHROMIUM.")
            raise NoBrowser(f"{words} {str(error).splitlines()[0]}") from error
        try:
            yield browser
        finally:
            browser.close()
