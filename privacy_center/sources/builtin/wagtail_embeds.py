"""Wagtail's embeds."""

from __future__ import annotations

from wagtail.embeds.models import Embed

from ..registry import nothing_personal

nothing_personal(
    Embed,
    reason=(
        "A passing copy of what a media service tells everybody about a published film or post, "
        "fetched again from there."
    ),
)
