"""The HTML alternative of a mail, derived from its text: each sentence is written once."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABELLED = re.compile(r"(?P<label>\S.*?):\s+(?P<url>https?://\S+)")
_BARE = re.compile(r"(?P<url>https?://\S+)")
_BULLET = "- "


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or a link of a mail. Only a line of its own becomes a link."""

    kind: str
    lines: tuple[str, ...] = ()
    label: str = ""
    url: str = ""


def blocks(text: str) -> list[Block]:
    """The blocks of a text: ``paragraph``, ``list`` (lines begin ``- ``) or ``link``.

    A link is a line ``What it leads to: https://…`` or an address alone. Addresses inside a
    sentence stay text, so that nothing a person wrote turns into a link.
    """
    made: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        made.extend(_paragraph([line.strip() for line in paragraph.splitlines()]))
    return made


def _paragraph(lines: list[str]) -> list[Block]:
    made: list[Block] = []
    for line in filter(None, lines):
        block = _line(line)
        if made and block.kind != "link" and made[-1].kind == block.kind:
            made[-1] = Block(block.kind, made[-1].lines + block.lines)
        else:
            made.append(block)
    return made


def _line(line: str) -> Block:
    link = _LABELLED.fullmatch(line) or _BARE.fullmatch(line)
    if link:
        url = link["url"]
        return Block("link", label=link.groupdict().get("label") or url, url=url)
    if line.startswith(_BULLET):
        return Block("list", (line.removeprefix(_BULLET),))
    return Block("paragraph", (line,))
