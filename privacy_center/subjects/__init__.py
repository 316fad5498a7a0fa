"""Who is asking: a person, known by an account, by verified addresses, or by both."""

from ..ledger.pseudonyms import fold_email
from .accounts import (
    address_page,
    is_account_address,
    is_unconfirmed,
    subject_of_email,
    subject_of_user,
    subjects_of_hashes,
    unproved_addresses,
)
from .subject import Subject

__all__ = [
    "Subject",
    "address_page",
    "fold_email",
    "is_account_address",
    "is_unconfirmed",
    "subject_of_email",
    "subject_of_user",
    "subjects_of_hashes",
    "unproved_addresses",
]
