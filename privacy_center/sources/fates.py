"""What a source asks for when a record must go."""

from __future__ import annotations

from typing import Any


class Delete:
    """The row goes."""

    def __repr__(self) -> str:
        return "Delete()"


class Anonymise:
    """The row stays and stops being about anybody.

    Named arguments say what a field is set to (a value, or a callable without arguments that is
    asked for each row); every other identifying field is blanked in the way its type allows.
    """

    def __init__(self, **values: Any) -> None:
        self.values = values

    def __repr__(self) -> str:
        return f"Anonymise({', '.join(sorted(self.values))})"
