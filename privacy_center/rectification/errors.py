"""What may be wrong with a correction, beside the value itself."""

from __future__ import annotations

from .ways import Way


class NotYours(LookupError):
    """The record is somebody else's, or is not there: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("There is no such record of this person.")


class WrongWay(ValueError):
    """A field cannot be corrected in this way. ``way`` is the one that it can be corrected in."""

    def __init__(self, field: str, way: Way) -> None:
        super().__init__(f"{field} cannot be corrected so; the way is: {way.value or 'none'}.")
        self.field = field
        self.way = way
