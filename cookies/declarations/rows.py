"""The declarations as plain values: what pages, the banner and the scanner read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class CookieRow:
    """A declared cookie in one language. ``seconds`` is None where nothing ends it by a clock."""

    name: str
    kind: str
    kind_words: str
    purpose: str
    provider: str
    party: str
    party_words: str
    country_words: str
    duration: str
    seconds: int | None
    ends_with_session: bool
    path: str
    domain: str

    def covers(self, name: str) -> bool:
        """Whether ``name`` is this one's, ``*`` standing for any part."""
        return fnmatchcase(name, self.name.replace("[", "[[]").replace("?", "[?]"))


@dataclass(frozen=True)
class ServiceRow:
    """A declared service, with the cookies that name it."""

    name: str
    provider: str
    country_words: str
    hosts: tuple[str, ...]
    privacy_url: str
    cookies: tuple[CookieRow, ...]

    def match(self, host: str) -> int:
        """How much of ``host`` the service names: the longest own name it is or lies under."""
        return max(
            (len(own) for own in self.hosts if host == own or host.endswith(f".{own}")), default=0
        )


@dataclass(frozen=True)
class GroupRow:
    """A declared group in one language, with its cookies by name."""

    varname: str
    version: int
    required: bool
    approved: bool
    deletable: bool
    marketing: bool
    consent_mode: str
    title: str
    description: str
    exemption_words: str
    without_it: str
    cookies: tuple[CookieRow, ...]
    services: tuple[ServiceRow, ...]
    own_cookies: tuple[CookieRow, ...]

    @property
    def always_on(self) -> bool:
        """Whether it runs without asking: required, and its exemption is approved."""
        return self.required and self.approved

    @property
    def banner_code(self) -> str:
        """The group as the script reads it: name, version and flags."""
        flags = ("g" if self.marketing else "") + self.consent_mode
        return f"{self.varname}.{self.version}" + (f".{flags}" if flags else "")


@dataclass(frozen=True)
class Declarations:
    """All that a site declares, in one language and in the editors' order."""

    groups: tuple[GroupRow, ...]
    updated_at: datetime | None

    @property
    def optional(self) -> tuple[GroupRow, ...]:
        """The groups that visitors are asked about."""
        return tuple(group for group in self.groups if not group.required)

    @property
    def required(self) -> tuple[GroupRow, ...]:
        """The groups that are always on."""
        return tuple(group for group in self.groups if group.required)

    def group(self, varname: str) -> GroupRow | None:
        """The group that templates call ``varname``, or None."""
        return next((group for group in self.groups if group.varname == varname), None)

    def service_at(self, host: str) -> tuple[GroupRow, ServiceRow] | None:
        """The service that names most of ``host``, with its group; None where none does."""
        found = [
            (service.match(host), group, service)
            for group in self.groups
            for service in group.services
        ]
        length, group, service = max(found, key=lambda each: each[0], default=(0, None, None))
        return (group, service) if length and group and service else None
