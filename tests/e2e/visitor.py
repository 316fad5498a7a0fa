"""Somebody in front of a browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, Response

PASSWORD = "demo-password-1"

_WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
  window.violations.push(`${event.violatedDirective}: ${event.blockedURI}`);
});
"""


class Visitor:
    """One browser window, and what went wrong in it."""

    def __init__(self, browser: Browser, base: str, **options: Any) -> None:
        self.base = base
        options = {"locale": "en-GB", "timezone_id": "Europe/Stockholm"} | options
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(20_000)
        self.context.add_init_script(_WATCH)
        self.faults: list[str] = []
        self.forgiven: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _hear(self, message: Any) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def go(self, path: str, status: int = 200) -> Page:
        """Open an address of the site."""
        answer = self.page.goto(path if path.startswith("http") else f"{self.base}{path}")
        assert isinstance(answer, Response)
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def sign_in(self, email: str) -> Page:
        """Sign in through the page that the privacy centre sends people to."""
        page = self.go("/account/privacy/")
        page.fill("[name=login]", email)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/account/privacy/")
        return page

    def prove(self) -> Page:
        """Give the password once more, where the page asks for it."""
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        return self.page

    def forgive(self, status: int) -> None:
        """Overlook that the browser complains about answers that a test asked for."""
        self.forgiven.append(f"status of {status}")

    def close(self) -> list[str]:
        """End the visit, and say what went wrong in it."""
        self.context.close()
        return [fault for fault in self.faults if not any(text in fault for text in self.forgiven)]
