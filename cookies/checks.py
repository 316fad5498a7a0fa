"""System checks: what would make the cookie choices fail, and how to put it right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cookie_consent.models import CookieGroup
from django.conf import settings as django_settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, router
from django.urls import NoReverseMatch, reverse

from .conf import settings
from .declarations.group import DeclaredGroup
from .gating import embeds

CLEANER = "cookie_consent.middleware.CleanCookiesMiddleware"


@register()
def check_settings(**_options: Any) -> list[CheckMessage]:
    """The keys of ``PRIVACY_COOKIES``, and a middleware that reads another cookie."""
    found: list[CheckMessage] = []
    if unknown := settings.unknown():
        found.append(
            Error(
                f"PRIVACY_COOKIES has unknown keys: {', '.join(unknown)}.",
                hint=f"Known are {', '.join(settings.DEFAULTS)}.",
                id="cookies.E001",
            )
        )
    if CLEANER in django_settings.MIDDLEWARE:
        found.append(
            Error(
                f"{CLEANER} deletes cookies that visitors have accepted.",
                hint="Remove it from MIDDLEWARE: it does not know the choice that this app keeps.",
                id="cookies.E002",
            )
        )
    return found


@register(Tags.security, deploy=True)
def check_proxies(**_options: Any) -> list[CheckMessage]:
    """A proxy that the site relies on elsewhere, and that is not declared here."""
    behind_one = django_settings.SECURE_PROXY_SSL_HEADER or django_settings.USE_X_FORWARDED_HOST
    if not behind_one or settings.TRUSTED_PROXY_COUNT:
        return []
    return [
        checks.Warning(
            "The site stands behind a proxy that PRIVACY_COOKIES does not name, so the limit on "
            "the choices of one client cannot tell visitors apart.",
            hint='Set TRUSTED_PROXY_COUNT in PRIVACY_COOKIES, as in {"TRUSTED_PROXY_COUNT": 1}.',
            id="cookies.W004",
        )
    ]


@register()
def check_embeds(**_options: Any) -> list[CheckMessage]:
    """Embedded media must not load before consent on a Wagtail that makes them in another way."""
    if embeds.gated():
        return []
    return [
        Error(
            "Embedded media of this Wagtail are not held back until visitors consent.",
            hint="Use a Wagtail that this version of the app supports.",
            id="cookies.E004",
        )
    ]


@register(Tags.urls)
def check_urls(**_options: Any) -> list[CheckMessage]:
    """The choices need an address."""
    try:
        reverse("cookies:choices")
    except NoReverseMatch:
        return [
            Error(
                "The cookie choices have no address.",
                hint='Add path("cookies/", include("cookies.urls")) to the root URLconf.',
                id="cookies.E003",
            )
        ]
    return []


def _migrated(alias: str) -> bool:
    return DeclaredGroup._meta.db_table in connections[alias].introspection.table_names()


@register(Tags.database)
def check_declarations(
    databases: Sequence[str] | None = None, **_options: Any
) -> list[CheckMessage]:
    """What stands in the database and is not asked about or not explained."""
    alias = router.db_for_read(DeclaredGroup)
    # The first `migrate` runs these checks before there is a table to look into.
    if alias not in (databases or []) or not _migrated(alias):
        return []
    declared = DeclaredGroup.objects.all()
    undeclared = CookieGroup.objects.exclude(pk__in=declared.values("pk"))
    unfounded = declared.filter(is_required=True, exemption="")
    waiting = declared.filter(is_required=True, approved_at=None).exclude(exemption="")
    return [
        *(
            checks.Warning(
                f"The cookie group {name} is not declared, so visitors are not asked about it.",
                hint="Declare it in the admin under Cookies, and delete the old group.",
                id="cookies.W001",
            )
            for name in undeclared.values_list("varname", flat=True)
        ),
        *(
            checks.Warning(
                f"The cookie group {name} is always on without a reason that the law knows.",
                hint="State its exemption in the admin, or let visitors refuse it.",
                id="cookies.W002",
            )
            for name in unfounded.values_list("varname", flat=True)
        ),
        *(
            checks.Warning(
                f"The exemption of the cookie group {name} waits for approval.",
                hint="The privacy officer approves it in the admin, under Cookies, Exemptions. "
                "Until then nothing that waits for the group runs.",
                id="cookies.W003",
            )
            for name in waiting.values_list("varname", flat=True)
        ),
    ]
