"""The company's own menu in the admin."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from .records.support import SupportCase
from .staff import ArrivingPolicy, newsletter_issues, support_cases

register_permission_policy(SupportCase, ArrivingPolicy(SupportCase))


@hooks.register("register_admin_viewset")
def register_support_cases() -> Any:
    return support_cases


@hooks.register("register_admin_viewset")
def register_newsletter_issues() -> Any:
    return newsletter_issues


@hooks.register("filter_form_submissions_for_user")
def hide_submissions(user: Any, editable_forms: QuerySet[Page]) -> QuerySet[Page]:
    """What people wrote is read under Support cases alone, where restricted ones are left out."""
    return editable_forms.none()
