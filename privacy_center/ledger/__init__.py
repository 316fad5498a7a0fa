"""Names that outlive the people they stand for: keyed hashes, and text under seal.

Beside them the ledger outside the database: ``noting`` writes it, ``lines`` reads it.
"""

from .pseudonyms import (
    fold_email,
    fold_letters,
    fold_text,
    pseudonym,
    pseudonym_of_user,
    pseudonyms_of_user_under_every_key,
    pseudonyms_under_every_key,
    written_forms,
)
from .sealed import BrokenSeal, decrypt, encrypt
from .signatures import is_ours, signed

__all__ = [
    "BrokenSeal",
    "decrypt",
    "encrypt",
    "fold_email",
    "fold_letters",
    "fold_text",
    "is_ours",
    "pseudonym",
    "pseudonym_of_user",
    "pseudonyms_of_user_under_every_key",
    "pseudonyms_under_every_key",
    "signed",
    "written_forms",
]
