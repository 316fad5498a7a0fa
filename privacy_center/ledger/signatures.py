"""Signing what leaves the site, so that the site can tell later that it wrote it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from .keys import keys_for

ALGORITHM = "HMAC-SHA-256"

_PURPOSE = "signatures"


def signed(document: Mapping[str, Any]) -> dict[str, Any]:
    """``document`` with its signature under the present key.

    Raises ValueError for one that has a signature already.
    """
    if "signature" in document:
        raise ValueError("The document is signed already.")
    with_algorithm = {**document, "signature_algorithm": ALGORITHM}
    return {**with_algorithm, "signature": _signatures(with_algorithm)[0]}


def is_ours(document: Mapping[str, Any]) -> bool:
    """Whether this site signed ``document``, under the present key or an earlier one, unaltered."""
    claimed = document.get("signature")
    if not isinstance(claimed, str):
        return False
    rest = {name: value for name, value in document.items() if name != "signature"}
    given = claimed.encode("utf-8", "surrogatepass")
    return any(hmac.compare_digest(made.encode(), given) for made in _signatures(rest))


def _signatures(document: Mapping[str, Any]) -> list[str]:
    """Over the content, not over how it is written: spaces and the order of names do not count."""
    message = json.dumps(document, sort_keys=True, separators=(",", ":")).encode()
    return [hmac.new(key, message, hashlib.sha256).hexdigest() for key in keys_for(_PURPOSE)]
