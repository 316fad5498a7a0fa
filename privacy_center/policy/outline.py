"""The outline of a policy: each block's heading and the anchor that leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from .blocks import LiveBlock


@dataclass(frozen=True)
class Section:
    """One part of the page: its anchor, its heading, and the block that fills it."""

    anchor: str
    heading: str
    block: Any


def outline(body: Iterable[Any]) -> list[Section]:
    """The sections of a policy's body.

    A live block's anchor is its kind, such as ``#retention``, in every language, so that other
    pages can lead there. A text's anchor comes from its heading. No anchor stands twice.
    """
    taken: set[str] = set()
    sections = []
    for block in body:
        heading = _heading(block)
        stem = block.block_type if isinstance(block.block, LiveBlock) else slugify(heading)
        anchor = _free(stem or block.block_type, taken)
        taken.add(anchor)
        sections.append(Section(anchor, heading, block))
    return sections


def _heading(block: Any) -> str:
    written = str(block.value.get("heading") or "").strip()
    if written or not isinstance(block.block, LiveBlock):
        return written
    return str(block.block.title)


def _free(stem: str, taken: set[str]) -> str:
    anchor, number = stem, 2
    while anchor in taken:
        anchor, number = f"{stem}-{number}", number + 1
    return anchor
