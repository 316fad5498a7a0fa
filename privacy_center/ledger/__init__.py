"""Names that outlive the people they stand for: keyed hashes, and text under seal."""

from .pseudonyms import (
    fold_email,
    fold_letters,
    pseudonym,
    pseudonym_of_user,
    pseudonyms_under_every_key,
)
from .sealed import BrokenSeal, decrypt, encrypt

__all__ = [
    "BrokenSeal",
    "decrypt",
    "encrypt",
    "fold_email",
    "fold_letters",
    "pseudonym",
    "pseudonym_of_user",
    "pseudonyms_under_every_key",
]
