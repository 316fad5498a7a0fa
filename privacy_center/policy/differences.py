"""What changed between two versions, section by section, in words that a person reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal

from django.utils.translation import gettext as _

from .lines import Line, lines_of
from .wording import ALIKE, Piece, compare_words, likeness

Kind = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Change:
    """One change: where in the section it is (empty: in its text), and the words.

    ``replaced`` is a short value that another took the place of, such as a period.
    """

    kind: Kind
    where: str
    pieces: tuple[Piece, ...]
    replaced: bool = False


@dataclass(frozen=True)
class SectionChange:
    """A section that came, went or changed. ``was`` is its earlier heading, where that differs."""

    kind: Kind
    heading: str
    was: str = ""
    changes: list[Change] = field(default_factory=list)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[SectionChange]:
    """What is not the same in two documents, in the order that ``after`` stands in.

    Empty for the same text. Sections that only changed places are not told of.
    """
    found = []
    top = _changes(_top(before), _top(after))
    if top:
        found.append(SectionChange("changed", _("The beginning"), changes=top))
    for old, new in _pairs(before["sections"], after["sections"]):
        if new is None and old is not None:
            changes = _changes(lines_of(old["blocks"]), [])
            found.append(SectionChange("removed", old["heading"], changes=changes))
        elif old is None and new is not None:
            changes = _changes([], lines_of(new["blocks"]))
            found.append(SectionChange("added", new["heading"], changes=changes))
        elif old is not None and new is not None:
            changes = _changes(lines_of(old["blocks"]), lines_of(new["blocks"]))
            was = old["heading"] if old["heading"] != new["heading"] else ""
            if changes or was:
                found.append(SectionChange("changed", new["heading"], was, changes))
    return found


def _top(document: dict[str, Any]) -> list[Line]:
    return [Line(_("Title"), document["title"]), *lines_of(document["introduction"])]


Pair = tuple[dict[str, Any] | None, dict[str, Any] | None]


def _pairs(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Pair]:
    """Sections that belong together: by anchor, else by likeness where a heading changed."""
    rest = {section["anchor"]: section for section in before}
    partners: dict[str, dict[str, Any]] = {}
    for section in after:
        if section["anchor"] in rest:
            partners[section["anchor"]] = rest.pop(section["anchor"])
    for section in after:
        if section["anchor"] not in partners:
            alike = [old for old in rest.values() if _alike(old, section)]
            if alike:
                partners[section["anchor"]] = rest.pop(alike[0]["anchor"])
    for section in after:
        yield partners.get(section["anchor"]), section
    for section in rest.values():
        yield section, None


def _alike(old: dict[str, Any], new: dict[str, Any]) -> bool:
    if old["kind"] != new["kind"]:
        return False
    texts = [" ".join(line.text for line in lines_of(one["blocks"])) for one in (old, new)]
    return likeness(*texts) >= ALIKE


def _changes(before: list[Line], after: list[Line]) -> list[Change]:
    """Lines with a name are matched by it; the others by their place and their words."""
    return [*_named(before, after), *_unnamed(before, after)]


def _named(before: list[Line], after: list[Line]) -> Iterator[Change]:
    old = {line.where: line for line in before if line.where}
    new = {line.where: line for line in after if line.where}
    for where, line in new.items():
        if where not in old and line.text:
            yield Change("added", where, (Piece("added", line.text),))
        elif where in old and old[where].text != line.text:
            yield _replaced(where, old[where].text, line.text)
    for where, line in old.items():
        if where not in new and line.text:
            yield Change("removed", where, (Piece("removed", line.text),))


def _replaced(where: str, before: str, after: str) -> Change:
    short = max(len(before.split()), len(after.split())) <= 6
    if short or not before or not after:
        pieces = tuple(
            piece for piece in (Piece("removed", before), Piece("added", after)) if piece.text
        )
        return Change("changed", where, pieces, replaced=len(pieces) == 2)
    return Change("changed", where, compare_words(before, after))


def _unnamed(before: list[Line], after: list[Line]) -> Iterator[Change]:
    old = [line.text for line in before if not line.where]
    new = [line.text for line in after if not line.where]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield from _rewritten(old[start:end], new[first:last])


def _rewritten(old: list[str], new: list[str]) -> Iterator[Change]:
    """Paragraphs in one place: each new one beside the old one that it grew out of, if any."""
    rest = list(old)
    for text in new:
        origin = next((was for was in rest if likeness(was, text) >= ALIKE), None)
        if origin is None:
            yield Change("added", "", (Piece("added", text),))
            continue
        rest.remove(origin)
        yield Change("changed", "", compare_words(origin, text))
    for text in rest:
        yield Change("removed", "", (Piece("removed", text),))
