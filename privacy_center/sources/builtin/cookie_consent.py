"""What django-cookie-consent counts and lists."""

from __future__ import annotations

from cookie_consent.models import Cookie, CookieGroup, LogItem

from ..registry import nothing_personal

nothing_personal(
    CookieGroup, Cookie, reason="Describes what the site stores in browsers, for everybody."
)
nothing_personal(LogItem, reason="Counts choices; no choice is tied to a visitor.")
