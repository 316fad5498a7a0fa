"""What the stack itself stores: the declarations that every site begins with."""

from __future__ import annotations

from typing import Any

from cookie_consent.models import CookieGroup
from django.conf import settings as django_settings
from django.db import router
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ..conf import settings
from .declare import CookieSpec, GroupSpec, declare
from .group import DeclaredGroup
from .terms import Exemption, Unit, lasting

FIRST_MIGRATION = ("privacy_cookies", "0001_initial")


def starter() -> list[GroupSpec]:
    """The necessary cookies of Django and of this app, by the names and ages of the settings."""
    session_age = (
        None
        if django_settings.SESSION_EXPIRE_AT_BROWSER_CLOSE
        else django_settings.SESSION_COOKIE_AGE
    )
    return [
        GroupSpec(
            varname="necessary",
            title=_("Necessary"),
            description=_("What the site needs in order to do what you ask of it."),
            exemption=Exemption.REQUESTED,
            approved=True,
            without_it=_(
                "You could not sign in, send a form safely, keep your language, or have your "
                "cookie choice remembered."
            ),
            cookies=(
                CookieSpec(
                    name=django_settings.SESSION_COOKIE_NAME,
                    purpose=_("Keeps you signed in while you move between pages."),
                    duration=lasting(session_age),
                ),
                CookieSpec(
                    name=django_settings.CSRF_COOKIE_NAME,
                    purpose=_("Protects forms, so that no other site can send one in your name."),
                    duration=lasting(django_settings.CSRF_COOKIE_AGE),
                ),
                CookieSpec(
                    name=django_settings.LANGUAGE_COOKIE_NAME,
                    purpose=_("Remembers the language that you chose."),
                    duration=lasting(django_settings.LANGUAGE_COOKIE_AGE),
                ),
                CookieSpec(
                    name=settings.CHOICE_COOKIE_NAME,
                    purpose=_("Remembers what you accepted and refused, so that we need not ask."),
                    duration=(max(settings.ACCEPTANCE_DAYS, settings.REFUSAL_DAYS), Unit.DAYS),
                ),
            ),
        )
    ]


def declare_starter() -> list[DeclaredGroup]:
    """Declare the stack's own cookies. Safe to run again: nothing is doubled or overwritten."""
    return declare(starter())


def declare_at_first(
    using: str, plan: list[tuple[Any, bool]] | None = None, **_signal: Any
) -> None:
    """Declare the stack's own cookies in a database that has just got the tables for them.

    A receiver of ``post_migrate``. What an editor deletes later does not come back.
    """
    created = any(
        (migration.app_label, migration.name) == FIRST_MIGRATION and not backwards
        for migration, backwards in plan or ()
    )
    ours = settings.DECLARE_STARTER and using == router.db_for_write(DeclaredGroup)
    if created and ours and not CookieGroup.objects.using(using).exists():
        # Without a language of its own, a migration would name the group in English.
        with translation.override(django_settings.LANGUAGE_CODE):
            declare_starter()
