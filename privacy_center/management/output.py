"""Where a command's file goes: to a file that is whole or not there, or to standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

STDOUT = "-"


def write_out(parts: Iterable[bytes], output: str) -> int:
    """Write ``parts`` to ``output``, a path or ``-``; the number of bytes. May raise OSError."""
    return _to_stdout(parts) if output == STDOUT else _to_file(parts, Path(output))


def _to_stdout(parts: Iterable[bytes]) -> int:
    size = sum(map(sys.stdout.buffer.write, parts))
    sys.stdout.buffer.flush()
    return size


def _to_file(parts: Iterable[bytes], path: Path) -> int:
    """Write beside ``path`` and rename at the end, so that no half file ever has its name.

    Only the owner of the file may read it (mode 0600).
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(map(file.write, parts))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size
