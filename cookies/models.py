"""The app's models, gathered from the packages that own them."""

from .declarations.cookie import CookieText, DeclaredCookie
from .declarations.group import DeclaredGroup, GroupText
from .declarations.site import CookieSettings
from .policy.page import CookiePolicyMixin, CookiePolicyPage

__all__ = [
    "CookiePolicyMixin",
    "CookiePolicyPage",
    "CookieSettings",
    "CookieText",
    "DeclaredCookie",
    "DeclaredGroup",
    "GroupText",
]
