"""A section as lines that can be compared: each with the name it goes by, where it has one."""

from __future__ import annotations

from dataclasses import dataclass

from .reading import SECOND_LINE, Block, Run

#: What stands in a cell that says nothing.
NOTHING = "–"


@dataclass(frozen=True)
class Line:
    """A text and where it stands: "Purchases: Kept" for a cell, empty for a paragraph."""

    where: str
    text: str


def lines_of(blocks: list[Block]) -> list[Line]:
    """The lines of a section. A table's cells are named by row and column, facts by their name."""
    lines: list[Line] = []
    for block in blocks:
        if block["kind"] == "table":
            lines += _cells(block)
        elif block["kind"] == "list":
            lines += [Line("", _words(item)) for item in block["items"]]
        elif block["kind"] == "fact":
            lines.append(Line(block["name"], _words(block["runs"])))
        else:
            lines.append(Line("", _words(block["runs"])))
    return _told_apart(lines)


def _cells(block: Block) -> list[Line]:
    columns: list[str] = block["columns"]
    lines = []
    for first, *cells in block["rows"]:
        # A name, and perhaps a second line under it, which may change while the name stays.
        row, _dash, more = _words(first).partition(SECOND_LINE)
        if more:
            lines.append(Line(row, more))
        lines += [
            Line(f"{row}: {column}", _words(cell))
            for column, cell in zip(columns[1:], cells, strict=False)
        ]
        if not cells:
            lines.append(Line("", row))
    return lines


def _words(runs: list[Run]) -> str:
    """The text, with the address of a link that leads away from what it says; a dash is none."""
    text = "".join(_run(*run) for run in runs)
    return "" if text == NOTHING else text


def _run(text: str, href: str = "") -> str:
    if not href.startswith(("http:", "https:")) or text in href:
        return text
    return f"{text} ({href})"


def _told_apart(lines: list[Line]) -> list[Line]:
    """The second line of a name gets a number, so that it is compared with the second one."""
    seen: dict[str, int] = {}
    made = []
    for line in lines:
        seen[line.where] = number = seen.get(line.where, 0) + 1
        again = line.where and number > 1
        made.append(Line(f"{line.where} ({number})", line.text) if again else line)
    return made
