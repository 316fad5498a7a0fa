"""What developers declare: which records are about people, whose they are, and their fate."""

from .base import Anonymise, Delete, PersonalData
from .finding import others_of, records_of
from .registry import External, external, nothing_personal, register, registry

__all__ = [
    "Anonymise",
    "Delete",
    "External",
    "PersonalData",
    "external",
    "nothing_personal",
    "others_of",
    "records_of",
    "register",
    "registry",
]
