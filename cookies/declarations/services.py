"""A library of well-known services, ready to declare: ``declare([SERVICES["youtube"]])``.

Names and durations as the services publish them; the scanner tells what a site's own set-up adds.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from .declare import CookieSpec, GroupSpec, ServiceSpec, Words
from .terms import GoogleConsent, Kind, Party, Unit

STATISTICS = GroupSpec(
    varname="analytics",
    title=_("Statistics"),
    description=_("Shows us which pages are read, so that we can improve them."),
    consent_mode=GoogleConsent.ANALYTICS,
)
VIDEO = GroupSpec(
    varname="video",
    title=_("Video"),
    description=_("Plays films. Whoever shows them learns that you watch."),
)
MAPS = GroupSpec(
    varname="maps",
    title=_("Maps"),
    description=_("Shows maps. Whoever draws them learns that you look."),
)
CHAT = GroupSpec(
    varname="chat",
    title=_("Chat"),
    description=_("Lets you chat with us on the page."),
    consent_mode=GoogleConsent.FUNCTIONAL,
)
MARKETING = GroupSpec(
    varname="marketing",
    title=_("Marketing"),
    description=_("Lets us and others advertise by what you look at here."),
    marketing=True,
    consent_mode=GoogleConsent.ADS,
)

GOOGLE = "Google Ireland Ltd"
GOOGLE_POLICY = "https://policies.google.com/privacy"


def _cookie(
    name: str,
    purpose: Words,
    duration: tuple[int | None, Unit] = (None, Unit.SESSION),
    *,
    domain: str = "",
    kind: Kind = Kind.COOKIE,
) -> CookieSpec:
    """A cookie of a service: the service's own where it names a domain, else of this site."""
    party = Party.THIRD if domain else Party.FIRST
    return CookieSpec(name, purpose, duration, kind, party, domain=domain)


def _in(group: GroupSpec, service: ServiceSpec) -> GroupSpec:
    return replace(group, services=(service,))


VISITOR = _("Tells a returning visitor from a new one.")
VISIT = _("Keeps the pages of one visit together.")
CAMPAIGN = _("Remembers which advertisement or page led here.")
CHOICES = _("Remembers how you want films played.")

