"""A ledger in a file that is only ever appended to: ``file:///absolute/path``."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from django.core.files import locks

from .base import LedgerBackend, LedgerUnavailable, OddAddress

#: How much is read at once on the way back to the last line.
_BLOCK = 8192


class FileLedger(LedgerBackend):
    """One line an entry. Readable by its owner alone; locked while it is written, then synced.

    A crash in the middle of a write leaves a torn line, which the next writer ends and leaves
    behind: nothing that was once whole is ever touched.
    """

    durable = True

    def __init__(self, url: str) -> None:
        super().__init__(url)
        parts = urlsplit(url)
        path = Path(unquote(parts.path))
        if parts.netloc not in ("", "localhost") or not path.is_absolute() or not path.name:
            raise OddAddress("Write the ledger's file as file:///absolute/path.")
        self.path = path

    def append(self, line_after: Callable[[str], str]) -> None:
        """Append under a lock, and wait until the disk has it."""
        try:
            is_new = not self.path.exists()
            with self._open() as file:
                locks.lock(file, locks.LOCK_EX)
                self._write(file, line_after)
            if is_new:
                self._sync_folder()
        except OSError as error:
            raise LedgerUnavailable(f"The ledger cannot be written: {error.strerror}.") from error

    def lines(self) -> Iterator[str]:
        """The file's lines; none where there is no file yet."""
        try:
            with self.path.open("rb") as file:
                for line in file:
                    yield line.rstrip(b"\n").decode("utf-8", "replace")
        except FileNotFoundError:
            return
        except OSError as error:
            raise LedgerUnavailable(f"The ledger cannot be read: {error.strerror}.") from error

    def found(self) -> bool:
        """Whether the file is there."""
        return self.path.is_file()

    def check(self) -> list[str]:
        """Whether the folder is there and the file may be written. Makes nothing."""
        folder = self.path.parent
        if not folder.is_dir():
            return [f"The folder {folder} does not exist."]
        target = self.path if self.path.exists() else folder
        return [] if os.access(target, os.W_OK) else [f"{target} may not be written."]

    def _open(self) -> BinaryIO:
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(handle, "r+b", buffering=0)

    def _write(self, file: BinaryIO, line_after: Callable[[str], str]) -> None:
        last, torn = _last_line(file)
        before = file.seek(0, os.SEEK_END)
        data = (b"\n" if torn else b"") + line_after(last).encode() + b"\n"
        try:
            written = file.write(data)
            if written != len(data):
                raise OSError(0, "the disk took a part of the line only")
            os.fsync(file.fileno())
        except OSError:
            # As it was, where that can be done; else a torn line stays, which readers know.
            file.truncate(before)
            raise

    def _sync_folder(self) -> None:
        handle = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _last_line(file: BinaryIO) -> tuple[str, bool]:
    """The last line, and whether it is a torn one that nobody has ended."""
    position = file.seek(0, os.SEEK_END)
    tail = b""
    while position > 0 and b"\n" not in tail.rstrip(b"\n"):
        step = min(_BLOCK, position)
        position -= step
        file.seek(position)
        tail = file.read(step) + tail
    torn = bool(tail) and not tail.endswith(b"\n")
    last = tail.rstrip(b"\n").rpartition(b"\n")[2]
    return last.decode("utf-8", "replace"), torn
