"""What a place for the ledger can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar


class LedgerUnavailable(Exception):
    """The ledger could not be written or read, so the deed is not done. Says why, and no more."""


class OddAddress(ValueError):
    """The address of the ledger is not understood; the message says what to write."""


class LedgerBackend:
    """A place where lines of text are appended, one after the other, and read again in order.

    Subclass it for a place of your own and name it in ``LEDGER_BACKENDS``. A backend knows nothing
    of what the lines mean.
    """

    #: Whether it keeps anything at all.
    keeps: ClassVar[bool] = True
    #: Whether what is written outlives the loss of the database.
    durable: ClassVar[bool] = False

    def __init__(self, url: str) -> None:
        self.url = url

    def append(self, line_after: Callable[[str], str]) -> None:
        """Append the line that ``line_after`` makes of the last whole one (empty without any).

        One writer at a time; on return the line is where a crash leaves it. Raises
        :class:`LedgerUnavailable` where it is not.
        """
        raise NotImplementedError

    def lines(self) -> Iterator[str]:
        """Every line from the first, torn ones too, without the line's end.

        Raises :class:`LedgerUnavailable` where it cannot be read.
        """
        raise NotImplementedError

    def found(self) -> bool:
        """Whether there is a ledger at the address already."""
        return True

    def check(self) -> list[str]:
        """What stands in the way of writing, in words; nothing where all is well."""
        return []
