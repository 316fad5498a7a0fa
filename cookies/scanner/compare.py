"""What was seen against what is declared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..declarations.rows import CookieRow, Declarations, GroupRow
from ..declarations.services import SERVICES
from ..declarations.terms import Kind
from .seen import Fetched, Phase, Seen, Stored

#: A clock may differ a little, and a long age is rounded.
LEEWAY = 0.01
REQUEST = "request"
PAGE = "page"


class Problem(TextChoices):
    """What is wrong with something that was seen, or could not be."""

    UNDECLARED = "undeclared", _("Not declared")
    EARLY = "early", _("Without consent")
    OUTLIVED = "outlived", _("Stays too long")
    LEFT = "left behind", _("Left behind")
    UNSEEN = "not seen", _("Could not be looked at")


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold."""

    problem: Problem
    kind: str
    name: str
    host: str
    page: str
    phase: str
    group: str
    #: What to declare, where nothing is: a pattern of names, and a service that is known to set it.
    pattern: str = ""
    service: str = ""
    detail: str = ""
    #: How long a cookie stays.
    seconds: int | None = None

    def __str__(self) -> str:
        what = f"{self.problem}: {self.kind} {self.name}"
        return f"{what} ({self.host}) on {self.page}, {self.phase}{self._more}"

    @property
    def _more(self) -> str:
        parts = [
            f" {self.group}" if self.group else "",
            f"; {self.detail}" if self.detail else "",
            f"; declare {self.pattern}" if self.pattern else "",
            f", known as {self.service}" if self.service else "",
        ]
        return "".join(parts)

    def as_dict(self) -> dict[str, str]:
        """The finding for JSON."""
        return {key: "" if value is None else str(value) for key, value in asdict(self).items()}


def compare(declared: Declarations, own_host: str, seen: list[Seen]) -> list[Finding]:
    """Everything that does not hold, each once, in the order in which it was seen."""
    found: dict[tuple[str, ...], Finding] = {}
    for visit in seen:
        for stored in sorted(visit.stored, key=lambda each: (each.kind, each.name, each.host)):
            for finding in _stored(declared, own_host, visit, stored):
                found.setdefault(_key(finding), finding)
        for fetched in sorted(visit.fetched, key=lambda each: each.address):
            for finding in _fetched(declared, visit, fetched):
                found.setdefault(_key(finding), finding)
        for path, reason in visit.unseen.items():
            unseen = Finding(
                Problem.UNSEEN, PAGE, path, own_host, path, visit.phase, visit.group, detail=reason
            )
            found.setdefault(_key(unseen), unseen)
    return list(found.values())


def _key(finding: Finding) -> tuple[str, ...]:
    return (finding.problem, finding.kind, finding.name, finding.host)


def _declaration(
    declared: Declarations, own_host: str, stored: Stored
) -> tuple[GroupRow, CookieRow] | None:
    """The narrowest declaration of what was stored: an exact name before a pattern."""
    matching = [
        (group, cookie)
        for group in declared.groups
        for cookie in group.cookies
        if cookie.kind == stored.kind
        and cookie.covers(stored.name)
        and _same_place(cookie, stored.host, own_host)
    ]
    return min(matching, key=lambda each: each[1].name.count("*"), default=None)


def is_own(host: str, own_host: str) -> bool:
    """Whether a site at ``own_host`` can set, and remove, what is stored for ``host``."""
    return host == own_host or own_host.endswith(f".{host}")


def _same_place(cookie: CookieRow, host: str, own_host: str) -> bool:
    domain = cookie.domain.lstrip(".").lower()
    if not domain:
        return is_own(host, own_host)
    return host == domain or host.endswith(f".{domain}")


def _allowed(group: GroupRow, visit: Seen) -> bool:
    return group.always_on or (visit.phase == Phase.ACCEPTED and group.varname == visit.group)


