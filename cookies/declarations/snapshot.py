"""The declarations as pages read them: plain values in process memory, no query once warm."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language

from ..conf import settings
from .cookie import CookieText, DeclaredCookie
from .countries import country_words
from .group import DeclaredGroup, GroupText
from .terms import Exemption, Kind, Party
from .texts import in_language


@dataclass(frozen=True)
class CookieRow:
    """A declared cookie in one language."""

    name: str
    kind: str
    kind_words: str
    purpose: str
    provider: str
    party_words: str
    country_words: str
    duration: str
    path: str
    domain: str


@dataclass(frozen=True)
class GroupRow:
    """A declared group in one language, with its cookies by name."""

    varname: str
    version: int
    required: bool
    deletable: bool
    title: str
    description: str
    exemption_words: str
    without_it: str
    cookies: tuple[CookieRow, ...]


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


@dataclass
class Memory:
    """What one reading of the database gave, and what was made of it for each language."""

    read_at: float
    groups: list[DeclaredGroup]
    cookies: dict[int, list[DeclaredCookie]]
    declarations: dict[str, Declarations] = field(default_factory=dict)
    banners: dict[str, str] = field(default_factory=dict)


_memory: Memory | None = None


def memory() -> Memory:
    """The latest reading, at most ``SNAPSHOT_SECONDS`` old in this process (3 queries if read)."""
    global _memory
    held = _memory
    if held is None or time.monotonic() - held.read_at >= settings.SNAPSHOT_SECONDS:
        held = _memory = _read()
    return held


def forget(**_signal: object) -> None:
    """Read anew at the next page view; a receiver for the signals of the declarations' models."""
    global _memory
    _memory = None


def declarations(language: str | None = None, held: Memory | None = None) -> Declarations:
    """All declarations in ``language`` (the active one by default), from the latest reading."""
    held = held or memory()
    language = language or get_language() or ""
    if language not in held.declarations:
        held.declarations[language] = _in_language(held, language)
    return held.declarations[language]


def _read() -> Memory:
    started = time.monotonic()
    groups = list(
        DeclaredGroup.objects.order_by("ordering", "varname").prefetch_related("texts__locale")
    )
    cookies: dict[int, list[DeclaredCookie]] = defaultdict(list)
    for cookie in DeclaredCookie.objects.order_by("name").prefetch_related("texts__locale"):
        cookies[cookie.cookiegroup_id].append(cookie)
    return Memory(started, groups, cookies)


def _in_language(held: Memory, language: str) -> Declarations:
    changes = [group.updated_at for group in held.groups]
    changes += [cookie.updated_at for rows in held.cookies.values() for cookie in rows]
    return Declarations(
        groups=tuple(
            _group_row(group, held.cookies.get(group.pk, []), language) for group in held.groups
        ),
        updated_at=max(changes, default=None),
    )


def _group_row(group: DeclaredGroup, cookies: list[DeclaredCookie], language: str) -> GroupRow:
    text = in_language(group.texts.all(), language) or GroupText(title=str(group))
    return GroupRow(
        varname=group.varname,
        version=group.version,
        required=group.is_required,
        deletable=group.is_deletable,
        title=text.title,
        description=text.description,
        exemption_words=str(Exemption(group.exemption).label) if group.exemption else "",
        without_it=text.without_it,
        cookies=tuple(_cookie_row(cookie, language) for cookie in cookies),
    )


def _cookie_row(cookie: DeclaredCookie, language: str) -> CookieRow:
    text = in_language(cookie.texts.all(), language) or CookieText()
    return CookieRow(
        name=cookie.name,
        kind=cookie.kind,
        kind_words=str(Kind(cookie.kind).label),
        purpose=text.purpose,
        provider=cookie.provider,
        party_words=str(Party(cookie.party).label),
        country_words=country_words(cookie.country) if cookie.country else "",
        duration=cookie.duration,
        path=cookie.path,
        domain=cookie.domain,
    )
