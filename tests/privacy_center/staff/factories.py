"""People of the staff, and the forms that the admin sends."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from home.records.support import SupportCase
from privacy_center.activities.models import ProcessingActivity
from privacy_center.staff.permissions import grant_editor, grant_officer


def make_editor() -> Any:
    group = Group.objects.get(name="Editors")
    grant_editor(group)
    return make_member("editor", group)


def make_officer() -> Any:
    group = Group.objects.create(name="Privacy officers")
    grant_officer(group)
    return make_member("officer", group)


def make_closed_case(days_ago: int) -> SupportCase:
    """A case of Anna's, closed so many days ago."""
    return SupportCase.objects.create(
        page=Site.objects.get(is_default_site=True).root_page,
        form_data={},
        email="anna@example.com",
        status=SupportCase.Status.CLOSED,
        closed_on=timezone.localdate() - dt.timedelta(days=days_ago),
    )


def activity_form(activity: ProcessingActivity, **changes: Any) -> dict[str, Any]:
    """What the browser sends when the form of ``activity`` is sent unchanged, with ``changes``."""
    values = {
        "slug": activity.slug,
        "legal_basis": activity.legal_basis,
        "legal_reference": activity.legal_reference,
        "preset": activity.preset,
        "period_value": "" if activity.period_value is None else activity.period_value,
        "period_unit": activity.period_unit,
        "counts_from": activity.counts_from,
        "sort_order": activity.sort_order,
        "note_to_editor": activity.note_to_editor,
        "action-publish": "1",
    }
    rows = [
        {
            "id": text.pk,
            "locale": text.locale_id,
            "title": text.title,
            "purpose": text.purpose,
            "origin": text.origin,
            "counts_from_text": text.counts_from_text,
            "retention_reason": text.retention_reason,
            "automated_text": text.automated_text,
        }
        for text in activity.texts.all()
    ]
    texts = inline_formset(rows, initial=len(rows), min=2)
    ticked = {
        "categories": [category.pk for category in activity.categories.all()],
        "recipients": [recipient.pk for recipient in activity.recipients.all()],
    }
    data: dict[str, Any] = nested_form_data({**values, "texts": texts})
    return {**data, **ticked, **changes}


def make_member(name: str, group: Group) -> Any:
    model = get_user_model()
    user = model.objects.create_user(name, f"{name}@example.com", "a-password-1")
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en")
    return user
