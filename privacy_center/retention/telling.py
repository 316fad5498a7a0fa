"""The officers' mail about a run that waits for them: once, and not each night that it waits."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.urls import NoReverseMatch, reverse
from wagtail.admin.utils import get_admin_base_url

from privacy_center.activities.book import ActivityBook
from privacy_center.audit import Actor, record
from privacy_center.audit.models import AuditEntry
from privacy_center.notices import alert_officers

from .approving import Question
from .confirming import PendingRule, fingerprint
from .models import RetentionRun

ACTION = "retention_waits"


def tell_of_rules(pending: list[PendingRule], *, actor: Actor) -> bool:
    """Write that changed rules wait to be confirmed; whether anybody was written to now."""
    book = ActivityBook.open()
    waits = sorted((rule.activity.slug, fingerprint(rule.activity, book)) for rule in pending)
    rules = [{"title": str(rule.activity), "was": rule.was, "now": rule.now} for rule in pending]
    return _tell(["rules", waits], {"rules": rules, "records": None}, actor)


def tell_of_questions(asked: list[Question], records: int, *, actor: Actor) -> bool:
    """Write that a run waits to be approved; whether anybody was written to now.

    Every run after the last that went through is the same one, still waiting; a jump in another
    table is news.
    """
    last = RetentionRun.objects.order_by("-pk").values_list("pk", flat=True).first()
    waits = sorted((str(one.why), one.source.name if one.source else "") for one in asked)
    jumps = [
        {"title": str(one.source.title), "records": one.records}
        for one in asked
        if one.source is not None
    ]
    return _tell(["run", last, waits], {"records": records, "jumps": jumps}, actor)


def _tell(what: list[Any], context: dict[str, Any], actor: Actor) -> bool:
    digest = hashlib.sha256(json.dumps(what).encode()).hexdigest()
    if AuditEntry.objects.filter(action=ACTION, details__waiting=digest).exists():
        return False
    if not alert_officers("retention_waits", context={**context, "office_url": _office_url()}):
        return False
    # The trail remembers it: who reads it sees when the officers were told.
    record(ACTION, actor=actor, waiting=digest)
    return True


def _office_url() -> str:
    try:
        path = reverse("privacy_retention:index")
    except NoReverseMatch:
        return ""
    return f"{get_admin_base_url() or ''}{path}"
