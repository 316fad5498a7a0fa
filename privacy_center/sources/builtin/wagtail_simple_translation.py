"""Wagtail's simple translation."""

from __future__ import annotations

from wagtail.contrib.simple_translation.models import SimpleTranslation

from ..registry import nothing_personal

nothing_personal(SimpleTranslation, reason="Carries a permission; it has no rows.")
