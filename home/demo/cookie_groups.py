"""What the demo asks its visitors about: statistics of its own, and a film at YouTube."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from cookies.declarations.cookie import CookieText
from cookies.declarations.declare import CookieSpec, ServiceSpec, declare
from cookies.declarations.services import SERVICES, STATISTICS
from cookies.declarations.starter import declare_starter
from cookies.declarations.terms import GoogleConsent, Kind, Unit

from .words import LANGUAGES, Words

FILM = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
PLAYER = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"

SERVICE = "Auxentum"
PURPOSES = {
    "au_visits": Words(
        "Räknar hur många sidor du har läst. Siffran stannar i din webbläsare.",
        "Counts how many pages you have read. The number stays in your browser.",
    ),
    "au_last_page": Words(
        "Kommer ihåg vilken sida du läste senast. Också det stannar i din webbläsare.",
        "Remembers which page you read last. That, too, stays in your browser.",
    ),
}

COUNTER = ServiceSpec(
    SERVICE,
    cookies=(
        CookieSpec("au_visits", PURPOSES["au_visits"].en, (90, Unit.DAYS)),
        CookieSpec(
            "au_last_page",
            PURPOSES["au_last_page"].en,
            (None, Unit.UNTIL_REMOVED),
            Kind.LOCAL_STORAGE,
        ),
    ),
)


def load_cookie_groups() -> None:
    """The stack's own cookies, statistics and video."""
    declare_starter()
    statistics = replace(STATISTICS, services=(COUNTER,), consent_mode=GoogleConsent.NONE)
    is_new = not CookieText.objects.filter(cookie__name__in=PURPOSES).exists()
    declare([statistics, SERVICES["youtube"]])
    if is_new:
        for name, words in PURPOSES.items():
            for language in LANGUAGES:
                CookieText.objects.filter(cookie__name=name, locale__language_code=language).update(
                    purpose=words.in_language(language)
                )


def load_film() -> None:
    """What YouTube would have answered about the film, so that the demo asks nobody."""
    Embed.objects.get_or_create(
        hash=get_embed_hash(FILM),
        defaults={
            "url": FILM,
            "type": "video",
            "title": "Big Buck Bunny",
            "provider_name": "YouTube",
            "html": f'<iframe width="640" height="360" src="{PLAYER}" title="Big Buck Bunny" '
            "allowfullscreen></iframe>",
            "width": 640,
            "height": 360,
            "last_updated": timezone.now(),
        },
    )
