"""A code by e-mail, for a person whose account has nothing else to prove themselves with."""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, get_random_string

from ..ledger.keys import keys_for
from ..notices import send
from ..subjects import Subject

#: No vowels, so that no code spells a word, and nothing that is mistaken for something else.
_ALPHABET = "BCDFGHJKLMNPQRSTVWXZ23456789"
_LENGTH = 8
_SESSION_KEY = "privacy_center_code"
_LIFETIME = 10 * 60
_HOUR = 60 * 60
_MAILS_AN_HOUR = 5
_TRIES_A_CODE = 5
_TRIES_AN_HOUR = 20


class TooMany(Exception):
    """The person has asked, or guessed, as often as is allowed for now."""


def send_code(request: HttpRequest, subject: Subject, language: str) -> bool:
    """Mail a new code to the person's own address; the one before it is void.

    False where no verified address is known. Raises :class:`TooMany` past five an hour.
    """
    if not subject.emails:
        return False
    _count(request, "mails", _MAILS_AN_HOUR)
    code = get_random_string(_LENGTH, _ALPHABET)
    request.session[_SESSION_KEY] = {"hash": _hash(request, code), "at": time.time(), "tries": 0}
    send(
        "proof_code",
        to=subject.emails[0],
        language=language,
        context={"code": f"{code[:4]}-{code[4:]}", "minutes": _LIFETIME // 60},
    )
    return True


def is_waiting(request: HttpRequest) -> bool:
    """Whether a code that still holds has been sent in this session."""
    return bool(_pending(request))


def check_code(request: HttpRequest, code: str) -> bool:
    """Whether ``code`` is the one that was sent; it holds once, for ten minutes and five tries.

    Raises :class:`TooMany` past twenty tries an hour, whatever the sessions.
    """
    pending = _pending(request)
    if not pending:
        return False
    _count(request, "tries", _TRIES_AN_HOUR)
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    if constant_time_compare(pending["hash"], _hash(request, typed)):
        del request.session[_SESSION_KEY]
        return True
    pending["tries"] += 1
    request.session[_SESSION_KEY] = pending
    if pending["tries"] >= _TRIES_A_CODE:
        del request.session[_SESSION_KEY]
    return False


def _pending(request: HttpRequest) -> dict[str, Any]:
    pending = request.session.get(_SESSION_KEY) or {}
    fresh = pending and time.time() - pending["at"] < _LIFETIME
    return dict(pending) if fresh else {}


def _hash(request: HttpRequest, code: str) -> str:
    """The code as the session keeps it: keyed, and bound to the account."""
    message = f"{request.user.pk}:{code}".encode()
    return hmac.new(keys_for("proof codes")[0], message, hashlib.sha256).hexdigest()


def _count(request: HttpRequest, what: str, most: int) -> None:
    key = f"privacy_center:{what}:{request.user.pk}"
    cache.add(key, 0, _HOUR)
    try:
        used = cache.incr(key)
    except ValueError:  # it expired in between
        cache.set(key, 1, _HOUR)
        used = 1
    if used > most:
        raise TooMany
