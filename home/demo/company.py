"""The company behind the site, and the authorities above it."""

from __future__ import annotations

from wagtail.models import Locale, Site

from cookies.models import CookieSettings
from privacy_center.activities.models import Controller, ControllerText

from .cookie_groups import load_cookie_groups
from .words import Words

SECURITY = Words(
    "Trafiken krypteras med TLS. Personalen loggar in med starka lösenord och "
    "tvåfaktorsinloggning, och var och en ser bara det som arbetet kräver. Personnummer lagras "
    "krypterade.",
    "Traffic is encrypted by TLS. Staff sign in with strong passwords and two-factor "
    "authentication, and each sees only what the work demands. Personal identity numbers are "
    "stored encrypted.",
)


def load_company(site: Site, locales: dict[str, Locale]) -> None:
    """The controller, both authorities and the cookies that the site itself sets."""
    controller, made = Controller.objects.get_or_create(
        site=site,
        defaults={
            "name": "Auxentum",
            "organisation_number": "556660-6694",
            "website": "www.auxentum.se",
            "contact_email": "kontakt@auxentum.se",
            "reply_promise_hours": 24,
            "authority_name": "Integritetsskyddsmyndigheten (IMY)",
            "authority_address": "Box 8114, 104 20 Stockholm",
            "authority_url": "https://www.imy.se",
            "authority_email": "imy@imy.se",
        },
    )
    if made:
        for language, locale in locales.items():
            ControllerText.objects.create(
                controller=controller,
                locale=locale,
                security_measures=SECURITY.in_language(language),
            )
    CookieSettings.objects.get_or_create(
        site=site,
        defaults={
            "authority_name": "Post- och telestyrelsen (PTS)",
            "authority_url": "https://www.pts.se",
        },
    )
    load_cookie_groups()
