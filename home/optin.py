"""Double opt-in: nothing is stored until the mailbox itself has said yes.

What somebody typed travels in the mailed link, sealed, so that an address nobody confirmed is
never kept, and neither the link nor a log of it can be read.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from django.utils import timezone

from privacy_center.ledger import BrokenSeal, decrypt, encrypt

PURPOSE = "home.optin"
#: How long a mailed link may be used.
VALID = dt.timedelta(days=3)


class BadLink(ValueError):
    """The link was altered or cut, belongs to another page, or is too old."""


@dataclass(frozen=True)
class SignUp:
    """What somebody typed and was shown. ``wording`` and ``page`` are primary keys."""

    email: str
    name: str
    language: str
    wording: int
    page: int
    asked_at: str

    @property
    def asked(self) -> dt.datetime:
        """When the form was sent."""
        return dt.datetime.fromisoformat(self.asked_at)


def seal(*, email: str, name: str, language: str, wording: int, page: int) -> str:
    """The sealed sign-up as a token for a link."""
    now = timezone.now().isoformat(timespec="seconds")
    sign_up = SignUp(email, name, language, wording, page, now)
    return encrypt(json.dumps(asdict(sign_up)), purpose=PURPOSE)


def unseal(token: str, *, page: int) -> SignUp:
    """The sign-up behind ``token``, if it is for this page and still valid; else ``BadLink``."""
    try:
        sign_up = SignUp(**json.loads(decrypt(token, purpose=PURPOSE)))
    except (BrokenSeal, TypeError, ValueError):
        raise BadLink("The link cannot be read.") from None
    if sign_up.page != page or timezone.now() - sign_up.asked > VALID:
        raise BadLink("The link is too old, or for another page.")
    return sign_up
