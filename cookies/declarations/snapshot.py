"""The declarations as pages read them: plain values in process memory, no query once warm."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.utils.translation import get_language
from wagtail.models import Site

from ..conf import settings
from .cookie import CookieText, DeclaredCookie
from .countries import country_words
from .group import DeclaredGroup, DeclaredService, GroupText
from .rows import CookieRow, Declarations, GroupRow, ServiceRow
from .site import BannerText, CookieSettings
from .terms import Exemption, Kind, Party, Unit
from .texts import in_language, speaking

__all__ = ["CookieRow", "Declarations", "GroupRow", "ServiceRow", "declarations", "memory"]


@dataclass
class Memory:
    """What one reading of the database gave, and what was made of it for each language and site."""

    read_at: float
    groups: list[DeclaredGroup]
    cookies: dict[int, list[DeclaredCookie]]
    sites: list[tuple[int, str, int, bool]]
    settings: dict[int, CookieSettings]
    banner_texts: dict[tuple[int, str], BannerText]
    declarations: dict[tuple[str, int | None], Declarations] = field(default_factory=dict)
    #: Banner versions whose words are known to be stored.
    stored_versions: set[str] = field(default_factory=set)
    #: What the banner makes of it, by language and site.
    banners: dict[tuple[str, int | None], Any] = field(default_factory=dict)

    def banner_text(self, site: int | None, language: str) -> BannerText:
        """A site's own words for its banner in ``language``; empty ones where it has none.

        Words of another language never stand in: the banner has its own in each.
        """
        texts = self.banner_texts
        found = (texts.get((site or 0, code)) for code in speaking(language))
        return next(filter(None, found), BannerText())

    def host_of(self, site: int | None) -> str:
        """The host name of a site; empty where there is none."""
        return next((each[1] for each in self.sites if each[0] == site), "")

    def site_of(self, hostname: str, port: int) -> int | None:
        """The site that Wagtail would serve at this address, without a query."""
        there = [site for site in self.sites if site[1] == hostname]
        found = [site for site in there if site[2] == port] or (there if len(there) == 1 else [])
        found = found or [site for site in self.sites if site[3]]
        return found[0][0] if found else None


#: Between two readings for those who know of a later one.
SECONDS_BETWEEN = 1.0
_memory: Memory | None = None
_reading = Lock()


def memory() -> Memory:
    """The latest reading, at most ``SNAPSHOT_SECONDS`` old in this process."""
    held = _memory
    if held is None or time.monotonic() - held.read_at >= settings.SNAPSHOT_SECONDS:
        return reread()
    return held


def reread() -> Memory:
    """A reading of this moment, which pages show from now on."""
    global _memory
    stored = _memory.stored_versions if _memory else set()
    held = _memory = _read()
    held.stored_versions |= stored
    return held


def later() -> Memory:
    """A reading for whoever knows of a later one; anew at most once a second in this process.

    One thread reads while others wait for it: what any visitor may claim must not cost much.
    """
    with _reading:
        held = _memory
        if held is None or time.monotonic() - held.read_at >= SECONDS_BETWEEN:
            return reread()
        return held


def held() -> Memory | None:
    """The latest reading if there is one, however old; nothing is read for it."""
    return _memory


def forget(**_signal: object) -> None:
    """Read anew at the next page view; a receiver for the signals of the declarations' models."""
    global _memory
    _memory = None


def declarations(
    language: str | None = None, held: Memory | None = None, site: int | None = None
) -> Declarations:
    """All declarations in ``language`` (the active one by default), from the latest reading.

    With the key of a ``site``, in the words that the site has of its own.
    """
    held = held or memory()
    language = language or get_language() or ""
    key = (language, site)
    if key not in held.declarations:
        held.declarations[key] = _in_language(held, language, site)
    return held.declarations[key]


def _read() -> Memory:
    started = time.monotonic()
    groups = list(
        DeclaredGroup.objects.order_by("ordering", "varname").prefetch_related(
            "texts__locale", "services"
        )
    )
    cookies: dict[int, list[DeclaredCookie]] = defaultdict(list)
    for cookie in DeclaredCookie.objects.order_by("name").prefetch_related("texts__locale"):
        cookies[cookie.cookiegroup_id].append(cookie)
    sites = Site.objects.values_list("pk", "hostname", "port", "is_default_site")
    own = {each.site_id: each for each in CookieSettings.objects.all()}
    texts = BannerText.objects.select_related("locale", "settings")
    return Memory(
        started,
        groups,
        cookies,
        list(sites),
        own,
        {(text.settings.site_id, text.locale.language_code): text for text in texts},
    )


def _in_language(held: Memory, language: str, site: int | None) -> Declarations:
    changes = [group.updated_at for group in held.groups]
    changes += [cookie.updated_at for rows in held.cookies.values() for cookie in rows]
    return Declarations(
        groups=tuple(
            _group_row(group, held.cookies.get(group.pk, []), language, site)
            for group in held.groups
        ),
        updated_at=max(changes, default=None),
    )


def _group_row(
    group: DeclaredGroup, cookies: list[DeclaredCookie], language: str, site: int | None
) -> GroupRow:
    text = in_language(group.texts.all(), language, site) or GroupText(title=str(group))
    services = {service.pk: service for service in group.services.all()}
    rows = [
        (cookie.service_id, _cookie_row(cookie, services, language, site)) for cookie in cookies
    ]
    return GroupRow(
        varname=group.varname,
        version=group.version,
        required=group.is_required,
        approved=group.approved_at is not None,
        deletable=group.is_deletable,
        marketing=group.marketing and not group.is_required,
        consent_mode=group.consent_mode,
        title=text.title,
        description=text.description,
        exemption_words=str(Exemption(group.exemption).label) if group.exemption else "",
        without_it=text.without_it,
        cookies=tuple(row for _service, row in rows),
        services=tuple(
            _service_row(service, [row for of, row in rows if of == service.pk])
            for service in services.values()
        ),
        own_cookies=tuple(row for of, row in rows if of not in services),
    )


def _service_row(service: DeclaredService, cookies: list[CookieRow]) -> ServiceRow:
    return ServiceRow(
        name=service.name,
        provider=service.provider,
        country_words=country_words(service.country) if service.country else "",
        hosts=tuple(service.host_names),
        privacy_url=service.privacy_url,
        cookies=tuple(cookies),
    )


def _cookie_row(
    cookie: DeclaredCookie,
    services: dict[int, DeclaredService],
    language: str,
    site: int | None,
) -> CookieRow:
    text = in_language(cookie.texts.all(), language, site) or CookieText()
    service = services.get(cookie.service_id or 0, DeclaredService())
    country = cookie.country or service.country
    return CookieRow(
        name=cookie.name,
        kind=cookie.kind,
        kind_words=str(Kind(cookie.kind).label),
        purpose=text.purpose,
        provider=cookie.provider or service.provider or service.name,
        party=cookie.party,
        party_words=str(Party(cookie.party).label),
        country_words=country_words(country) if country else "",
        duration=cookie.duration,
        seconds=cookie.seconds,
        ends_with_session=cookie.duration_unit == Unit.SESSION,
        path=cookie.path,
        domain=cookie.domain,
    )
