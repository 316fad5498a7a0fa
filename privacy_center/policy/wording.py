"""Two texts word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Fate = Literal["same", "removed", "added"]

_TOKENS = re.compile(r"https?://[^\s()]+|\s+|[^\W_]+|.", re.UNICODE)
#: Below this likeness two texts are two texts, and words in common are chance.
ALIKE = 0.5


@dataclass(frozen=True)
class Piece:
    """A part of a text and what became of it."""

    fate: Fate
    text: str


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of both texts in reading order; joined without what was added: ``before``.

    Texts that have little in common are told as one replaced by the other.
    """
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if before and after and matcher.ratio() < ALIKE:
        return (Piece("removed", before), Piece("added", after))
    pieces: list[Piece] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            _append(pieces, "same", "".join(old[start:end]))
            continue
        _append(pieces, "removed", "".join(old[start:end]))
        _append(pieces, "added", "".join(new[first:last]))
    return tuple(pieces)


def likeness(before: str, after: str) -> float:
    """How much of two texts is in common, from 0 to 1, counted in words."""
    return SequenceMatcher(None, before.split(), after.split(), autojunk=False).ratio()


def _append(pieces: list[Piece], fate: Fate, text: str) -> None:
    """Add a piece; a single space between two changes does not cut a phrase in half."""
    if not text:
        return
    bridge = (
        fate != "same"
        and len(pieces) >= 3
        and pieces[-1].fate == "same"
        and pieces[-1].text.isspace()
        and (pieces[-3].fate, pieces[-2].fate) == ("removed", "added")
        and fate == "removed"
    )
    if bridge:
        space = pieces.pop().text
        added, removed = pieces.pop(), pieces.pop()
        pieces.append(Piece("removed", removed.text + space + text))
        pieces.append(Piece("added", added.text + space))
    elif fate == "added" and pieces and pieces[-1].fate == "added":
        pieces[-1] = Piece("added", pieces[-1].text + text)
    else:
        pieces.append(Piece(fate, text))
