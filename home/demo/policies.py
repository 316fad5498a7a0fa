"""The policy's history: the company's Version 1 of 2020, and the version of today."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils import timezone, translation

from home.demo import policy_text
from privacy_center.audit import Actor
from privacy_center.policy.document import document_of
from privacy_center.policy.models import PrivacyPolicyPage
from privacy_center.policy.records import PolicyRecords
from privacy_center.policy.versions import record_past_version, versions_of

#: The day that Version 1 is dated.
FIRST = dt.date(2020, 8, 25)
#: What the supervisory authority was called until the end of 2020.
OLD_AUTHORITY = {
    "authority_name": "Datainspektionen",
    "authority_url": "https://www.datainspektionen.se",
    "authority_email": "datainspektionen@datainspektionen.se",
}


def load_policies() -> None:
    """Publish the policy in both languages, with the version of 2020 before it.

    After the processing records: a version keeps what they say.
    """
    for page in PrivacyPolicyPage.objects.filter(live=False).select_related("locale"):
        if not versions_of(page).exists():
            record_past_version(
                page,
                _first_version(page),
                published_at=timezone.make_aware(dt.datetime.combine(FIRST, dt.time(9))),
                actor=Actor.command(),
            )
            page.save_revision(log_action=False).publish(log_action=False)


def _first_version(page: PrivacyPolicyPage) -> dict[str, Any]:
    """What the policy said then: the same purposes, under the authority of the day."""
    language = page.locale.language_code
    then = copy.copy(page)
    then.body = policy_text.first_body(language)
    with translation.override(language):
        records = PolicyRecords.load(page.get_site(), language)
        controller = copy.copy(records.controller)
        for name, value in OLD_AUTHORITY.items():
            setattr(controller, name, value)
        return document_of(then, replace(records, controller=controller))
