"""Which policy is in force, for those who must name it (Art. 15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from wagtail.models import PageLogEntry

from .models import PrivacyPolicyMixin


@dataclass(frozen=True)
class PolicyInfo:
    """A published policy: its address, how many times it was published, and when last.

    ``version`` is None for a page that was made live without ever being published by hand.
    """

    url: str
    version: int | None
    published_at: datetime | None


def current_policy(language: str | None = None) -> PolicyInfo | None:
    """The live policy in ``language`` (the active one by default), else in any; None without one.

    With several in one language, the one that stands first in the page tree.
    """
    live = sorted(_live_pages(), key=lambda page: page.path)
    wanted = (language or get_language() or "").split("-")[0]
    in_language = [p for p in live if p.locale.language_code.split("-")[0] == wanted]
    page = next(iter(in_language or live), None)
    return _info(page) if page else None


def _live_pages() -> Iterator[Any]:
    for model in apps.get_models():
        if issubclass(model, PrivacyPolicyMixin):
            # A page's own manager; a mixin knows none.
            pages: Any = model._default_manager
            yield from pages.live().public().select_related("locale")


def _info(page: Any) -> PolicyInfo:
    times = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish").count()
    return PolicyInfo(page.full_url or "", times or None, page.last_published_at)
