"""What the cookie choices hold about people: nothing. For the privacy centre, if installed.

A receipt names nobody, and yet it is kept for no longer than the processing records say: for the
period of ``consent-proof``, like every proof of a consent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cookie_consent.models import Cookie, CookieGroup, LogItem
from django.db.models import QuerySet

from privacy_center.sources import PersonalData, nothing_personal, register

from .models import (
    BannerText,
    BannerVersion,
    ConsentReceipt,
    CookiePolicyPage,
    CookieSettings,
    CookieText,
    DeclaredCookie,
    DeclaredGroup,
    DeclaredService,
    GroupText,
    ScanRun,
)

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(ConsentReceipt)
class ConsentReceiptData(PersonalData):
    """Choices of visitors whom nobody can name: found by date alone."""

    activity = "consent-proof"
    retained_from = "decided_at"
    not_identifying = (
        "receipt",
        "decided_at",
        "way",
        "accepted",
        "refused",
        "gpc",
        "language",
        "host",
        "banner",
    )

    def find(self, subject: Subject) -> QuerySet[Any]:
        """Nothing: no receipt leads to a person, and no person to a receipt."""
        return self.rows().none()

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Nobody."""
        return ()


for model in (
    CookieGroup,
    DeclaredGroup,
    GroupText,
    DeclaredService,
    Cookie,
    DeclaredCookie,
    CookieText,
):
    nothing_personal(model, reason="Describes what the site stores in browsers, for everybody.")

nothing_personal(LogItem, reason="Counts choices; no choice is tied to a visitor.")
nothing_personal(CookieSettings, reason="The look of the banner, and the authority for cookies.")
nothing_personal(BannerText, reason="The words of the banner, the same for everybody.")
nothing_personal(CookiePolicyPage, reason="A published page; its parent Page is declared as such.")
nothing_personal(BannerVersion, reason="A banner as it was shown, the same for everybody.")
nothing_personal(ScanRun, reason="What a browser with nobody behind it saw on the site.")
