"""Noticing a hold that is set while work on somebody's records goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from .models import LegalHold

#: What makes a hold another one than it was.
_WORDING = ("pk", "ground", "pseudonym", "source", "record_key")


@dataclass(frozen=True)
class Watch:
    """Knows the holds in force at the moment in which the work was planned.

    Not by the newest key: a hold may be committed after a younger one, or be changed.
    """

    known: frozenset[tuple[Any, ...]]

    @classmethod
    def begin(cls) -> Watch:
        """From now on; to be called before the plan reads the holds."""
        return cls(frozenset(_in_force()))

    def sees_hold(
        self, hashes: Iterable[str], sources: Iterable[str], *, anybody: bool = False
    ) -> bool:
        """Whether a hold on the person, or on a record of these sources, was set since.

        With ``anybody`` on whomever: where the records are other people's too. One query.
        """
        concerned = Q(source__in=list(sources))
        concerned |= ~Q(pseudonym="") if anybody else Q(pseudonym__in=list(hashes))
        return any(hold not in self.known for hold in _in_force().filter(concerned))


def _in_force() -> QuerySet[Any, Any]:
    return LegalHold.objects.filter(lifted_at=None).order_by().values_list(*_WORDING)