def _stored(
    declared: Declarations, own_host: str, visit: Seen, stored: Stored
) -> Iterator[Finding]:
    def finding(problem: Problem, group: str = visit.group, **more: str) -> Finding:
        return Finding(
            problem,
            stored.kind,
            stored.name,
            stored.host,
            stored.page,
            visit.phase,
            group,
            seconds=stored.seconds,
            **more,
        )

    known = _declaration(declared, own_host, stored)
    if visit.phase == Phase.WITHDRAWN:
        # What somebody else stores, only they can remove.
        if is_own(stored.host, own_host) and not (known and known[0].always_on):
            yield finding(Problem.LEFT)
        return
    if known is None:
        yield finding(
            Problem.UNDECLARED, pattern=pattern_of(stored.name), service=_known_as(stored.name)
        )
        if visit.phase != Phase.ACCEPTED:
            yield finding(Problem.EARLY)
        return
    group, cookie = known
    if not _allowed(group, visit):
        yield finding(Problem.EARLY, group=group.varname)
    if _outlives(stored, cookie):
        days = round((stored.seconds or 0) / 86_400, 1)
        yield finding(
            Problem.OUTLIVED,
            group=group.varname,
            detail=gettext("stays %(days)s days, declared: %(duration)s")
            % {"days": days, "duration": cookie.duration},
        )


def _outlives(stored: Stored, cookie: CookieRow) -> bool:
    if stored.kind != Kind.COOKIE or stored.seconds is None or cookie.seconds is None:
        # A session's cookie that has an age outlives every session; what stays until it is
        # removed cannot be outlived.
        is_session = stored.kind == Kind.COOKIE and cookie.ends_with_session
        return is_session and stored.seconds is not None
    return stored.seconds > cookie.seconds * (1 + LEEWAY) + 60


def _fetched(declared: Declarations, visit: Seen, fetched: Fetched) -> Iterator[Finding]:
    kind = Kind.PIXEL if fetched.is_image else REQUEST
    known = _group_at(declared, fetched.host)
    if known is None or not _allowed(known, visit):
        problem = Problem.EARLY if known or visit.phase != Phase.ACCEPTED else Problem.UNDECLARED
        yield Finding(
            problem,
            kind,
            fetched.address,
            fetched.host,
            fetched.page,
            visit.phase,
            known.varname if known else visit.group,
        )
    if known is None and visit.phase != Phase.ACCEPTED:
        yield Finding(
            Problem.UNDECLARED,
            kind,
            fetched.address,
            fetched.host,
            fetched.page,
            visit.phase,
            "",
            service=_known_at(fetched.host),
        )


def _group_at(declared: Declarations, host: str) -> GroupRow | None:
    """The group that a host belongs to: by a service, else by a cookie's domain."""
    if known := declared.service_at(host):
        return known[0]
    for group in declared.groups:
        for cookie in group.cookies:
            domain = cookie.domain.lstrip(".").lower()
            if domain and (host == domain or host.endswith(f".{domain}")):
                return group
    return None


def pattern_of(name: str) -> str:
    """A name with its changing part replaced by ``*``: ``_ga_X1Y2Z3`` becomes ``_ga_*``."""
    parts = re.split(r"([._-])", name)
    changed = ["*" if _random(part) else part for part in parts]
    return re.sub(r"\*([._-]\*)+", "*", "".join(changed)) if "*" in changed[1:] else name


def _random(part: str) -> bool:
    has_digit = any(letter.isdigit() for letter in part)
    return part.isdigit() or (has_digit and len(part) >= 4)


def _known_as(name: str) -> str:
    for group in SERVICES.values():
        for service in group.services:
            for cookie in service.cookies:
                if re.fullmatch(re.escape(cookie.name).replace(r"\*", ".*"), name):
                    return service.name
    return ""


def _known_at(host: str) -> str:
    for group in SERVICES.values():
        for service in group.services:
            if any(host == own or host.endswith(f".{own}") for own in service.hosts):
                return service.name
    return ""
