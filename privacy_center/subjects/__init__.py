"""Who is asking: a person, known by an account, by verified addresses, or by both."""

from ..ledger.pseudonyms import fold_email
from .accounts import subject_of_email, subject_of_user, subjects_of_hashes
from .subject import Subject

__all__ = [
    "Subject",
    "fold_email",
    "subject_of_email",
    "subject_of_user",
    "subjects_of_hashes",
]
