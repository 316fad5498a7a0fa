"""Who is asking: a person, known by an account, by verified addresses, or by both."""

from .accounts import subject_of_email, subject_of_user
from .subject import Subject, fold_email

__all__ = ["Subject", "fold_email", "subject_of_email", "subject_of_user"]
