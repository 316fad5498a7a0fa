"""The languages of the demo site, and a text in both."""

from __future__ import annotations

from privacy_center.activities.starter import Words

__all__ = ["LANGUAGES", "Words"]

LANGUAGES = ("sv", "en")
