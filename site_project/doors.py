"""The doors of Wagtail and Django that would let a person in past the second factor: shut."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send to allauth's sign-in, and from there to where the person was going on this site."""
    target = request.GET.get("next", "")
    address = resolve_url("account_login")
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        address = f"{address}?{urlencode({'next': target})}"
    return HttpResponseRedirect(address)


@never_cache
def to_password_reset(
    request: HttpRequest, uidb64: str = "", token: str = ""
) -> HttpResponseRedirect:
    """Send to allauth's password reset; a token made by another door is left behind."""
    return HttpResponseRedirect(resolve_url("account_reset_password"))


# To stand before Wagtail's admin, and before its pages.
admin_doors = [
    path("login/", to_sign_in),
    path("password_reset/", to_password_reset),
    path("password_reset/done/", to_password_reset),
    path("password_reset/confirm/<uidb64>/<token>/", to_password_reset),
    path("password_reset/complete/", to_password_reset),
]
page_doors = [path("_util/login/", to_sign_in)]
