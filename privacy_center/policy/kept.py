"""A kept text as the page of an older version shows it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from .reading import Block


def shown(blocks: list[Block]) -> list[dict[str, Any]]:
    """The blocks with facts that follow each other together, and each cell with its column.

    A narrow screen shows a table as rows, and needs the column's name beside each value.
    """
    made: list[dict[str, Any]] = []
    for kind, group in groupby(blocks, lambda block: block["kind"]):
        if kind == "fact":
            made.append({"kind": "facts", "facts": list(group)})
        elif kind == "table":
            made += [{**block, "rows": _rows(block)} for block in group]
        else:
            made += group
    return made


def _rows(block: Block) -> list[list[tuple[str, Any]]]:
    columns: list[str] = block["columns"]
    return [
        [(columns[place] if place < len(columns) else "", runs) for place, runs in enumerate(row)]
        for row in block["rows"]
    ]
