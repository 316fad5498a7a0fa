"""Asking a person who is signed in to prove once more that it is them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.module_loading import import_string

_SESSION_KEY = "privacy_center_proved"
_SECONDS = 300


def recently_proved(request: HttpRequest) -> bool:
    """Whether the person has proved themselves just now, by what their account offers.

    By password, passkey or second factor through allauth. For an account that has none of these
    allauth asks for nothing, and only an e-mailed code noted by :func:`note_proof` counts.
    """
    if ways_to_prove(request):
        return not _allauth_asks(request)
    noted = request.session.get(_SESSION_KEY, {})
    return noted.get("user") == str(request.user.pk) and time.time() - noted["at"] < _seconds()


def prove_url(request: HttpRequest, back: str) -> str:
    """Where the person proves themselves and comes ``back`` from by GET; empty: by e-mailed code.

    Only an address: nothing that was posted is kept to be carried out afterwards.
    """
    ways = ways_to_prove(request)
    return f"{ways[0]['url']}?{urlencode({'next': back})}" if ways else ""


def ways_to_prove(request: HttpRequest) -> list[dict[str, Any]]:
    """What allauth offers this account, its own preference first."""
    if not apps.is_installed("allauth.account"):
        return []
    adapter = import_string("allauth.account.adapter.get_adapter")()
    return list(adapter.get_reauthentication_methods(request.user))


def note_proof(request: HttpRequest) -> None:
    """Remember in the session that the person has given the code that was mailed to them."""
    request.session[_SESSION_KEY] = {"user": str(request.user.pk), "at": time.time()}


def _allauth_asks(request: HttpRequest) -> bool:
    required: Callable[..., Any] = import_string(
        "allauth.account.decorators.reauthentication_required"
    )
    asked: type[Exception] = import_string("allauth.core.exceptions.ReauthenticationRequired")
    try:
        required(lambda _request: None)(request)
    except asked:
        return True
    return False


def _seconds() -> int:
    return int(getattr(settings, "ACCOUNT_REAUTHENTICATION_TIMEOUT", _SECONDS))
