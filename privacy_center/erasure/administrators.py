"""The account that a site cannot lose by accident: the last that may do everything."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist


def is_last_administrator(user: Any) -> bool:
    """Whether ``user`` is the only active superuser, so that nobody could run the site after."""
    model = get_user_model()
    try:
        model._meta.get_field("is_superuser")
        model._meta.get_field("is_active")
    except FieldDoesNotExist:
        return False
    if user is None or not (user.is_superuser and user.is_active):
        return False
    others = model._base_manager.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return not others.exists()