SERVICES: dict[str, GroupSpec] = {
    "matomo": _in(
        STATISTICS,
        ServiceSpec(
            "Matomo",
            cookies=(
                _cookie("_pk_id.*", VISITOR, (13, Unit.MONTHS)),
                _cookie("_pk_ses.*", VISIT, (30, Unit.MINUTES)),
                _cookie("_pk_ref.*", CAMPAIGN, (6, Unit.MONTHS)),
            ),
        ),
    ),
    "google-analytics": _in(
        STATISTICS,
        ServiceSpec(
            "Google Analytics",
            GOOGLE,
            "US",
            ("google-analytics.com", "googletagmanager.com", "analytics.google.com"),
            GOOGLE_POLICY,
            (
                _cookie("_ga", VISITOR, (2, Unit.YEARS)),
                _cookie("_ga_*", VISIT, (2, Unit.YEARS)),
                _cookie("_gid", VISITOR, (24, Unit.HOURS)),
            ),
        ),
    ),
    "hotjar": _in(
        STATISTICS,
        ServiceSpec(
            "Hotjar",
            "Hotjar Ltd",
            "MT",
            ("hotjar.com", "hotjar.io"),
            "https://www.hotjar.com/legal/policies/privacy/",
            (
                _cookie("_hjSessionUser_*", VISITOR, (1, Unit.YEARS)),
                _cookie("_hjSession_*", VISIT, (30, Unit.MINUTES)),
            ),
        ),
    ),
    "clarity": _in(
        STATISTICS,
        ServiceSpec(
            "Microsoft Clarity",
            "Microsoft Ireland Operations Ltd",
            "US",
            ("clarity.ms",),
            "https://privacy.microsoft.com/privacystatement",
            (
                _cookie("_clck", VISITOR, (1, Unit.YEARS)),
                _cookie("_clsk", VISIT, (1, Unit.DAYS)),
            ),
        ),
    ),
    "youtube": _in(
        VIDEO,
        ServiceSpec(
            "YouTube",
            GOOGLE,
            "US",
            ("youtube.com", "youtube-nocookie.com", "youtu.be", "ytimg.com"),
            GOOGLE_POLICY,
            (
                _cookie(
                    "VISITOR_INFO1_LIVE",
                    _("Measures your connection and chooses how the film is shown."),
                    (180, Unit.DAYS),
                    domain=".youtube.com",
                ),
                _cookie("YSC", _("Counts how often a film is played."), domain=".youtube.com"),
                _cookie(
                    "yt-remote-device-id",
                    CHOICES,
                    (None, Unit.UNTIL_REMOVED),
                    domain=".youtube.com",
                    kind=Kind.LOCAL_STORAGE,
                ),
            ),
        ),
    ),
    "vimeo": _in(
        VIDEO,
        ServiceSpec(
            "Vimeo",
            "Vimeo.com, Inc.",
            "US",
            ("vimeo.com", "vimeocdn.com"),
            "https://vimeo.com/privacy",
            (
                _cookie("vuid", VISITOR, (2, Unit.YEARS), domain=".vimeo.com"),
                _cookie("player", CHOICES, (1, Unit.YEARS), domain=".vimeo.com"),
            ),
        ),
    ),
    "google-maps": _in(
        MAPS,
        ServiceSpec(
            "Google Maps",
            GOOGLE,
            "US",
            ("maps.google.com", "maps.googleapis.com", "maps.gstatic.com", "google.com"),
            GOOGLE_POLICY,
            (
                _cookie(
                    "NID",
                    _("Remembers your settings at Google, and lets Google tell who you are."),
                    (6, Unit.MONTHS),
                    domain=".google.com",
                ),
            ),
        ),
    ),
    "openstreetmap": _in(
        MAPS,
        ServiceSpec(
            "OpenStreetMap",
            "OpenStreetMap Foundation",
            "GB",
            ("openstreetmap.org",),
            "https://osmfoundation.org/wiki/Privacy_Policy",
            (
                _cookie(
                    "_osm_totp_token",
                    _("Protects the map's server against too many requests."),
                    (1, Unit.HOURS),
                    domain=".openstreetmap.org",
                ),
            ),
        ),
    ),
    "intercom": _in(
        CHAT,
        ServiceSpec(
            "Intercom",
            "Intercom R&D Unlimited Company",
            "US",
            ("intercom.io", "intercomcdn.com"),
            "https://www.intercom.com/legal/privacy",
            (
                _cookie("intercom-id-*", VISITOR, (9, Unit.MONTHS)),
                _cookie("intercom-session-*", _("Keeps a conversation together."), (7, Unit.DAYS)),
            ),
        ),
    ),
    "zendesk": _in(
        CHAT,
        ServiceSpec(
            "Zendesk",
            "Zendesk, Inc.",
            "US",
            ("zendesk.com", "zdassets.com", "zopim.com"),
            "https://www.zendesk.com/company/agreements-and-terms/privacy-notice/",
            (
                _cookie(
                    "__zlcmid",
                    _("Keeps a conversation together."),
                    (1, Unit.YEARS),
                ),
                _cookie(
                    "ZD-*",
                    _("Remembers the state of the chat's window."),
                    (None, Unit.UNTIL_REMOVED),
                    kind=Kind.LOCAL_STORAGE,
                ),
            ),
        ),
    ),
    "google-ads": _in(
        MARKETING,
        ServiceSpec(
            "Google Ads",
            GOOGLE,
            "US",
            ("googleadservices.com", "doubleclick.net", "googlesyndication.com"),
            GOOGLE_POLICY,
            (
                _cookie("_gcl_*", CAMPAIGN, (90, Unit.DAYS)),
                _cookie("IDE", VISITOR, (13, Unit.MONTHS), domain=".doubleclick.net"),
            ),
        ),
    ),
    "meta-pixel": _in(
        MARKETING,
        ServiceSpec(
            "Meta Pixel",
            "Meta Platforms Ireland Ltd",
            "US",
            ("facebook.com", "facebook.net"),
            "https://www.facebook.com/privacy/policy/",
            (
                _cookie("_fbp", VISITOR, (90, Unit.DAYS)),
                _cookie("_fbc", CAMPAIGN, (90, Unit.DAYS)),
                _cookie(
                    "tr",
                    _("Tells Meta which page you looked at."),
                    domain=".facebook.com",
                    kind=Kind.PIXEL,
                ),
            ),
        ),
    ),
    "linkedin": _in(
        MARKETING,
        ServiceSpec(
            "LinkedIn Insight",
            "LinkedIn Ireland Unlimited Company",
            "US",
            ("linkedin.com", "licdn.com"),
            "https://www.linkedin.com/legal/privacy-policy",
            (
                _cookie("li_fat_id", VISITOR, (30, Unit.DAYS)),
                _cookie("bcookie", VISITOR, (1, Unit.YEARS), domain=".linkedin.com"),
            ),
        ),
    ),
}
