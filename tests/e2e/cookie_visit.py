"""Somebody's browser on the page with everything that may have to wait for consent."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route

#: The banner's script does its work in tasks that it queues as it runs, and gives the banner the
#: focus once that is laid out.
SETTLED = (
    "new Promise((done) => setTimeout(() =>"
    " requestAnimationFrame(() => requestAnimationFrame(() => done()))))"
)
PIXEL = base64.b64decode("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==")


class Visit:
    """A browser's visit: its page, what it asked other hosts for, and what went wrong."""

    def __init__(self, context: BrowserContext, base: str, *, script: bool = True) -> None:
        self.context = context
        self.script = script
        self.base = base
        self.elsewhere: list[str] = []
        self.faults: list[str] = []
        self.posts = 0
        context.route("http://*.example.com/**", self._stand_in)
        self.page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._request)

    def _stand_in(self, route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        self.elsewhere.append(name)
        if name.endswith(".js"):
            body = (
                "document.documentElement.dataset.ran ="
                f" (document.documentElement.dataset.ran || '') + '{name} ';"
                "document.cookie = '_pk_id.1=x; path=/';"
                "document.cookie = '_pk_ref.2=x; path=' + location.pathname;"
                "localStorage.setItem('_pk_local.1', 'x');"
                "sessionStorage.setItem('_pk_session', 'x');"
            )
            route.fulfill(content_type="text/javascript", body=body)
        elif name.endswith(".gif"):
            route.fulfill(content_type="image/gif", body=PIXEL)
        else:
            route.fulfill(content_type="text/html", body="<title>Film</title>Film")

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def _request(self, request: Any) -> None:
        self.posts += request.method == "POST"

    def go(self, path: str) -> Page:
        """Open an address of the site, and see the banner come, if it comes."""
        self.page.goto(self.base + path)
        if self.script:
            self.page.evaluate(SETTLED)
        return self.page

    @property
    def cookies(self) -> set[str]:
        return {cookie["name"] for cookie in self.context.cookies()}

    def status(self) -> dict[str, bool | None]:
        return self.page.evaluate("cookieConsent.status().groups")

    @property
    def banner(self) -> Any:
        return self.page.locator("#cookie-banner")


@contextmanager
def visits(
    browser: Browser, base: str, arguments: dict[str, Any]
) -> Iterator[Callable[..., Visit]]:
    """Start visits, each in a browser of its own, and end them all."""
    contexts = []

    def start(**options: Any) -> Visit:
        context = browser.new_context(**{**arguments, **options})
        contexts.append(context)
        return Visit(context, base, script=options.get("java_script_enabled", True))

    yield start
    for context in contexts:
        context.close()
