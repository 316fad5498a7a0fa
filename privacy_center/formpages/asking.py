"""Consents given by a form: counted at once for a proved address, else once the mailbox says yes.

What was ticked travels in the mailed link, sealed, so that an address nobody confirmed is never
kept in the ledger, and neither the link nor a log of it can be read.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urljoin

from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ..activities.models import ProcessingActivity
from ..audit import Actor
from ..consent import consents_of, give, wording_for
from ..consent.models import ConsentWording
from ..ledger import BrokenSeal, decrypt, encrypt, pseudonym
from ..notices import send
from ..subjects import Subject, fold_email, subject_of_email, subject_of_user
from .building import Asked

PURPOSE = "formpages.consent"
#: How long a mailed link may be used.
VALID = dt.timedelta(days=3)
METHOD = "form checkbox"
METHOD_CONFIRMED = "form checkbox, confirmed by e-mail"

_MAILS_AN_HOUR = 5
_HOUR = 60 * 60


class BadLink(ValueError):
    """The link was altered or cut, is too old, or asks for what was withdrawn since."""


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: by whom, in which language, on which page (its path), on which site.

    ``user`` is None for a visitor; ``email`` is what was typed, and proves nothing.
    """

    user: Any
    email: str
    language: str
    place: str
    site: Any


@dataclass(frozen=True)
class Pending:
    """A consent that waits for the mailbox. ``wording`` is the key of a stored wording."""

    email: str
    slug: str
    wording: int
    language: str
    place: str
    asked_at: str

    @property
    def asked(self) -> dt.datetime:
        """When the form was sent."""
        return dt.datetime.fromisoformat(self.asked_at)

    @property
    def subject(self) -> Subject:
        """The holder of the mailbox, which the link has proved."""
        return subject_of_email(self.email)


@transaction.atomic
def take(sent: Sent, consents: list[Asked]) -> None:
    """Record ``consents`` (Art. 7(1)), or ask the mailbox to confirm them.

    The account's own verified address, or no address beside an account, needs no confirming. At
    most five mails an hour go to one address, whoever types it; the rest is not asked for.
    """
    email = fold_email(sent.email)
    subject = subject_of_user(sent.user) if sent.user is not None else None
    proved = subject is not None and (not email or email in subject.emails)
    for asked in consents:
        wording = wording_for(asked.slug, sent.language, asked.wording)
        if subject is not None and proved:
            give(
                subject,
                asked.slug,
                wording=wording,
                place=sent.place,
                method=METHOD,
                language=sent.language,
                actor=Actor.person(subject.pseudonym),
            )
        elif email and _may_mail(email):
            _ask(email, asked.slug, wording, sent)


def read(token: str) -> Pending:
    """The consent behind a mailed link. Raises :class:`BadLink`."""
    try:
        pending = Pending(**json.loads(decrypt(token, purpose=PURPOSE)))
    except (BrokenSeal, TypeError, ValueError):
        raise BadLink("The link cannot be read.") from None
    if timezone.now() - pending.asked > VALID:
        raise BadLink("The link is too old.")
    standing = {consent.slug: consent for consent in consents_of(pending.subject)}
    consent = standing.get(pending.slug)
    # An old mail must not bring back what was withdrawn after it was asked for.
    if consent is not None and not consent.given and consent.since >= pending.asked:
        raise BadLink("Withdrawn since.")
    return pending


@transaction.atomic
def confirm(token: str) -> Pending:
    """Record the consent behind a mailed link; a second time changes nothing.

    Raises :class:`BadLink`.
    """
    pending = read(token)
    if not is_confirmed(pending):
        subject = pending.subject
        give(
            subject,
            pending.slug,
            wording=ConsentWording.objects.get(pk=pending.wording),
            place=pending.place,
            method=METHOD_CONFIRMED,
            language=pending.language,
            actor=Actor.person(subject.pseudonym),
        )
    return pending


def is_confirmed(pending: Pending) -> bool:
    """Whether the consent stands, with these words, since it was asked for."""
    words = ConsentWording.objects.get(pk=pending.wording).text
    return any(
        choice.at >= pending.asked and choice.wording == words
        for consent in consents_of(pending.subject)
        if consent.slug == pending.slug and consent.given
        for choice in consent.history
    )


def _ask(email: str, slug: str, wording: ConsentWording, sent: Sent) -> None:
    now = timezone.now().isoformat(timespec="seconds")
    pending = Pending(email, slug, wording.pk, sent.language, sent.place, now)
    token = encrypt(json.dumps(asdict(pending)), purpose=PURPOSE)
    path = reverse("privacy_guest:consent", args=[token])
    activity = ProcessingActivity.objects.filter(slug=slug).first()
    text = activity.text(sent.language) if activity else None
    send(
        "consent_asked",
        to=email,
        language=sent.language,
        context={
            "purpose": text.title if text else slug,
            "wording": wording.text,
            "confirm_url": urljoin(sent.site.root_url if sent.site else "", path),
            "days": VALID.days,
        },
    )


def _may_mail(email: str) -> bool:
    key = f"privacy_center:consent_asked:{pseudonym(email)}"
    cache.add(key, 0, _HOUR)
    try:
        return int(cache.incr(key)) <= _MAILS_AN_HOUR
    except ValueError:  # it expired in between
        cache.set(key, 1, _HOUR)
        return True
