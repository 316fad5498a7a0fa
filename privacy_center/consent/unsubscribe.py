"""Links in mails that end a consent without signing in (RFC 8058, Art. 7(3))."""

from __future__ import annotations

import json

from ..ledger.sealed import BrokenSeal, decrypt, encrypt

_PURPOSE = "unsubscribe"
_RENEWAL = "renewal"


class BadToken(ValueError):
    """The link was altered, cut, or made under a key that is gone."""


def unsubscribe_token(email: str, slug: str) -> str:
    """The token of one address and one purpose. It never expires, and shows neither.

    Sealed rather than signed: the address must not be readable in the link, its logs or its
    referrers. Letters, digits, hyphen and underscore only.
    """
    return encrypt(json.dumps([email.strip(), slug], separators=(",", ":")), purpose=_PURPOSE)


def read_unsubscribe_token(token: str) -> tuple[str, str]:
    """The address and the purpose of a token. Raises :class:`BadToken`."""
    try:
        email, slug = json.loads(decrypt(token, purpose=_PURPOSE))
    except BrokenSeal:
        raise BadToken("This link cannot be read: the mail program may have cut it.") from None
    return str(email), str(slug)


def renewal_token(email: str, slug: str) -> str:
    """The token of a link by which one address answers anew for one purpose. No other opens it."""
    return encrypt(json.dumps([email.strip(), slug], separators=(",", ":")), purpose=_RENEWAL)


def read_renewal_token(token: str) -> tuple[str, str]:
    """The address and the purpose of such a token. Raises :class:`BadToken`."""
    try:
        email, slug = json.loads(decrypt(token, purpose=_RENEWAL))
    except BrokenSeal:
        raise BadToken("This link cannot be read: the mail program may have cut it.") from None
    return str(email), str(slug)
