"""Pieces of text put aside on disk until their turn comes, in one temporary file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import Any

#: Up to so many bytes stay in memory; what is larger goes to a file without a name.
IN_MEMORY = 1024 * 1024
#: How much is read back at once, in bytes.
PIECE = 64 * 1024


@dataclass(frozen=True)
class Segment:
    """Where a piece lies."""

    start: int
    end: int


class Spool:
    """Written from front to back, read back piece by piece. Closing it frees the space."""

    def __init__(self) -> None:
        self._file: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._size = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *exc: object) -> None:
        self._file.close()

    @property
    def position(self) -> int:
        """Where the next write goes, in bytes."""
        return self._size

    def write(self, text: str) -> int:
        """Append ``text`` as UTF-8; half a surrogate pair, which has no bytes there, is escaped."""
        written = self._file.write(text.encode("utf-8", "backslashreplace"))
        self._size += written
        return len(text)

    def since(self, start: int) -> Segment:
        """What was written from ``start`` until now."""
        return Segment(start, self._size)

    def read(self, segment: Segment) -> Iterator[bytes]:
        """The bytes of a segment. Write nothing until they have been read."""
        self._file.seek(segment.start)
        left = segment.end - segment.start
        while left > 0:
            piece = self._file.read(min(PIECE, left))
            left -= len(piece)
            yield piece
        self._file.seek(self._size)
