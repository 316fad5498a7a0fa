"""Mail to the privacy officers, about work that waits for them. Never anybody's data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from ..subjects.accounts import holders_of
from .mail import send_now
from .sender import controller_of_site

#: Who may decide on erasures is told about them.
PERMISSION = "privacy_center.decide_erasure"


def alert_officers(template: str, *, context: Mapping[str, Any]) -> bool:
    """Mail every officer, else the controller's contact address; whether anybody was reached."""
    reached = [
        send_now(template, to=address, language=settings.LANGUAGE_CODE, context=context)
        for address in officer_addresses()
    ]
    return any(reached)


def officer_addresses() -> list[str]:
    """The addresses of those who may decide; superusers only where they were given the right."""
    name = get_user_model().get_email_field_name()
    users = holders_of(PERMISSION, include_superusers=False)
    found = [address for address in users.values_list(name, flat=True) if address]
    contact = controller_of_site().contact_email
    return sorted(set(found)) or [address for address in [contact] if address]
