"""What a browser was seen to do, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Phase(TextChoices):
    """At which point of a visit something was seen."""

    BEFORE = "before", _("before a choice")
    REFUSED = "refused", _("after refusing")
    ACCEPTED = "accepted", _("after accepting")
    WITHDRAWN = "withdrawn", _("after withdrawing")


@dataclass(frozen=True)
class Stored:
    """A cookie or a storage key. ``seconds`` is how long a cookie will stay, None for a session."""

    kind: str
    name: str
    host: str
    page: str
    seconds: int | None = None


@dataclass(frozen=True)
class Fetched:
    """A request to another host."""

    host: str
    address: str
    page: str
    is_image: bool


@dataclass
class Seen:
    """All of one phase; ``group`` is the one that was accepted alone."""

    phase: Phase
    group: str = ""
    stored: set[Stored] = field(default_factory=set)
    fetched: set[Fetched] = field(default_factory=set)
    #: Paths that could not be looked at, and why.
    unseen: dict[str, str] = field(default_factory=dict)
