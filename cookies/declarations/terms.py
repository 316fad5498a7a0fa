"""The fixed choices of a declaration: words of the law and of the web, not of an editor."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext


class Kind(TextChoices):
    """How something is stored in, or read from, a visitor's browser."""

    COOKIE = "cookie", _("Cookie")
    LOCAL_STORAGE = "local_storage", _("Local storage")
    SESSION_STORAGE = "session_storage", _("Session storage")
    PIXEL = "pixel", _("Pixel")


class Party(TextChoices):
    """Whether the site itself stores it or somebody else does."""

    FIRST = "first", _("This site")
    THIRD = "third", _("Somebody else")


class Exemption(TextChoices):
    """Why no consent is needed: the only two grounds of lag (2022:482) 9 kap. 28 §."""

    NONE = "", _("None: visitors are asked")
    REQUESTED = "requested", _("Necessary for a service that the visitor has asked for")
    TRANSMISSION = "transmission", _("Needed to carry a message over the network")


class GoogleConsent(TextChoices):
    """What a group's acceptance tells Google's tags (Consent Mode v2); the value is the flag."""

    NONE = "", _("Nothing: the group has no tags of Google")
    ANALYTICS = "a", _("Statistics (analytics_storage)")
    ADS = "d", _("Advertising (ad_storage, ad_user_data, ad_personalization)")
    FUNCTIONAL = "f", _("Functions (functionality_storage, personalization_storage)")


class Unit(TextChoices):
    """What a duration is counted in."""

    SESSION = "session", _("until the browser is closed")
    UNTIL_REMOVED = "until_removed", _("until you remove it")
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")

    @property
    def counted(self) -> bool:
        """Whether the unit needs a number before it."""
        return self not in (Unit.SESSION, Unit.UNTIL_REMOVED)


#: The longest that a month and a year can be.
SECONDS = {
    "minutes": 60,
    "hours": 3600,
    "days": 86_400,
    "months": 31 * 86_400,
    "years": 366 * 86_400,
}


def duration_seconds(value: int | None, unit: str) -> int | None:
    """A duration in seconds at most, or None where no clock ends it."""
    return (value or 0) * SECONDS[unit] if unit in SECONDS else None


def lasting(seconds: int | None) -> tuple[int | None, Unit]:
    """An age as a declaration says it, rounded up; until the browser is closed where none is."""
    if not seconds:
        return (None, Unit.SESSION)
    unit = next(
        (unit for unit in (Unit.DAYS, Unit.HOURS) if seconds >= 2 * SECONDS[unit]), Unit.MINUTES
    )
    count = -(-seconds // SECONDS[unit])
    if unit == Unit.DAYS and count % 365 == 0:
        return (count // 365, Unit.YEARS)
    return (count, unit)


def duration_words(value: int | None, unit: str) -> str:
    """Say a duration in the active language: ``2 years``, ``until the browser is closed``."""
    count = value or 0
    match Unit(unit):
        case Unit.MINUTES:
            words = ngettext("%(count)d minute", "%(count)d minutes", count)
        case Unit.HOURS:
            words = ngettext("%(count)d hour", "%(count)d hours", count)
        case Unit.DAYS:
            words = ngettext("%(count)d day", "%(count)d days", count)
        case Unit.MONTHS:
            words = ngettext("%(count)d month", "%(count)d months", count)
        case Unit.YEARS:
            words = ngettext("%(count)d year", "%(count)d years", count)
        case uncounted:
            return str(uncounted.label)
    return words % {"count": count}
