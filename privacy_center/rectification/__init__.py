"""Correcting what is wrong in a person's data (Art. 16)."""

from .copies import Copy, copies_of
from .deciding import CannotDecide, Difference, accept, refuse
from .errors import NotYours, WrongWay
from .queries import notes_of, proposals_of
from .telling import mark_told, notices_waiting
from .verbs import correct, note, propose, withdraw
from .ways import Way, Ways

__all__ = [
    "CannotDecide",
    "Copy",
    "Difference",
    "NotYours",
    "Way",
    "Ways",
    "WrongWay",
    "accept",
    "copies_of",
    "correct",
    "mark_told",
    "note",
    "notes_of",
    "notices_waiting",
    "proposals_of",
    "propose",
    "refuse",
    "withdraw",
]
