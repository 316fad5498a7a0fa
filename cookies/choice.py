"""The one cookie that keeps a visitor's choice.

Its value is ``1~<decision>~<decision>…:<signature>``, a decision being
``<group>.<version of the group>.<a or r>.<seconds since 1970>``. The script in the page reads it;
the server, which holds the key, also knows when it is forged. Whatever is not whole, signed and in
its time is no choice: never an error, never a consent.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from .conf import settings
from .declarations.snapshot import GroupRow, declarations

FORMAT = "1"
MAX_LENGTH = 3072
#: A clock may be a little ahead of another; a decision of tomorrow is made up.
LEEWAY = timedelta(hours=1)
_ENTRY = re.compile(r"([-_a-zA-Z0-9]{1,32})\.([0-9]{1,9})\.([ar])\.([0-9]{10})", re.ASCII)


def _signer() -> signing.Signer:
    return signing.Signer(salt="cookies.choice")


@dataclass(frozen=True)
class Decision:
    """A yes or a no to one version of one group."""

    accepted: bool
    version: int
    at: datetime

    @property
    def until(self) -> datetime:
        """When the visitor is asked again."""
        days = settings.ACCEPTANCE_DAYS if self.accepted else settings.REFUSAL_DAYS
        return self.at + timedelta(days=days)

    def holds(self, now: datetime) -> bool:
        """Whether the decision is neither past its time nor dated ahead of it."""
        return self.at <= now + LEEWAY and now < self.until


@dataclass(frozen=True)
class Choice:
    """All decisions of one visitor, by group; empty when there is none."""

    decisions: Mapping[str, Decision] = field(default_factory=dict)

    def accepts(self, group: GroupRow) -> bool | None:
        """True accepted, False refused, None not decided for the group as it is declared now."""
        decision = self.decisions.get(group.varname)
        if decision is None or decision.version != group.version:
            return None
        return decision.accepted if decision.holds(timezone.now()) else None

    def decide(self, groups: Iterable[GroupRow], *, accepted: bool) -> Choice:
        """The choice with a new decision on ``groups``; what was decided on others stays."""
        now = timezone.now().replace(microsecond=0)
        new = {group.varname: Decision(accepted, group.version, now) for group in groups}
        return Choice({**self.decisions, **new})

    def only(self, groups: Iterable[GroupRow]) -> Choice:
        """The choice without groups that are no longer asked about, or whose decision is void."""
        kept = [group.varname for group in groups if self.accepts(group) is not None]
        return Choice({name: self.decisions[name] for name in kept})

    @property
    def decided_at(self) -> datetime | None:
        """When the visitor last decided."""
        return max((decision.at for decision in self.decisions.values()), default=None)

    @property
    def until(self) -> datetime | None:
        """When the visitor is first asked again."""
        return min((decision.until for decision in self.decisions.values()), default=None)


def dump(choice: Choice) -> str:
    """Write a choice as the cookie's value."""
    parts = [
        f"{name}.{each.version}.{'a' if each.accepted else 'r'}.{int(each.at.timestamp()):010d}"
        for name, each in sorted(choice.decisions.items())
    ]
    return _signer().sign("~".join([FORMAT, *parts]))


def load(value: str) -> Choice:
    """Read a cookie's value; an empty choice for whatever is malformed, forged or too long."""
    if not value or len(value) > MAX_LENGTH or not value.isascii():
        return Choice()
    try:
        version, *parts = _signer().unsign(value).split("~")
    except signing.BadSignature:
        return Choice()
    entries = [_ENTRY.fullmatch(part) for part in parts]
    if version != FORMAT or not all(entries):
        return Choice()
    decisions = {entry[1]: _decision(entry) for entry in entries if entry}
    now = timezone.now()
    return Choice({name: each for name, each in decisions.items() if each.holds(now)})


def _decision(entry: re.Match[str]) -> Decision:
    at = datetime.fromtimestamp(int(entry[4]), UTC)
    return Decision(accepted=entry[3] == "a", version=int(entry[2]), at=at)


def of_request(request: HttpRequest) -> Choice:
    """The choice that a visitor's browser sends."""
    return load(request.COOKIES.get(settings.CHOICE_COOKIE_NAME, ""))


def accepted(request: HttpRequest, group: str) -> bool:
    """Whether the visitor has accepted ``group``; for views that store something themselves.

    True for a required group. A response that depends on this must not be shared by a cache.
    """
    declared = declarations().group(group)
    if declared is None:
        return False
    return declared.required or of_request(request).accepts(declared) is True


def store(response: HttpResponseBase, choice: Choice, *, secure: bool) -> None:
    """Set the choice cookie. The script reads it, so it is not ``HttpOnly``."""
    response.set_cookie(
        settings.CHOICE_COOKIE_NAME,
        dump(choice),
        max_age=timedelta(days=max(settings.ACCEPTANCE_DAYS, settings.REFUSAL_DAYS)),
        domain=settings.CHOICE_COOKIE_DOMAIN,
        secure=secure,
        httponly=False,
        samesite="Lax",
    )
