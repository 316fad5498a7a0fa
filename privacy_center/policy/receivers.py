"""Keeps a version whenever a policy page is published, from wherever."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published

from ..audit import Actor
from .versions import publish_version


@receiver(page_published, dispatch_uid="privacy_center_policy_version")
def keep_version(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Make the version; by whoever is at work in the admin, else by the site itself."""
    if getattr(instance, "is_privacy_policy", False):
        user = get_active_log_context().user
        publish_version(instance, actor=Actor.staff(user) if user else Actor.system())
