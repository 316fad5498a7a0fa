"""What follows when a declaration changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Site

from .cookie import CookieText, DeclaredCookie
from .group import DeclaredGroup, DeclaredService, GroupText
from .site import BannerText, CookieSettings
from .snapshot import forget


def connect(*first: Callable[..., None]) -> None:
    """Watch the declarations' models; called once, when the app is ready.

    The receivers in ``first`` are called while the latest reading is still the earlier one.
    """
    for model in (
        DeclaredGroup,
        GroupText,
        DeclaredService,
        DeclaredCookie,
        CookieText,
        CookieSettings,
        BannerText,
        Site,
    ):
        for signal in (post_save, post_delete):
            for receiver in (*first, read_anew):
                uid = f"cookies.{receiver.__name__}.{model.__name__}"
                signal.connect(receiver, sender=model, dispatch_uid=uid)
    post_delete.connect(date_what_is_left, sender=DeclaredGroup, dispatch_uid="cookies.left")
    post_delete.connect(date_the_group, sender=DeclaredCookie, dispatch_uid="cookies.group")


def read_anew(**_signal: Any) -> None:
    """Forget the snapshot now, and once more when the change can be seen by every connection."""
    forget()
    transaction.on_commit(forget)


def date_what_is_left(**_signal: Any) -> None:
    """A table that lost a group has changed: say so where the policy shows its date."""
    DeclaredGroup.objects.update(updated_at=timezone.now())


def date_the_group(instance: DeclaredCookie, **_signal: Any) -> None:
    """A group that lost a cookie has changed."""
    DeclaredGroup.objects.filter(pk=instance.cookiegroup_id).update(updated_at=timezone.now())
