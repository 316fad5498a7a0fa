"""Where a mail's way out leads."""

from __future__ import annotations

from django.urls import reverse

from privacy_center.consent import unsubscribe_token


def unsubscribe_address(email: str, purpose: str) -> str:
    """The path whose GET shows, and whose POST ends, the consent of ``email`` to ``purpose``."""
    return reverse("privacy_guest:unsubscribe", args=(unsubscribe_token(email, purpose),))
