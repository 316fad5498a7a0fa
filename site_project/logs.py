"""Log lines without the people in them."""

from __future__ import annotations

import logging
import re

_MASKS = (
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"\b(?:19|20)?\d{6}[-+]?\d{4}\b"), "[number]"),
    # A token in an address opens what it stands for: whoever reads the log must not have it.
    (re.compile(r"(/(?:receipt|unsubscribe|confirm|proof|key|reset)/)[^/\s\"']+"), r"\1[token]"),
    (re.compile(r"\?[^\s\"']+"), "?[query]"),
)


class MaskingFormatter(logging.Formatter):
    """Formats a record, traceback included, then masks what points to a person.

    E-mail addresses, numbers of the shape of a personal identity number, query strings, and the
    tokens of receipts and links become a word in brackets.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line with every mask applied."""
        line = super().format(record)
        for pattern, replacement in _MASKS:
            line = pattern.sub(replacement, line)
        return line
