"""Correcting what is wrong in a person's data (Art. 16)."""

from .errors import NotYours, WrongWay
from .queries import notes_of, proposals_of
from .verbs import correct, note, propose, withdraw
from .ways import Way, Ways

__all__ = [
    "NotYours",
    "Way",
    "Ways",
    "WrongWay",
    "correct",
    "note",
    "notes_of",
    "proposals_of",
    "propose",
    "withdraw",
]
