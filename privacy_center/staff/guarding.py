"""Keeps what is in use from being deleted or taken down, whoever asks: the admin or the code."""

from __future__ import annotations

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _

from ..activities.models import DataCategory, ProcessingActivity, Recipient
from ..activities.models.activity import unpublishing
from .usage import code_users_of, users_of


@receiver(pre_delete, sender=ProcessingActivity)
@receiver(pre_delete, sender=DataCategory)
@receiver(pre_delete, sender=Recipient)
def keep_what_is_used(instance: Any, **kwargs: Any) -> None:
    """Refuse with ``ProtectedError``, and say who uses it."""
    if users := users_of(instance):
        raise ProtectedError(_refusal(instance, users), {instance})


@receiver(unpublishing, sender=ProcessingActivity)
def keep_in_force(instance: ProcessingActivity, **kwargs: Any) -> None:
    """Refuse where sources would obey no rule. A policy that shows it follows by itself."""
    if users := code_users_of(instance):
        raise ProtectedError(_refusal(instance, users), {instance})


def _refusal(instance: Any, users: list[Any]) -> str:
    return _("%(record)s is in use: %(users)s.") % {
        "record": instance.slug,
        "users": "; ".join(str(use) for use in users),
    }
