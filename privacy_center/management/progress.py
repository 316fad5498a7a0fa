"""How far a long command has come: a bar on a terminal, nothing where a program reads."""

from __future__ import annotations

from typing import Any

from django.core.management.base import OutputWrapper

from privacy_center.erasure import Progress

_WIDTH = 30


class Bar:
    """Draws on ``stream`` (standard error) while it is a terminal; in a pipe it says nothing."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._drawn = False
        self._seen = bool(stream.isatty())

    def __call__(self, progress: Progress) -> None:
        """Draw how far it has come. To be handed to an erasure as its ``progress``."""
        if not self._seen:
            return
        share = progress.done / progress.records if progress.records else 1.0
        full = round(min(share, 1.0) * _WIDTH)
        bar = f"[{'#' * full}{'.' * (_WIDTH - full)}]"
        counts = f"{progress.done} of {progress.records} records"
        # To the end of the line: what stood there before may have been longer.
        self._write(f"\r{bar} {counts}  {progress.source}\033[K")
        self._drawn = True

    def close(self) -> None:
        """End the line, if one was drawn."""
        if self._drawn:
            self._write("\n")

    def _write(self, text: str) -> None:
        if isinstance(self._stream, OutputWrapper):
            self._stream.write(text, ending="")
        else:
            self._stream.write(text)
        self._stream.flush()
