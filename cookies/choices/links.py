"""Where a visitor can go from the choices."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale, Site, get_page_models

from ..declarations.texts import speaking
from ..policy.page import CookiePolicyMixin

CHOICES = "cookies:choices"
"""The view of the choices."""


def choices_url(language: str | None = None, **query: str) -> str:
    """The address of the choices, which speaks ``language`` (the active one by default)."""
    return f"{reverse(CHOICES)}?{urlencode({'lang': language or get_language(), **query})}"


def language_urls() -> list[dict[str, str]]:
    """The choices in each language that the site has pages in: ``code``, ``name``, ``url``."""
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": choices_url(code),
        }
        for code in Locale.objects.order_by("pk").values_list("language_code", flat=True)
    ]


def way_back(request: HttpRequest) -> str:
    """The page of this site that the visitor came from, or an empty string."""
    given = request.POST.get("next") or request.GET.get("next") or _referring_page(request)
    safe = url_has_allowed_host_and_scheme(
        given, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return given if given and safe else ""


def _referring_page(request: HttpRequest) -> str:
    referrer = urlsplit(request.headers.get("Referer", ""))
    own = referrer.netloc == request.get_host()
    if request.method != "GET" or not own or referrer.path == request.path:
        return ""
    return referrer._replace(scheme="", netloc="", fragment="").geturl()


def policy_url(request: HttpRequest) -> str:
    """The address of this site's cookie policy in the active language, or an empty string."""
    site = Site.find_for_request(request)
    for model in get_page_models():
        if issubclass(model, CookiePolicyMixin):
            pages = model.objects.live().filter(locale__language_code__in=speaking())
            for page in pages:
                if page.get_site() == site:
                    return page.get_url(request) or ""
    return ""
