"""Whom retention leaves alone, whatever the date: people on hold, and people with an open request.

To remove somebody's records in the middle of their request would answer it before anybody has.
"""

from __future__ import annotations

from django.contrib.auth import get_user_model

from privacy_center.holds.people import HeldPeople
from privacy_center.requests.models import OPEN, PrivacyRequest
from privacy_center.subjects import subject_of_user


def spared_people() -> HeldPeople:
    """Everybody whose records stay for now."""
    return HeldPeople.read().joined(_asking())


def _asking() -> HeldPeople:
    waiting = PrivacyRequest.objects.filter(state__in=OPEN)
    hashes = set(waiting.values_list("subject", flat=True))
    if not hashes:
        return HeldPeople()
    # Whoever asked from an account is known by it: nobody's hash need be looked up backwards.
    keys = waiting.exclude(user=None).values("user")
    users = get_user_model()._base_manager.filter(pk__in=keys)
    return HeldPeople.of(map(subject_of_user, users), hashes)
