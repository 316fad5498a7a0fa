"""A large package: asked for, watched while it is made, fetched; with and without JavaScript."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from privacy_center.delivery import PackageState, PreparedPackage
from tests.e2e.test_pages import faults
from tests.e2e.visitor import Visitor

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LARGE = {"SITE_NAME": "Auxentum", "PACKAGE_AT_ONCE": 0}
SEEN = os.environ.get("REPORT_SEEN", "")


def look(visitor: Visitor, name: str) -> None:
    if SEEN:
        for width in (1280, 360):
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.page.screenshot(path=f"{SEEN}/{name}-{width}.png", full_page=True)


@pytest.mark.parametrize("script", [True, False])
def test_a_large_package(visit: Callable[..., Visitor], tmp_path: Path, script: bool) -> None:
    visitor = visit(java_script_enabled=script)
    page = visitor.sign_in("anna@example.com")
    visitor.go("/account/privacy/download/")
    page.click("main form button")
    visitor.prove()
    page.wait_for_url("**/download/")
    look(visitor, "choice")
    found = [*faults(page)] if script else []
    with override_settings(PRIVACY_CENTER=LARGE, MEDIA_ROOT=tmp_path / "media"):
        page.check("[name=scope][value=portability]")
        page.click("main form:has([name=scope]) button")
        page.wait_for_selector("form[data-privacy-fetch]")
        look(visitor, "ready")
        found += [*faults(page)] if script else []
        PreparedPackage.objects.update(state=PackageState.WORKING, done=3)
        visitor.go("/account/privacy/download/")
        assert page.locator("progress").count() == 1
        look(visitor, "working")
        found += [*faults(page)] if script else []
        PreparedPackage.objects.update(state=PackageState.READY)
        if script:
            page.wait_for_selector("form[data-privacy-fetch]")
        else:
            page.click("[data-privacy-reload]")
        with page.expect_download() as coming:
            page.click("form[data-privacy-fetch] button")
        file: Any = coming.value.path()
        with zipfile.ZipFile(file) as package:
            assert package.testzip() is None
            assert b'"right":"portability"' in package.read("data.json")
        if script:
            # The page has had itself a new link by then.
            page.wait_for_selector("form[data-privacy-fetch] ~ *, .pc-notice--success .pc-small")
            with page.expect_download():
                page.click("form[data-privacy-fetch] button")
        PreparedPackage.objects.update(state=PackageState.FAILED)
        visitor.go("/account/privacy/download/")
        found += [*faults(page)] if script else []
    assert not found
