"""The records of processing activities, for the authority that asks for them (Art. 30)."""

from .files import FORMATS, RecordsFile, records_file
from .register import SCHEMA, Register

__all__ = ["FORMATS", "SCHEMA", "RecordsFile", "Register", "records_file"]
