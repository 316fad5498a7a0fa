"""Who an officer is looking at: by a random key in the address, known to this session alone."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ..audit import Actor, record
from ..ledger import decrypt, encrypt
from ..requests import PrivacyRequest
from ..sources.finding import known
from ..subjects import Subject, subject_of_email

_SESSION_KEY = "privacy_center_people"
_PURPOSE = "look-up"
#: How long a look-up holds, in seconds; the officer gives the reason again after that.
LIFETIME = 30 * 60
#: How many people a session remembers at once.
MOST = 5

REASONS = (
    ("request", _("The person has asked us to: access, correction, a copy")),
    ("support", _("Helping the person with something they wrote or called about")),
    ("complaint", _("A complaint, also by way of the authority")),
    ("incident", _("A personal data breach")),
)


class LookUpForm(forms.Form):
    """Whose data, and why. The reason is a choice, so that the trail names nobody."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("An address of an account, or one that somebody without an account gave."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.ChoiceField(label=_("Why you look"), choices=REASONS, widget=forms.RadioSelect)
    reference = forms.CharField(
        label=_("Request"),
        required=False,
        max_length=20,
        help_text=_("The reference of the request that it is about, where there is one."),
    )

    def clean_reference(self) -> str:
        """A request that exists: anything else might name somebody on the trail."""
        reference: str = self.cleaned_data["reference"].strip().upper()
        if reference and not PrivacyRequest.objects.filter(reference=reference).exists():
            raise forms.ValidationError(_("There is no request with this reference."))
        return reference


@dataclass(frozen=True)
class LookUp:
    """One person who is being looked at, and why."""

    key: str
    subject: Subject
    reason: str
    reference: str

    def note(self, officer: Any, page: str, **details: Any) -> None:
        """Put a look at ``page`` on the trail."""
        record(
            "person_viewed",
            actor=Actor.staff(officer),
            subject=self.subject.pseudonym,
            reason=self.reason,
            request=self.reference,
            page=page,
            **details,
        )


def look_up(request: HttpRequest, email: str, reason: str, reference: str) -> LookUp | None:
    """Find a person by e-mail address, for the reason given; None where nothing is held.

    Found or not, it is on the trail: under the pseudonym, never by the address.
    """
    subject = subject_of_email(email)
    found = known(subject)
    record(
        "person_looked_up",
        actor=Actor.staff(request.user),
        subject=subject.pseudonym,
        reason=reason,
        request=reference,
        found=found,
    )
    if not found:
        return None
    key = get_random_string(22)
    entry = {
        "address": encrypt(email, purpose=_PURPOSE),
        "reason": reason,
        "reference": reference,
        "at": time.time(),
    }
    standing = sorted(_standing(request).items(), key=lambda item: item[1]["at"])
    request.session[_SESSION_KEY] = {**dict(standing[-(MOST - 1) :]), key: entry}
    return LookUp(key, subject, reason, reference)


def looked_up(request: HttpRequest, key: str) -> LookUp | None:
    """The person behind ``key``; None for another session's key, and once it is too old."""
    entry = _standing(request).get(key)
    if entry is None:
        return None
    subject = subject_of_email(decrypt(entry["address"], purpose=_PURPOSE))
    return LookUp(key, subject, entry["reason"], entry["reference"])


def _standing(request: HttpRequest) -> dict[str, Any]:
    entries = request.session.get(_SESSION_KEY, {})
    now = time.time()
    return {key: entry for key, entry in entries.items() if now - entry["at"] < LIFETIME}
