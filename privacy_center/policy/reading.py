"""What a visitor reads in a piece of HTML: headings, paragraphs, lists, facts and tables.

A version keeps this in place of the HTML, so that it can be shown and compared for as long as it is
kept, whatever the templates of the day are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

#: A piece of text, or a text and the address that it leads to.
Run = list[str]
Block = dict[str, Any]

#: What says something of the page itself, such as its date, is marked with this attribute.
SKIP = "data-version-skip"

_HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "kbd", "mark", "q"}
    | {"s", "small", "span", "strong", "sub", "sup", "time", "u"}
)
_UNREAD = frozenset({"script", "style", "svg", "template", "button", "form"})
#: A second line inside a cell, which the style sheet puts on a line of its own.
_SECOND_LINE_CLASS = "pc-more"
SECOND_LINE = " – "


def read_html(html: str) -> list[Block]:
    """The blocks of ``html`` in order, plain values that JSON takes.

    ``heading`` (``level``, ``runs``), ``paragraph`` (``runs``), ``list`` (``items`` of runs),
    ``fact`` (``name``, ``runs``) and ``table`` (``columns``, and ``rows`` of cells of runs).
    """
    return _Reader().read(BeautifulSoup(html, "html.parser"))


def plain_text(runs: list[Run]) -> str:
    """Runs as one text, the addresses of links left out."""
    return "".join(run[0] for run in runs)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.open: list[Run] = []

    def read(self, node: Tag) -> list[Block]:
        self._walk(node)
        self._close()
        return self.blocks

    def _walk(self, node: Tag) -> None:
        for child in node.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self.open.append([str(child)])
            elif isinstance(child, Tag) and not _unread(child):
                self._tag(child)

    def _tag(self, tag: Tag) -> None:
        if tag.name in _INLINE or tag.name == "br":
            self.open.extend(_runs(tag))
            return
        self._close()
        if tag.name in _HEADINGS:
            self._add("heading", _tidy(_inside(tag)), level=_HEADINGS[tag.name])
        elif tag.name == "p":
            self._add("paragraph", _tidy(_inside(tag)))
        elif tag.name in ("ul", "ol"):
            items = [_tidy(_inside(item)) for item in tag.find_all("li") if not _unread(item)]
            self.blocks.append({"kind": "list", "items": [item for item in items if item]})
        elif tag.name == "dl":
            self._facts(tag)
        elif tag.name == "table":
            self.blocks.append(_table(tag))
        else:
            self._walk(tag)
            self._close()

    def _facts(self, tag: Tag) -> None:
        name = ""
        for part in tag.find_all(["dt", "dd"]):
            runs = _tidy(_inside(part))
            if part.name == "dt":
                name = plain_text(runs)
            else:
                self._add("fact", runs, name=name)

    def _close(self) -> None:
        runs, self.open = _tidy(self.open), []
        self._add("paragraph", runs)

    def _add(self, kind: str, runs: list[Run], **more: Any) -> None:
        if runs:
            self.blocks.append({"kind": kind, "runs": runs, **more})


def _table(tag: Tag) -> Block:
    rows: list[list[list[Run]]] = []
    columns: list[str] = []
    for row in tag.find_all("tr"):
        cells = [_tidy(_inside(cell)) for cell in row.find_all(["th", "td"])]
        if row.find_parent("thead"):
            columns = [plain_text(cell) for cell in cells]
        else:
            rows.append(cells)
    return {"kind": "table", "columns": columns, "rows": rows}


def _inside(tag: Tag) -> list[Run]:
    return [run for child in tag.children for run in _of(child)]


def _of(node: Any) -> Iterator[Run]:
    if isinstance(node, Tag):
        if not _unread(node):
            yield from _runs(node)
    elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
        yield [str(node)]


def _runs(tag: Tag) -> list[Run]:
    if tag.name == "br":
        return [[" "]]
    inner = _inside(tag)
    href = tag.get("href") if tag.name == "a" else None
    if href:
        return [[plain_text(inner), str(href)]]
    if _SECOND_LINE_CLASS in (tag.get("class") or []):
        return [[SECOND_LINE], *inner]
    return inner if tag.name in _INLINE else [[" "], *inner, [" "]]


def _unread(tag: Tag) -> bool:
    return tag.name in _UNREAD or tag.has_attr(SKIP) or tag.has_attr("hidden")


def _tidy(runs: list[Run]) -> list[Run]:
    """Runs with single spaces, none at either end, and neighbours without an address joined."""
    made: list[Run] = []
    for text, *href in runs:
        words = re.sub(r"\s+", " ", text)
        if made and made[-1][0].endswith(" "):
            words = words.lstrip()
        if not words:
            continue
        if made and not href and len(made[-1]) == 1:
            made[-1] = [made[-1][0] + words]
        else:
            made.append([words, *href])
    if made:
        made[0] = [made[0][0].lstrip(), *made[0][1:]]
        made[-1] = [made[-1][0].rstrip(), *made[-1][1:]]
    return [run for run in made if run[0]]
