"""What developers declare: which records are about people, whose they are, and their fate."""

from .base import Anonymise, Delete, PersonalData
from .finding import others_of, records_now, records_of
from .mentions import holding_address, whose_addresses
from .registry import External, external, nothing_personal, register, registry

__all__ = [
    "Anonymise",
    "Delete",
    "External",
    "PersonalData",
    "external",
    "holding_address",
    "nothing_personal",
    "others_of",
    "records_now",
    "records_of",
    "register",
    "registry",
    "whose_addresses",
]
