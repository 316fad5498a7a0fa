"""The report of a package: opened from disk with no network, by everybody, and on paper."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.privacy_center.access.opened import package_of
from tests.testapp.factories import activity, member, message, payment, person

pytestmark = pytest.mark.django_db

#: Where to keep what was seen, for somebody who wants to look.
SEEN = os.environ.get("REPORT_SEEN", "")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    activity("members", "Membership", purpose="To run the association.", origin="From you")
    activity("messages", "Messages", legal_basis="legitimate_interest")
    anna = person("anna@example.com")
    mine = member(anna, phone="+46 70 111", preferences={"letter": True, "language": "sv"})
    for number in range(210):
        payment(mine, reference=f"Fee {number} " + "x" * (number % 40))
    message(anna, body="A long message. " * 60)
    message(person("erik@example.com"), recipient_email="anna@example.com", recipient_name="Anna")
    path = tmp_path / "report.html"
    path.write_text(package_of(anna).report)
    return path


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_it_opens_from_disk_for_everybody(browser: Browser, report: Path, width: int) -> None:
    context = browser.new_context(
        offline=True, java_script_enabled=True, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.goto(report.as_uri())
    assert asked == [report.as_uri()]
    assert faults == []
    found: Any = Axe().run(page).response["violations"]
    assert [problem["id"] for problem in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    if SEEN:
        page.screenshot(path=f"{SEEN}/report-{width}.png", full_page=True)
    context.close()


def test_it_prints_on_a4(browser: Browser, report: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(report.as_uri())
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    context.close()
    if SEEN:
        Path(f"{SEEN}/report.pdf").write_bytes(paper)
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert len(sizes) > 3
    for width, height in sizes:
        # A4 in points, as far as a browser rounds it.
        assert abs(float(width) - 595) < 2
        assert abs(float(height) - 842) < 2
