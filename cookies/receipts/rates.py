"""How often each group is accepted, over time, by language and version of the banner."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from .models import ConsentReceipt

#: What rows may be told apart by.
BY = ("month", "language", "banner", "way")


@dataclass(frozen=True)
class Rate:
    """How many accepted and refused one group."""

    group: str
    accepted: int
    refused: int

    @property
    def percent(self) -> int | None:
        """Acceptances in a hundred decisions; None where there were none."""
        decided = self.accepted + self.refused
        return round(100 * self.accepted / decided) if decided else None


@dataclass(frozen=True)
class RateRow:
    """Choices that share a month, a language, a banner or a way."""

    value: Any
    choices: int
    gpc: int
    rates: tuple[Rate, ...]


def groups_chosen() -> list[str]:
    """The short names of all groups that any receipt speaks of, deleted ones included."""
    listed = ConsentReceipt.objects.order_by().values_list("accepted", "refused").distinct()
    names: dict[str, None] = defaultdict(lambda: None)
    for pair in listed:
        for text in pair:
            names.update({code.rpartition(".")[0]: None for code in text.split()})
    return sorted(names)


def rates(by: str, groups: list[str], since: dt.date | None = None) -> list[RateRow]:
    """One row for each value of ``by``, the latest or the commonest first. One query."""
    receipts = ConsentReceipt.objects.all()
    if since is not None:
        receipts = receipts.filter(decided_at__date__gte=since)
    counted: dict[str, Any] = {"choices": Count("pk"), "gpc_sent": Count("pk", filter=Q(gpc=True))}
    for index, group in enumerate(groups):
        for column in ("accepted", "refused"):
            counted[f"{column}_{index}"] = Count(
                "pk", filter=Q(**{f"{column}__contains": f" {group}."})
            )
    value = TruncMonth("decided_at") if by == "month" else F(by)
    rows: Any = receipts.order_by().annotate(value=value).values("value").annotate(**counted)
    ordered = rows.order_by("-value" if by == "month" else "-choices")
    return [
        RateRow(
            row["value"],
            row["choices"],
            row["gpc_sent"],
            tuple(
                Rate(group, row[f"accepted_{index}"], row[f"refused_{index}"])
                for index, group in enumerate(groups)
            ),
        )
        for row in ordered[:120]
    ]
