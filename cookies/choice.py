"""The one cookie that keeps a visitor's choice.

Its value is ``2~<receipt>~<decision>~<decision>…:<signature>``, the receipt's random id standing
only where something was accepted, a decision being
``<group>.<version of the group>.<a or r>.<seconds since 1970>``. The script in the page reads it;
the server, which holds the key, also knows when it is forged. Whatever is not whole, signed and in
its time is no choice: never an error, never a consent.

A decision on ``-``, which is no group, says since when all decisions were made while the browser
sent Global Privacy Control: what was accepted before that does not stand against the signal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from .conf import settings
from .declarations.snapshot import GroupRow, declarations

FORMAT = "2"
MAX_LENGTH = 3072
#: A clock may be a little ahead of another; a decision of tomorrow is made up.
LEEWAY = timedelta(hours=1)
#: The name that keeps the time of Global Privacy Control.
GPC = "-"
_RECEIPT = re.compile(r"[-_a-zA-Z0-9]{0,64}", re.ASCII)
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
    #: The random id of the receipt, shown to the visitor.
    receipt: str = ""
    #: Since when every decision was made with Global Privacy Control on; None if the last was not.
    gpc_since: datetime | None = None

    def accepts(self, group: GroupRow, *, gpc: bool = False) -> bool | None:
        """True accepted, False refused, None not decided for the group as it is declared now.

        With ``gpc`` the browser sends Global Privacy Control: a marketing group counts as refused
        unless it was accepted while the signal was on.
        """
        decision = self.decisions.get(group.varname)
        if decision is None or decision.version != group.version:
            return None
        if not decision.holds(timezone.now()):
            return None
        stands = self.gpc_since is not None and decision.at >= self.gpc_since
        return decision.accepted and not (gpc and group.marketing and not stands)

    def decide(
        self,
        groups: Iterable[GroupRow],
        *,
        accepted: bool,
        versions: Mapping[str, int] | None = None,
        gpc: bool = False,
    ) -> Choice:
        """The choice with a new decision on ``groups``; what was decided on others stays.

        ``gpc`` says whether the browser sent Global Privacy Control. ``versions`` are those that
        the visitor was shown, where an older page named others than the declarations do now: nobody
        has agreed to words that they have not seen.
        """
        now = timezone.now().replace(microsecond=0)
        shown = versions or {}
        new = {
            group.varname: Decision(
                accepted, min(shown.get(group.varname, group.version), group.version), now
            )
            for group in groups
        }
        return replace(
            self,
            decisions={**self.decisions, **new},
            gpc_since=(self.gpc_since or now) if gpc else None,
        )

    def only(self, groups: Iterable[GroupRow]) -> Choice:
        """The choice without groups that are no longer asked about, or whose decision is void."""
        kept = [group.varname for group in groups if self.accepts(group) is not None]
        return replace(self, decisions={name: self.decisions[name] for name in kept})

    @property
    def accepted_any(self) -> bool:
        """Whether anything was accepted."""
        return any(decision.accepted for decision in self.decisions.values())

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
    if choice.gpc_since:
        parts.append(f"{GPC}.1.r.{int(choice.gpc_since.timestamp()):010d}")
    return _signer().sign("~".join([FORMAT, choice.receipt, *parts]))


def load(value: str) -> Choice:
    """Read a cookie's value; an empty choice for whatever is malformed, forged or too long."""
    if not value or len(value) > MAX_LENGTH or not value.isascii():
        return Choice()
    try:
        version, receipt, *parts = _signer().unsign(value).split("~")
    except (signing.BadSignature, ValueError):
        return Choice()
    entries = [_ENTRY.fullmatch(part) for part in parts]
    if version != FORMAT or not _RECEIPT.fullmatch(receipt) or not all(entries):
        return Choice()
    decisions = {entry[1]: _decision(entry) for entry in entries if entry}
    signal = decisions.pop(GPC, None)
    now = timezone.now()
    return Choice(
        {name: each for name, each in decisions.items() if each.holds(now)},
        receipt,
        signal.at if signal else None,
    )


def _decision(entry: re.Match[str]) -> Decision:
    at = datetime.fromtimestamp(int(entry[4]), UTC)
    return Decision(accepted=entry[3] == "a", version=int(entry[2]), at=at)


def of_request(request: HttpRequest) -> Choice:
    """The choice that a visitor's browser sends."""
    return load(request.COOKIES.get(settings.CHOICE_COOKIE_NAME, ""))


def sends_gpc(request: HttpRequest) -> bool:
    """Whether the browser sends Global Privacy Control."""
    return request.META.get("HTTP_SEC_GPC") == "1"


def accepted(request: HttpRequest, group: str) -> bool:
    """Whether the visitor has accepted ``group``; for views that store something themselves.

    True for a required group. A response that depends on this must not be shared by a cache.
    """
    declared = declarations().group(group)
    if declared is None:
        return False
    chosen = of_request(request).accepts(declared, gpc=sends_gpc(request))
    return declared.always_on or chosen is True


def store(response: HttpResponseBase, value: str, *, secure: bool) -> None:
    """Set the choice cookie to what :func:`dump` gave. The script reads it: not ``HttpOnly``."""
    response.set_cookie(
        settings.CHOICE_COOKIE_NAME,
        value,
        max_age=timedelta(days=max(settings.ACCEPTANCE_DAYS, settings.REFUSAL_DAYS)),
        domain=settings.CHOICE_COOKIE_DOMAIN,
        secure=secure,
        httponly=False,
        samesite="Lax",
    )
