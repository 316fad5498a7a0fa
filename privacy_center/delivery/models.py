"""A package that is made in the background: the state to resume from, and where the file lies."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access.selection import Selection
from .storage import PackageStorage


def new_nonce() -> str:
    """What makes the link of today another than that of yesterday."""
    return secrets.token_hex(16)


class PackageState(models.TextChoices):
    """How far a package has come."""

    WAITING = "waiting", _("Waiting")
    WORKING = "working", _("Being made")
    READY = "ready", _("Ready to fetch")
    FAILED = "failed", _("Could not be made")


#: The states in which somebody still has to make it.
UNFINISHED = (PackageState.WAITING, PackageState.WORKING)


class PreparedPackage(models.Model):
    """One person's package. There is one at a time, and it goes after some days (Art. 5(1)(e)).

    Only a row that is *ready* leads to a file: what a worker has begun is nobody's to fetch.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    #: Part of the link; another after each fetch, so that a link is good for one.
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=PackageState.choices, default=PackageState.WAITING
    )
    subject = models.CharField(_("person"), max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    #: The address of somebody without an account, sealed; empty for whoever has one.
    sealed_address = models.TextField(blank=True, editable=False)
    language = models.CharField(_("language"), max_length=20)
    activities = models.JSONField(_("activities"), null=True, blank=True)
    portability = models.BooleanField(_("only what can be taken along"), default=False)
    request = models.ForeignKey(
        "privacy_center.PrivacyRequest",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("request"),
    )
    actor_kind = models.CharField(max_length=10, editable=False)
    actor_id = models.CharField(max_length=64, blank=True, editable=False)
    records = models.PositiveIntegerField(_("records"), default=0)
    done = models.PositiveIntegerField(_("done so far"), default=0)
    #: Named before the first byte is written, so that what a dead worker leaves is found.
    file = models.FileField(storage=PackageStorage(), max_length=200, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True, db_index=True)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    lease_owner = models.CharField(max_length=32, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    retry_at = models.DateTimeField(null=True, blank=True, editable=False)
    error = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("prepared package")
        verbose_name_plural = _("prepared packages")

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {self.get_state_display()}"

    @property
    def selection(self) -> Selection:
        """What the person chose."""
        chosen = None if self.activities is None else tuple(self.activities)
        return Selection(chosen, self.portability)

    @property
    def unfinished(self) -> bool:
        """Whether somebody still has to make it."""
        return self.state in UNFINISHED

    @property
    def can_be_fetched(self) -> bool:
        """Whether it is ready, and its time has not run out."""
        in_time = self.expires_at is not None and self.expires_at > timezone.now()
        return self.state == PackageState.READY and in_time
