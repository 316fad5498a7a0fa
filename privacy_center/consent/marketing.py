"""Objecting to direct marketing: absolute, at once, without review (Art. 21(2) and (3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from ..activities.models import ProcessingActivity
from ..audit import Actor, record
from ..ledger.entries import Deed
from ..ledger.noting import mark, note
from ..signals import marketing_objected
from ..subjects import Subject, subject_of_email
from .models import MarketingObjection
from .queries import hashes_of
from .verbs import short_place, standing_slugs, withdraw


@dataclass(frozen=True)
class Stopped:
    """What stopping all marketing changed: nothing twice."""

    objected: bool
    withdrawn: tuple[str, ...]


@transaction.atomic
def object_to_marketing(
    subject: Subject,
    *,
    actor: Actor | None,
    place: str,
    method: str,
    at: datetime | None = None,
) -> bool:
    """Put every address of the person on the suppression list, as of ``at`` (now by default).

    True where any of them was not there yet; False, with nothing written, where all were. Consents
    stand as they are: :func:`stop_all_marketing` ends those too. Raises ValueError for a subject
    that nothing identifies, and :class:`~privacy_center.ledger.backends.LedgerUnavailable`, with
    nothing changed, where the ledger outside the database cannot be written first.
    """
    if not subject.pseudonym:
        raise ValueError("An objection needs a person: an account or an address.")
    wanted = list(dict.fromkeys(subject.pseudonyms or (subject.pseudonym,)))
    listed = MarketingObjection.objects.filter(address_hash__in=wanted).count()
    if listed == len(wanted):
        return False
    at = at or timezone.now()
    entry = note(Deed.OBJECTION, subject, names=wanted, at=at)
    added = 0
    for address_hash in wanted:
        _, created = MarketingObjection.objects.get_or_create(
            address_hash=address_hash,
            defaults={
                "user": subject.user,
                "at": at,
                "place": short_place(place),
                "method": method,
            },
        )
        added += created
    mark(entry)
    if not added:
        return False
    record("marketing_objected", actor=actor, subject=subject.pseudonym, method=method)
    marketing_objected.send_on_commit(sender=MarketingObjection, subject=subject, purpose="")
    return True


@transaction.atomic
def allow_marketing_again(
    subject: Subject, *, actor: Actor | None, place: str, method: str
) -> bool:
    """Lift the person's own objection. True where there was one.

    Only for somebody who is signed in or has proved the mailbox: else anyone could put anyone back
    on the list. It gives no consent.
    """
    lifted, _ = objections_of(subject).delete()
    if not lifted:
        return False
    record(
        "marketing_allowed",
        actor=actor,
        subject=subject.pseudonym,
        place=short_place(place),
        method=method,
    )
    return True


@transaction.atomic
def stop_all_marketing(
    subject: Subject, *, actor: Actor | None, place: str, method: str
) -> Stopped:
    """Object, and withdraw every consent to direct marketing, in one transaction."""
    objected = object_to_marketing(subject, actor=actor, place=place, method=method)
    marketing = set(direct_marketing_slugs())
    withdrawn = tuple(
        slug
        for slug in standing_slugs(subject)
        if slug in marketing and withdraw(subject, slug, actor=actor, place=place, method=method)
    )
    return Stopped(objected, withdrawn)


def may_market_to(email: str) -> bool:
    """Whether direct marketing may go to the address: False for any objection of its holder.

    Ask before every mailing. It says nothing of consent: ask ``has_consent`` for that.
    """
    return not objections_of(subject_of_email(email)).exists()


def objected_since(subject: Subject) -> datetime | None:
    """When the person first objected to marketing; None without an objection."""
    return objections_of(subject).aggregate(since=Min("at"))["since"]


def objections_of(subject: Subject) -> QuerySet[MarketingObjection]:
    """The person's rows on the suppression list, by account or by address."""
    reached = Q(address_hash__in=hashes_of(subject))
    if subject.user is not None:
        reached |= Q(user=subject.user)
    return MarketingObjection.objects.filter(reached)


def direct_marketing_slugs() -> list[str]:
    """The activities that are direct marketing, drafts included, by slug."""
    activities = ProcessingActivity.objects.filter(direct_marketing=True)
    return list(activities.order_by("slug").values_list("slug", flat=True))
