"""Accounts that nobody uses: warned by mail, then erased. Off until the officer sets a time."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.shortcuts import resolve_url
from django.utils import timezone
from wagtail.models import Site

from privacy_center.audit import Actor, record
from privacy_center.consent import events_of
from privacy_center.days import moment_of, site_today
from privacy_center.erasure import plan
from privacy_center.erasure.fates import Action
from privacy_center.notices import send_now
from privacy_center.requests import Channel, request_erasure
from privacy_center.requests.models import OPEN, PrivacyRequest
from privacy_center.sources.present import present
from privacy_center.subjects import Subject, subject_of_user
from privacy_center.subjects.accounts import holders_of, seen_since

from .models import InactivityWarning, RetentionSettings

logger = logging.getLogger("privacy_center.retention")

#: How many people one run warns, and how many accounts it erases: the rest the next night.
MOST = 500
#: Who may enter Wagtail's admin.
ACCESS_ADMIN = "wagtailadmin.access_admin"


@dataclass
class UnusedAccounts:
    """What a run did, or would do, about accounts that nobody uses."""

    warned: int = 0
    kept: int = 0
    erased: int = 0
    failed: int = 0

    def to_json(self) -> dict[str, int]:
        """The numbers; nobody is named."""
        return asdict(self)


def tend_unused_accounts(
    *, actor: Actor, today: dt.date | None = None, dry_run: bool = False
) -> UnusedAccounts:
    """Warn whom nobody has seen for long, erase who was warned and stayed away (Art. 5(1)(e)).

    Whoever signs in keeps the account and its time begins anew. Never of the staff, never with
    anything open or under review, on hold or with a request of their own, and never unwarned. Run
    twice in a day it does nothing twice.
    """
    today = today or site_today()
    settings = RetentionSettings.current()
    done = UnusedAccounts()
    done.kept = _forget_warnings_of_the_seen(settings, dry_run)
    if settings.warn_after_months is None:
        return done
    for warning in InactivityWarning.objects.filter(erase_on__lte=today).select_related("user"):
        if done.erased + done.failed >= MOST:
            break
        if _is_unused(warning.user, today, settings) and _is_free(warning.user):
            _count(done, dry_run or _erase(warning.user, actor), "erased")
    erase_on = today + relativedelta(months=settings.erase_after_months)
    for user in _unwarned(today, settings):
        if done.warned >= MOST:
            break
        if _is_free(user):
            _count(done, dry_run or _warn(user, erase_on, actor), "warned")
    return done


def _count(done: UnusedAccounts, succeeded: bool, name: str) -> None:
    name = name if succeeded else "failed"
    setattr(done, name, getattr(done, name) + 1)


def _unused(today: dt.date, settings: RetentionSettings) -> QuerySet[Any]:
    """The accounts that nobody has used for the set months, and that are no one's of the staff."""
    users = get_user_model()
    before = moment_of(today - relativedelta(months=settings.warn_after_months or 0))
    unused = Q(last_login__lt=before)
    if present(users, ("date_joined",)):
        unused |= Q(last_login=None, date_joined__lt=before)
    rows = users._base_manager.filter(unused)
    for right in present(users, ("is_staff", "is_superuser")):
        rows = rows.exclude(**{right: True})
    # An editor of Wagtail is of the staff without being Django's.
    rows = rows.exclude(pk__in=holders_of(ACCESS_ADMIN, is_active=None).values("pk"))
    return rows.exclude(pk__in=seen_since(before))


def _is_unused(user: Any, today: dt.date, settings: RetentionSettings) -> bool:
    return _unused(today, settings).filter(pk=user.pk).exists()


def _unwarned(today: dt.date, settings: RetentionSettings) -> Iterator[Any]:
    rows = _unused(today, settings).exclude(pk__in=InactivityWarning.objects.values("user"))
    after: Any = None
    while batch := list(_after(rows, after).order_by("pk")[:MOST]):
        yield from batch
        after = batch[-1].pk


def _after(rows: QuerySet[Any], key: Any) -> QuerySet[Any]:
    return rows if key is None else rows.filter(pk__gt=key)


def _is_free(user: Any) -> bool:
    """Whether an erasure would leave nothing waiting, and the person can be told beforehand."""
    subject = subject_of_user(user)
    asks = Q(user=user) | Q(subject__in=subject.hashes)
    if not subject.emails or PrivacyRequest.objects.filter(asks, state__in=OPEN).exists():
        return False
    return not any(step.action in (Action.REVIEW, Action.KEEP) for step in plan(subject).steps)


def _warn(user: Any, erase_on: dt.date, actor: Actor) -> bool:
    """Tell the person; where the mail is not taken, nothing was said and the time has not begun."""
    subject = subject_of_user(user)
    warning = InactivityWarning.objects.create(
        user=user, warned_at=timezone.now(), erase_on=erase_on
    )
    sent = send_now(
        "account_unused",
        to=subject.emails[0],
        language=_language(subject),
        context={"erase_on": erase_on, "sign_in_url": _sign_in_url()},
    )
    if not sent:
        warning.delete()
        return False
    record(
        "unused_account_warned",
        actor=actor,
        subject=subject.pseudonym,
        erase_on=erase_on.isoformat(),
    )
    return True


def _erase(user: Any, actor: Actor) -> bool:
    subject = subject_of_user(user)
    try:
        run = request_erasure(
            subject, actor=actor, language=_language(subject), channel=Channel.UNUSED
        )
    except Exception as error:  # noqa: BLE001
        # One account that fails must not stop the others; the error's text may quote data.
        logger.error("An unused account could not be erased: %s", type(error).__name__)
        return False
    return run.status == "complete"


def _forget_warnings_of_the_seen(settings: RetentionSettings, dry_run: bool) -> int:
    """Whoever has signed in since the warning keeps the account; once it is off, everybody does."""
    stale = [
        warning.pk
        for warning in InactivityWarning.objects.select_related("user")
        if settings.warn_after_months is None
        or (warning.user.last_login is not None and warning.user.last_login > warning.warned_at)
        or _seen(warning)
    ]
    if not dry_run:
        InactivityWarning.objects.filter(pk__in=stale).delete()
    return len(stale)


def _seen(warning: InactivityWarning) -> bool:
    users = get_user_model()._base_manager.filter(pk__in=seen_since(warning.warned_at))
    return users.filter(pk=warning.user_id).exists()


def _language(subject: Subject) -> str:
    """The language that the person last answered us in, else the site's."""
    latest = events_of(subject).last()
    return latest.language if latest and latest.language else django_settings.LANGUAGE_CODE


def _sign_in_url() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    path = resolve_url(django_settings.LOGIN_URL)
    return f"{site.root_url}{path}" if site and path.startswith("/") else path
