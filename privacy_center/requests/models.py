"""Requests as tables: what a person asked for, by when it is due, and what happened."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from ..audit import AppendOnlyModel
from ..days import site_today

#: Letters and digits that nobody mistakes for one another when read aloud.
_REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_REFERENCE_LENGTH = 10


class Kind(models.TextChoices):
    """The right that a request uses."""

    ACCESS = "access", _("See my data")
    PORTABILITY = "portability", _("Take my data with me")
    RECTIFICATION = "rectification", _("Correct my data")
    ERASURE = "erasure", _("Erase my data")
    OBJECTION = "objection", _("Object to the use of my data")
    RESTRICTION = "restriction", _("Pause the use of my data")

    @property
    def article(self) -> str:
        """The article of the GDPR that grants the right."""
        return {
            Kind.ACCESS: "Art. 15",
            Kind.PORTABILITY: "Art. 20",
            Kind.RECTIFICATION: "Art. 16",
            Kind.ERASURE: "Art. 17",
            Kind.OBJECTION: "Art. 21",
            Kind.RESTRICTION: "Art. 18",
        }[self]


class State(models.TextChoices):
    """How far a request has come."""

    RECEIVED = "received", _("Received")
    IN_PROGRESS = "in_progress", _("In progress")
    AWAITING_DECISION = "awaiting_decision", _("Waiting for a decision")
    COMPLETED = "completed", _("Done")
    PARTIALLY_REFUSED = "partially_refused", _("Done in part")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


class Channel(models.TextChoices):
    """The way a request came."""

    CENTRE = "centre", _("The privacy centre")
    MAIL = "mail", _("E-mail")
    PHONE = "phone", _("Telephone")
    LETTER = "letter", _("Letter")
    COMMAND = "command", _("A command on the server")
    UNUSED = "unused", _("Nobody: the account was not used")


OPEN = (State.RECEIVED, State.IN_PROGRESS, State.AWAITING_DECISION)
CLOSED = (State.COMPLETED, State.PARTIALLY_REFUSED, State.REFUSED, State.CANCELLED)
REFUSALS = (State.PARTIALLY_REFUSED, State.REFUSED)


def new_reference() -> str:
    """A number to quote in a mail: random, so that it says nothing about other people's."""
    return get_random_string(_REFERENCE_LENGTH, _REFERENCE_ALPHABET)


class PrivacyRequest(models.Model):
    """One use of one right. It outlives the account, under the person's pseudonym (Art. 5(2))."""

    Kind = Kind
    State = State
    Channel = Channel

    reference = models.CharField(
        _("reference"), max_length=20, unique=True, default=new_reference, editable=False
    )
    kind = models.CharField(_("right"), max_length=20, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.RECEIVED, db_index=True
    )
    channel = models.CharField(
        _("came by"), max_length=10, choices=Channel.choices, default=Channel.CENTRE
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    due_on = models.DateField(_("answer due"), db_index=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    subject = models.CharField(_("person"), max_length=64, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    language = models.CharField(_("language"), max_length=20, blank=True)
    erasure_run = models.ForeignKey(
        "privacy_center.ErasureRun",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("erasure"),
    )
    correction = models.ForeignKey(
        "privacy_center.CorrectionProposal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("proposed correction"),
    )

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("privacy request")
        verbose_name_plural = _("privacy requests")
        permissions = [("look_up_people", _("Can look up a person's data"))]
        constraints = [
            # However often a person presses the button, there is one erasure to carry out.
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(kind=Kind.ERASURE, state__in=OPEN),
                name="privacy_one_open_request",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes the person an answer."""
        return self.state in OPEN

    def is_overdue(self, today: dt.date | None = None) -> bool:
        """Whether the last day to answer has passed (Art. 12(3))."""
        return self.is_open and self.due_on < (today or site_today())


class RequestEvent(AppendOnlyModel):
    """One line of a request's timeline, as the person reads it."""

    request = models.ForeignKey(
        PrivacyRequest, on_delete=models.CASCADE, related_name="events", verbose_name=_("request")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    state = models.CharField(_("state"), max_length=20, choices=State.choices)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What the person is told. Never anybody's data.")
    )
    actor = models.CharField(_("by whom"), max_length=80)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("event of a request")
        verbose_name_plural = _("events of a request")

    def __str__(self) -> str:
        return f"{self.request}: {self.get_state_display()}"
