"""How often one connection may send a public form."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

SENDINGS = 10
SECONDS = 600


def within_limit(request: HttpRequest, form: str) -> bool:
    """Count a sending of ``form``; False from the eleventh within ten minutes.

    The address is kept only as a keyed hash and only in the cache. How it is found behind proxies
    is allauth's setting, the same as for signing in.
    """
    address = str(get_adapter().get_client_ip(request))
    key = f"home:sent:{form}:{salted_hmac('home.limits', address, algorithm='sha256').hexdigest()}"
    cache.add(key, 0, SECONDS)
    try:
        return cache.incr(key) <= SENDINGS
    except ValueError:  # It ran out between the two calls.
        return True
