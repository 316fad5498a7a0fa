"""The officers' mail about what waits for them: once, and not each night that it waits."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.urls import NoReverseMatch, reverse
from wagtail.admin.utils import get_admin_base_url

from privacy_center.activities.book import ActivityBook
from privacy_center.audit import Actor, record
from privacy_center.audit.models import AuditEntry
from privacy_center.days import day_of, site_today
from privacy_center.holds.models import LegalHold
from privacy_center.notices import alert_officers
from privacy_center.sources import registry

from .approving import Question
from .confirming import PendingRule, fingerprint
from .models import RetentionApproval, RetentionRun

ACTION = "retention_waits"
HOLDS = "hold_reviews_due"
#: What the officers were told of.
RULES, RUN = "rules", "run"


def tell_of_rules(pending: list[PendingRule], *, actor: Actor) -> bool:
    """Write that changed rules wait to be confirmed; whether anybody was written to now."""
    book = ActivityBook.open()
    waits = sorted((rule.activity.slug, fingerprint(rule.activity, book)) for rule in pending)
    rules = [{"title": str(rule.activity), "was": rule.was, "now": rule.now} for rule in pending]
    return _tell([RULES, waits], {"rules": rules, "records": None}, actor)


def tell_of_questions(asked: list[Question], records: int, *, actor: Actor) -> bool:
    """Write that a run waits to be approved; whether anybody was written to now.

    Every run after the last that went through is the same one, still waiting. News is a jump in
    another table, and an approval that did not do: more had become due than it was given for.
    """
    last = RetentionRun.objects.order_by("-pk").values_list("pk", flat=True).first()
    unused = RetentionApproval.objects.filter(run=None).values_list("pk", flat=True).first()
    waits = sorted((str(one.why), one.source.name if one.source else "") for one in asked)
    jumps = [
        {"title": str(one.source.title), "records": one.records}
        for one in asked
        if one.source is not None
    ]
    return _tell([RUN, last, unused, waits], {"records": records, "jumps": jumps}, actor)


def waits_for_approval() -> bool:
    """Whether the last run stopped to ask, and nothing has come of it since."""
    told = AuditEntry.objects.filter(action=ACTION, details__about=RUN).order_by("-seq").first()
    if told is None:
        return False
    answered = RetentionApproval.objects.filter(approved_at__gt=told.at).exists()
    return not answered and not RetentionRun.objects.filter(started_at__gt=told.at).exists()


def tell_of_holds(*, actor: Actor) -> bool:
    """Write that holds are to be looked at again; whether anybody was written to now.

    Once for each date that is set: a hold that is given another is told of again when that comes.
    """
    due = LegalHold.objects.filter(lifted_at=None, review_on__lte=site_today())
    digests = {_digest([hold.pk, hold.review_on.isoformat()]): hold for hold in due}
    told = AuditEntry.objects.filter(action=HOLDS, details__waiting__in=list(digests))
    for digest in told.values_list("details__waiting", flat=True):
        del digests[digest]
    holds = [
        {"title": _title(hold), "set_on": day_of(hold.set_at), "review_on": hold.review_on}
        for hold in digests.values()
    ]
    context = {"holds": holds, "office_url": _url("privacy_holds:index")}
    if not holds or not alert_officers("hold_reviews_due", context=context):
        return False
    for digest in digests:
        record(HOLDS, actor=actor, waiting=digest)
    return True


def _title(hold: LegalHold) -> str:
    """What the hold is on, as far as that names nobody."""
    source = registry.get(hold.source) if hold.source else None
    return str(source.title) if source else hold.source


def _tell(what: list[Any], context: dict[str, Any], actor: Actor) -> bool:
    """Write once, and let the trail remember since when it waits and when the officers knew."""
    digest = _digest(what)
    waits = AuditEntry.objects.filter(action=ACTION, details__waiting=digest)
    if waits.filter(details__mailed=True).exists():
        return False
    context = {**context, "office_url": _url("privacy_retention:index")}
    mailed = alert_officers("retention_waits", context=context)
    if mailed or not waits.exists():
        record(ACTION, actor=actor, about=what[0], waiting=digest, mailed=mailed)
    return mailed


def _digest(what: list[Any]) -> str:
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()


def _url(page: str) -> str:
    try:
        path = reverse(page)
    except NoReverseMatch:
        return ""
    return f"{get_admin_base_url() or ''}{path}"
