"""What the stack itself stores: the declarations that every site begins with."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.utils.translation import gettext_lazy as _

from ..conf import settings
from .declare import CookieSpec, GroupSpec, declare
from .group import DeclaredGroup
from .terms import Exemption, Unit

SECONDS_A_DAY = 24 * 60 * 60


def _lasting(seconds: int | None) -> tuple[int | None, Unit]:
    """A cookie's age as the policy says it; rounded up to whole days."""
    if not seconds:
        return (None, Unit.SESSION)
    days = -(-seconds // SECONDS_A_DAY)
    return (days, Unit.DAYS) if days % 365 else (days // 365, Unit.YEARS)


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
                    duration=_lasting(session_age),
                ),
                CookieSpec(
                    name=django_settings.CSRF_COOKIE_NAME,
                    purpose=_("Protects forms, so that no other site can send one in your name."),
                    duration=_lasting(django_settings.CSRF_COOKIE_AGE),
                ),
                CookieSpec(
                    name=django_settings.LANGUAGE_COOKIE_NAME,
                    purpose=_("Remembers the language that you chose."),
                    duration=_lasting(django_settings.LANGUAGE_COOKIE_AGE),
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
