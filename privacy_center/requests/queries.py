"""Reading requests."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..subjects import Subject
from .models import PrivacyRequest


def requests_of(subject: Subject) -> QuerySet[PrivacyRequest]:
    """The person's own requests, newest first.

    One made from an account is that account's, whoever holds the address later; one without an
    account belongs to whoever proves the address.
    """
    owned = Q(user__isnull=True, subject__in=subject.hashes)
    if subject.user is not None:
        owned |= Q(user=subject.user)
    return PrivacyRequest.objects.filter(owned)
