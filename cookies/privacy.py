"""What the cookie declarations hold about people: nothing. For the privacy centre, if installed."""

from cookie_consent.models import Cookie, CookieGroup, LogItem

from privacy_center.sources import nothing_personal

from .models import (
    CookiePolicyPage,
    CookieSettings,
    CookieText,
    DeclaredCookie,
    DeclaredGroup,
    GroupText,
)

for model in (CookieGroup, DeclaredGroup, GroupText, Cookie, DeclaredCookie, CookieText):
    nothing_personal(model, reason="Describes what the site stores in browsers, for everybody.")

nothing_personal(LogItem, reason="Counts choices; no choice is tied to a visitor.")
nothing_personal(CookieSettings, reason="Names the authority for cookies.")
nothing_personal(CookiePolicyPage, reason="A published page; its parent Page is declared as such.")
