from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from privacy_center.ledger.backends import open_ledger
from privacy_center.replay import ReplayReport, replay
from tests.privacy_center.consent.factories import activity as consent_activity
from tests.testapp import factories

SLUGS = ("members", "events", "courses", "messages", "specimens", "account", "security")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def activities(db: None) -> None:
    """The association's activities, all under a basis that lets everything go."""
    for slug in SLUGS:
        factories.activity(slug)
    for slug in ("consent-proof", "rights-requests"):
        factories.activity(
            slug, legal_basis="legal_obligation", legal_reference="GDPR", period_value=3
        )
    consent_activity("newsletter", direct_marketing=True)


@pytest.fixture
def url(settings: Any, tmp_path: Path) -> str:
    """A ledger that is kept, and forgotten by the database in :func:`again`."""
    address = f"file://{tmp_path}/ledger"
    settings.PRIVACY_CENTER = {"LEDGER_URL": address, "LEDGER_KEYS": ["first"]}
    return address


@pytest.fixture
def again(url: str, activities: None) -> Callable[..., ReplayReport]:
    """Carry out again what the database has not seen."""

    def carry_out(**options: Any) -> ReplayReport:
        return replay(open_ledger(url), **options)

    return carry_out
