"""The consent ledger: who said yes to what, shown which words, and who took it back."""

from .detaching import PROOF_ACTIVITY, Detached, detach
from .marketing import (
    Stopped,
    allow_marketing_again,
    direct_marketing_slugs,
    may_market_to,
    object_to_marketing,
    objected_since,
    objections_of,
    stop_all_marketing,
)
from .queries import Choice, ConsentState, consent_history, consents_of, events_of, has_consent
from .renewal import ask_again
from .unsubscribe import (
    BadToken,
    read_renewal_token,
    read_unsubscribe_token,
    renewal_token,
    unsubscribe_token,
)
from .verbs import give, standing_slugs, withdraw
from .wordings import wording_for

__all__ = [
    "PROOF_ACTIVITY",
    "BadToken",
    "Choice",
    "ConsentState",
    "Detached",
    "Stopped",
    "allow_marketing_again",
    "ask_again",
    "consent_history",
    "consents_of",
    "detach",
    "direct_marketing_slugs",
    "events_of",
    "give",
    "has_consent",
    "may_market_to",
    "object_to_marketing",
    "objected_since",
    "objections_of",
    "read_renewal_token",
    "read_unsubscribe_token",
    "renewal_token",
    "standing_slugs",
    "stop_all_marketing",
    "unsubscribe_token",
    "withdraw",
    "wording_for",
]
