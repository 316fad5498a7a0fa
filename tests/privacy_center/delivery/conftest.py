from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from privacy_center.access import choose
from privacy_center.audit import Actor
from privacy_center.delivery import PreparedPackage, prepare
from privacy_center.delivery.storage import private_folder
from tests.privacy_center.portal.people import site
from tests.testapp.factories import person


@pytest.fixture(autouse=True)
def folder(db: None, tmp_path: Path) -> Iterator[Path]:
    """Packages of one test alone, each of which is large."""
    site()
    with override_settings(
        MEDIA_ROOT=tmp_path / "media",
        PRIVACY_CENTER={"SITE_NAME": "Auxentum", "PACKAGE_AT_ONCE": 0},
        LANGUAGE_CODE="en",
    ):
        yield private_folder()


@pytest.fixture
def anna(db: None) -> Any:
    return person("anna@example.com")


@pytest.fixture
def prepared(django_capture_on_commit_callbacks: Any) -> Callable[..., PreparedPackage]:
    """Ask for a package, and let the task run."""

    def ask(subject: Any, **choice: Any) -> PreparedPackage:
        with django_capture_on_commit_callbacks(execute=True):
            package = prepare(
                subject,
                actor=Actor.person(subject.pseudonym),
                language="en",
                selection=choose(**choice),
            )
        package.refresh_from_db()
        return package

    return ask
