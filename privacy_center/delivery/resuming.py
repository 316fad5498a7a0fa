"""The sweeper's part in packages: one after the other, what stopped is made after all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..erasure.lease import AlreadyRunning
from .making import make
from .models import PackageState
from .sweeping import due


@dataclass(frozen=True)
class TakenUp:
    """One package that was taken up: how it is named in a report, and its state now."""

    reference: str
    state: str

    @property
    def finished(self) -> bool:
        """Whether the person can fetch it."""
        return self.state == PackageState.READY


def take_up() -> Iterator[TakenUp]:
    """Make every package that is due. Safe to call at any time, and by several at once."""
    for package in list(due()):
        try:
            state = make(package)
        except AlreadyRunning:
            continue
        if state:
            yield TakenUp(str(package.pk).split("-", 1)[0].upper(), state)
