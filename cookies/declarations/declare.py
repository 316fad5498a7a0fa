"""Declaring from code: what a site, a demo or a test writes at once, in every language it speaks.

Both verbs are idempotent and never overwrite what an editor has written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.functional import Promise
from wagtail.models import Locale

from .cookie import CookieText, DeclaredCookie
from .group import DeclaredGroup, DeclaredService, GroupText
from .terms import Exemption, GoogleConsent, Kind, Party, Unit
from .texts import speaking

Words = str | Promise


@dataclass(frozen=True)
class CookieSpec:
    """A cookie to declare. ``purpose`` is translatable; ``duration`` a number and its unit."""

    name: str
    purpose: Words
    duration: tuple[int | None, Unit] = (None, Unit.SESSION)
    kind: Kind = Kind.COOKIE
    party: Party = Party.FIRST
    provider: str = ""
    country: str = ""
    domain: str = ""


@dataclass(frozen=True)
class ServiceSpec:
    """A service to declare, with its cookies and the hosts that it comes from."""

    name: str
    provider: str = ""
    country: str = ""
    hosts: tuple[str, ...] = ()
    privacy_url: str = ""
    cookies: tuple[CookieSpec, ...] = ()


@dataclass(frozen=True)
class GroupSpec:
    """A group to declare, with its services and cookies; required when it names an exemption.

    ``approved`` is for an exemption that needs no privacy officer's eye: what the stack itself
    must store.
    """

    varname: str
    title: Words
    description: Words
    cookies: tuple[CookieSpec, ...] = ()
    exemption: Exemption = Exemption.NONE
    without_it: Words = ""
    services: tuple[ServiceSpec, ...] = ()
    marketing: bool = False
    consent_mode: GoogleConsent = GoogleConsent.NONE
    approved: bool = False


@transaction.atomic
def declare(specs: Iterable[GroupSpec]) -> list[DeclaredGroup]:
    """Declare groups and their cookies; add the texts that a language lacks, change no other."""
    return [_declare_group(spec) for spec in specs]


def _declare_group(spec: GroupSpec) -> DeclaredGroup:
    group = DeclaredGroup.objects.filter(varname=spec.varname).first()
    is_new = group is None
    if group is None:
        last = DeclaredGroup.objects.order_by("-ordering").first()
        group = DeclaredGroup.objects.create(
            varname=spec.varname,
            name=str(spec.title),
            description=str(spec.description),
            is_required=bool(spec.exemption),
            is_deletable=not spec.exemption,
            exemption=spec.exemption,
            marketing=spec.marketing,
            consent_mode=spec.consent_mode,
            ordering=last.ordering + 1 if last else 0,
        )
    for locale in _missing(GroupText.objects.filter(group=group)):
        with translation.override(locale.language_code):
            GroupText.objects.create(
                group=group,
                locale=locale,
                title=str(spec.title),
                description=str(spec.description),
                without_it=str(spec.without_it),
            )
    for cookie in spec.cookies:
        _declare_cookie(group, cookie)
    for service in spec.services:
        _declare_service(group, service)
    if is_new and spec.approved:
        DeclaredGroup.objects.filter(pk=group.pk).update(approved_at=timezone.now())
    group.refresh_from_db()
    return group


def _declare_service(group: DeclaredGroup, spec: ServiceSpec) -> None:
    service, _made = DeclaredService.objects.get_or_create(
        group=group,
        name=spec.name,
        defaults={
            "provider": spec.provider,
            "country": spec.country,
            "hosts": "\n".join(spec.hosts),
            "privacy_url": spec.privacy_url,
        },
    )
    for cookie in spec.cookies:
        _declare_cookie(group, cookie, service)


def _declare_cookie(
    group: DeclaredGroup, spec: CookieSpec, service: DeclaredService | None = None
) -> None:
    cookie = DeclaredCookie.objects.filter(name=spec.name, domain=spec.domain).first()
    if cookie is None:
        value, unit = spec.duration
        cookie = DeclaredCookie.objects.create(
            cookiegroup=group,
            service=service,
            name=spec.name,
            domain=spec.domain,
            description=str(spec.purpose),
            kind=spec.kind,
            party=spec.party,
            provider=spec.provider,
            country=spec.country,
            duration_value=value,
            duration_unit=unit,
        )
    for locale in _missing(CookieText.objects.filter(cookie=cookie)):
        with translation.override(locale.language_code):
            CookieText.objects.create(cookie=cookie, locale=locale, purpose=str(spec.purpose))


def _missing(texts: QuerySet[Any]) -> Iterable[Locale]:
    """The site's languages that ``texts`` lack, the first language first."""
    have = set(texts.values_list("locale", flat=True))
    locales = [locale for locale in Locale.objects.order_by("pk") if locale.pk not in have]
    first = speaking(settings.LANGUAGE_CODE)
    return sorted(locales, key=lambda locale: locale.language_code not in first)
