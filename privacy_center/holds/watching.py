"""Noticing a hold that is set while work on somebody's records goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q

from .models import LegalHold


@dataclass(frozen=True)
class Watch:
    """Knows the newest hold of the moment in which the work was planned, by its key."""

    newest: int

    @classmethod
    def begin(cls) -> Watch:
        """From now on; to be called before the plan reads the holds."""
        return cls(LegalHold.objects.aggregate(newest=Max("pk"))["newest"] or 0)

    def sees_hold(self, hashes: Iterable[str], sources: Iterable[str]) -> bool:
        """Whether a hold on the person, or on a record of these sources, was set since.

        One query, which looks at nothing but holds that are newer.
        """
        since = LegalHold.objects.filter(pk__gt=self.newest, lifted_at=None)
        concerned = Q(pseudonym__in=list(hashes)) | Q(source__in=list(sources))
        return since.filter(concerned).exists()
