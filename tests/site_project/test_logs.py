"""A log line names nobody."""

from __future__ import annotations

import logging
import sys

import pytest

from site_project.logs import MaskingFormatter


def line(message: str, *args: object, exc_info: object = None) -> str:
    record = logging.LogRecord("site", logging.INFO, "", 0, message, args, exc_info)
    return MaskingFormatter("{levelname} {message}", style="{").format(record)


@pytest.mark.parametrize(
    ("message", "masked"),
    [
        ("mail to anna.alt+1@example.com failed", "INFO mail to [e-mail] failed"),
        ("number 19811218-9876 and 811218+9876", "INFO number [number] and [number]"),
        (
            "Not Found: /privacy/receipt/3f9a8c/",
            "INFO Not Found: /privacy/receipt/[token]/",
        ),
        ("GET /privacy/unsubscribe/abc:def/ 200", "INFO GET /privacy/unsubscribe/[token]/ 200"),
        ("GET /account/login/?next=/x HTTP/1.1", "INFO GET /account/login/?[query] HTTP/1.1"),
        ("GET /sv/kontakt/ 200", "INFO GET /sv/kontakt/ 200"),
    ],
)
def test_masks(message: str, masked: str) -> None:
    assert line(message) == masked


def test_arguments_and_tracebacks_are_masked_too() -> None:
    try:
        raise ValueError("Key (email)=(erik@example.com) already exists")
    except ValueError:
        text = line("for %s", "erik@example.com", exc_info=sys.exc_info())
    assert "erik@example.com" not in text
    assert "Key (email)=([e-mail]) already exists" in text
