"""The words of an erasure: actions, statuses, and what is said to each fate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class Action(TextChoices):
    """What happens to a record."""

    DELETE = "delete", _("Deleted")
    ANONYMISE = "anonymise", _("Made anonymous")
    MINIMISE = "minimise", _("Kept by law, cut to the least")
    KEEP = "keep", _("Kept")
    REVIEW = "review", _("Waits for a decision")


class StepStatus(TextChoices):
    """How far a step has come."""

    PLANNED = "planned", _("Planned")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    WAITING = "waiting", _("Waiting")


class RunStatus(TextChoices):
    """How a run ended; ``partial`` until it has."""

    COMPLETE = "complete", _("Complete")
    AWAITING_DECISION = "awaiting_decision", _("Waiting for a decision")
    PARTIAL = "partial", _("Not finished")
    FAILED = "failed", _("Failed")


#: Exemptions of Art. 17(3) by their letter.
LEGAL_OBLIGATION = "17(3)(b)"
LEGAL_CLAIM = "17(3)(e)"


@dataclass(frozen=True)
class Fate:
    """What a rule says of a set of records, and why, in words."""

    action: str
    ground: Any
    exemption: str = ""
    legal_reference: str = ""
    kept_until: dt.date | None = None
    failure: Any = ""


HELD = Fate(
    Action.KEEP,
    _("A legal claim concerns this. The privacy officer has recorded it."),
    exemption=LEGAL_CLAIM,
)
COMPELLING = Fate(
    Action.KEEP,
    _("There are compelling legitimate grounds. The privacy officer has recorded them."),
)
ADMINISTRATOR = Fate(
    Action.REVIEW,
    _(
        "This is the only account that can administer the site. Make somebody else an "
        "administrator first; then it goes."
    ),
)
OPEN = Fate(
    Action.REVIEW,
    _(
        "This is not finished: something is still to be paid, delivered or answered. The privacy "
        "officer decides and answers within a month."
    ),
)
UNDATED = Fate(
    Action.REVIEW,
    _(
        "The law may demand that this is kept, but the date it counts from is missing. The "
        "privacy officer decides and answers within a month."
    ),
)
ASSIGNMENT = Fate(
    Action.REVIEW,
    _(
        "This is a finished assignment under a confidentiality agreement. The privacy officer "
        "decides whether it is needed for a legal claim, and answers within a month."
    ),
)
ANOTHERS_HELD = Fate(
    Action.REVIEW,
    _(
        "This is another person's record, and it is kept for a legal claim. What is yours in it "
        "goes when the claim has ended."
    ),
    exemption=LEGAL_CLAIM,
)
LEADING = Fate(
    Action.REVIEW,
    _(
        "Your details stand in another person's record, which is kept for a legal claim. This "
        "leads there, so it goes when the claim has ended, with what has come to it by then."
    ),
    exemption=LEGAL_CLAIM,
)
DECIDED = _("The privacy officer has decided that this goes.")
CONSENT = _("It rested on your consent. Asking for erasure takes the consent back.")
MARKETING = _("It was used for marketing. You have the right to say no at any time.")
INTEREST = _("It rested on a legitimate interest. Your request counts as an objection to it.")
OTHERWISE = _("It is no longer needed.")
SHARED = _("Your details stood in a record that is another person's. They go, the record stays.")
OTHERS_REMAIN = _("The record is another person's too. What is yours goes, the rest stays.")
REFERENCED = _("Another record that stays refers to this. It stays, but is no longer about you.")
NO_ACTIVITY = Fate(
    Action.REVIEW,
    _("No published processing record says why this is held, so nothing is done with it."),
)

#: What waits for something that is ended elsewhere, and not for a decision on the records.
ENDED_ELSEWHERE = (ADMINISTRATOR, NO_ACTIVITY, ANOTHERS_HELD, LEADING)
#: Every ground that names nothing of one site, so that it can be told again in another language.
FIXED = (
    *(fate.ground for fate in (HELD, COMPELLING, ADMINISTRATOR, OPEN, UNDATED, ASSIGNMENT)),
    *(fate.ground for fate in (ANOTHERS_HELD, LEADING)),
    *(NO_ACTIVITY.ground, DECIDED, CONSENT, MARKETING, INTEREST, OTHERWISE),
    *(SHARED, OTHERS_REMAIN, REFERENCED),
)


def kept_by(reference: str) -> Any:
    """The ground of a record that a law keeps."""
    return format_lazy(_("The law demands that this is kept: {law}."), law=reference)


def unknown(slug: str) -> Fate:
    """The fate of records whose activity no published record describes: nothing, and it says so."""
    failure = format_lazy(_("There is no published processing activity named “{slug}”."), slug=slug)
    return replace(NO_ACTIVITY, failure=failure)
