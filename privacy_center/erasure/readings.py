"""What a stored value says: its texts leaf by leaf, and each as it reads once unescaped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

from wagtail.blocks.stream_block import StreamValue

#: An escape of JSON, of JavaScript or of a programme's own way to print a text.
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrtbf\"'/\\]))")
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
#: Both halves of a letter beyond the basic plane, as JSON escapes it.
_PAIR = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_QUOTED = re.compile(r"(?:%[0-9a-fA-F]{2})+")
#: What a text in JSON begins with.
PACKED = '{[" \t\r\n'
#: Without one of these nothing in a text is escaped.
_MARKS = re.compile(r"[\\%&]")
#: A text in JSON in a URL in JSON: nobody packs deeper.
_DEEPEST = 3
#: What Django's storages put before the extension of a name that is taken: seven letters and
#: digits by chance. A word, with a capital letter or without, is none.
_BY_CHANCE = re.compile(r"_(?=[A-Za-z][a-z]*[A-Z0-9]|\d)[A-Za-z0-9]{7}$")


def texts_of(value: Any) -> Iterator[str]:
    """Every text in a value, keys and numbers included; of a text in JSON, those within it.

    A text stands by itself: the escapes and the signs around it are no part of it.
    """
    if isinstance(value, StreamValue):
        # What is stored: a block need not show all of it.
        value = [*value.raw_data, value.raw_text]
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_of(key)
            yield from texts_of(inner)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for inner in value:
            yield from texts_of(inner)
    elif isinstance(value, bytes):
        yield from texts_of(value.decode("utf-8", errors="replace"))
    elif value is not None and not isinstance(value, bool):
        text = str(value)
        tree = tree_in(text)
        if tree is None:
            yield text
        else:
            yield from texts_of(tree)


def tree_in(text: str) -> Any:
    """The object, list or text that ``text`` is in JSON; None where it is not JSON."""
    if text[:1] not in PACKED:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def readings(text: str) -> Iterator[str]:
    """``text`` as it stands, then as it reads with its escapes undone, as often as there are any.

    Escapes of JSON, of URLs and of HTML: a log or a template may hold any of them in mere text.
    """
    yield text
    for _depth in range(_DEEPEST):
        if not _MARKS.search(text):
            return
        undone = unescape(_QUOTED.sub(_unquoted, _unescaped(text)))
        if undone == text:
            return
        text = undone
        yield text


def names_of_file(path: str) -> Iterator[str]:
    """What a stored file may be called after: its name without folder, extension and chance."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    yield path
    if stem:
        yield stem
        yield _BY_CHANCE.sub("", stem)


def _unescaped(text: str) -> str:
    return _PAIR.sub(_joined, _ESCAPED.sub(_letter, text)) if "\\" in text else text


def _letter(escape: re.Match[str]) -> str:
    code, sign = escape.groups()
    return chr(int(code, 16)) if code else _LETTERS.get(sign, sign)


def _joined(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16", "surrogatepass").decode("utf-16")


def _unquoted(run: re.Match[str]) -> str:
    try:
        return unquote_to_bytes(run.group()).decode("utf-8")
    except UnicodeDecodeError:
        # A per cent sign, and two letters that mean themselves.
        return run.group()
