"""The company behind the site, and the authorities above it."""

from __future__ import annotations

from wagtail.models import Site

from cookies.declarations.starter import declare_starter
from cookies.models import CookieSettings
from privacy_center.activities.models import Controller

SECURITY = (
    "Trafiken krypteras med TLS. Personalen loggar in med starka lösenord och "
    "tvåfaktorsinloggning. Personnummer lagras krypterade.\n"
    "Traffic is encrypted by TLS. Staff sign in with strong passwords and two-factor "
    "authentication. Personal identity numbers are stored encrypted."
)


def load_company(site: Site) -> None:
    """The controller, both authorities and the cookies that the site itself sets."""
    Controller.objects.get_or_create(
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
            "security_measures": SECURITY,
        },
    )
    CookieSettings.objects.get_or_create(
        site=site,
        defaults={
            "authority_name": "Post- och telestyrelsen (PTS)",
            "authority_url": "https://www.pts.se",
        },
    )
    declare_starter()
