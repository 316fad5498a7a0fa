"""What the law asks for in the records and nobody has written yet (Art. 30(1))."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from .register import ActivityEntry, Register


@dataclass(frozen=True)
class Gap:
    """What is missing, in words, and where: an activity's slug, or none for the controller."""

    slug: str
    title: str
    missing: str


def gaps(register: Register) -> list[Gap]:
    """Each place with something missing, the controller first, in the active language."""
    who = register.controller
    missing = _named(
        {
            _("name"): who.name,
            _("contact"): who.contact_email or who.contact_phone or who.address,
            _("security measures"): who.security_measures,
        }
    )
    found = [Gap("", _("Controller"), missing)] if missing else []
    asked = ((activity, _named(_asked(activity))) for activity in register.activities)
    return found + [Gap(one.slug, one.title, missing) for one, missing in asked if missing]


def _asked(activity: ActivityEntry) -> dict[str, object]:
    return {
        _("purpose"): activity.purpose,
        _("whose data"): activity.people,
        _("which data"): activity.categories,
        _("a safeguard for a country outside the EU and EEA"): all(
            to.safeguard for to in activity.transfers
        ),
    }


def _named(values: dict[str, object]) -> str:
    return get_text_list([name for name, value in values.items() if not value], _("and"))
