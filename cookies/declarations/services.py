"""Well-known services, ready to declare: ``declare([SERVICES["video"]])``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .declare import CookieSpec, GroupSpec
from .terms import Kind, Party, Unit

STATISTICS = GroupSpec(
    varname="analytics",
    title=_("Statistics"),
    description=_("Tells us which pages are read, so that we can make them better. No names."),
    cookies=(
        CookieSpec(
            name="_pk_id.*",
            purpose=_("Tells a returning visitor from a new one (Matomo, on our own server)."),
            duration=(13, Unit.MONTHS),
        ),
        CookieSpec(
            name="_pk_ses.*",
            purpose=_("Keeps the pages of one visit together (Matomo, on our own server)."),
            duration=(30, Unit.MINUTES),
        ),
    ),
)

VIDEO = GroupSpec(
    varname="video",
    title=_("Video"),
    description=_("Plays films from YouTube on our pages. YouTube then learns that you watch."),
    cookies=(
        CookieSpec(
            name="VISITOR_INFO1_LIVE",
            purpose=_("Measures your connection and chooses how the film is shown."),
            duration=(180, Unit.DAYS),
            party=Party.THIRD,
            provider="Google Ireland Ltd",
            country="US",
            domain=".youtube.com",
        ),
        CookieSpec(
            name="YSC",
            purpose=_("Counts how often a film is played."),
            party=Party.THIRD,
            provider="Google Ireland Ltd",
            country="US",
            domain=".youtube.com",
        ),
        CookieSpec(
            name="yt-remote-device-id",
            purpose=_("Remembers how you want films played."),
            duration=(None, Unit.UNTIL_REMOVED),
            kind=Kind.LOCAL_STORAGE,
            party=Party.THIRD,
            provider="Google Ireland Ltd",
            country="US",
            domain=".youtube.com",
        ),
    ),
)

SERVICES: dict[str, GroupSpec] = {"analytics": STATISTICS, "video": VIDEO}
