"""Which policy is in force, for those who must name it (Art. 15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from .versions import latest_version, live_policies


@dataclass(frozen=True)
class PolicyInfo:
    """A published policy: its address, the number of its newest version, and when that came.

    ``version`` is None for a page that was made live without ever being published.
    """

    url: str
    version: int | None
    published_at: datetime | None


def current_policy(language: str | None = None) -> PolicyInfo | None:
    """The live policy in ``language`` (the active one by default), else in any; None without one.

    With several in one language, the one that stands first in the page tree.
    """
    live = live_policies()
    wanted = (language or get_language() or "").split("-")[0]
    in_language = [p for p in live if p.locale.language_code.split("-")[0] == wanted]
    page = next(iter(in_language or live), None)
    return _info(page) if page else None


def _info(page: Any) -> PolicyInfo:
    newest = latest_version(page)
    return PolicyInfo(
        page.full_url or "",
        newest.number if newest else None,
        newest.published_at if newest else page.last_published_at,
    )
