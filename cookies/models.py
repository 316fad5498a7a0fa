"""The app's models, gathered from the packages that own them."""

from .declarations.cookie import CookieText, DeclaredCookie
from .declarations.group import DeclaredGroup, DeclaredService, GroupText
from .declarations.site import BannerText, CookieSettings
from .policy.page import CookiePolicyMixin, CookiePolicyPage
from .receipts.models import BannerVersion, ConsentReceipt
from .scanner.models import ScanRun

__all__ = [
    "BannerText",
    "BannerVersion",
    "ConsentReceipt",
    "CookiePolicyMixin",
    "CookiePolicyPage",
    "CookieSettings",
    "CookieText",
    "DeclaredCookie",
    "DeclaredGroup",
    "DeclaredService",
    "GroupText",
    "ScanRun",
]
