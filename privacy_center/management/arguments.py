"""Arguments and endings that the commands share."""

from __future__ import annotations

import argparse
import datetime as dt
import re

from django.core.management.base import CommandError, CommandParser

from privacy_center.sources.finding import known
from privacy_center.subjects import Subject, is_unconfirmed, subject_of_email

#: What a command says, with exit 1, where no record leads to the address.
NOBODY = "Nobody is known by that e-mail."
#: The same where an account has the address, and it is not proved whose it is.
UNCONFIRMED = (
    "An account has that e-mail, but nobody has confirmed whose it is, so it leads to nobody: the "
    "person confirms it under their account's e-mail addresses, or see “Accounts older than "
    "allauth” in docs/site-developer.md."
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def add_format(parser: CommandParser) -> None:
    """``--format text|json``: JSON goes to stdout alone."""
    parser.add_argument("--format", choices=["text", "json"], default="text")


def add_email(parser: CommandParser) -> None:
    """``--email E``: the address that the operator has proved to be the person's."""
    parser.add_argument("--email", required=True, type=address, help="An address of the person.")


def address(text: str) -> str:
    """What can be an e-mail address; anything else is a bad argument (exit 2)."""
    local, _at, domain = text.strip().rpartition("@")
    if not local or not domain:
        raise argparse.ArgumentTypeError("this is not an e-mail address")
    return text


def day(text: str) -> dt.date:
    """A date as YYYY-MM-DD; anything else is a bad argument (exit 2)."""
    try:
        if _DAY.fullmatch(text) is None:
            raise ValueError
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date as YYYY-MM-DD") from error


def person(email: str) -> Subject:
    """The person known by ``email``; CommandError (exit 1) where nobody is."""
    subject = subject_of_email(email)
    if not known(subject):
        raise CommandError(UNCONFIRMED if is_unconfirmed(email) else NOBODY)
    return subject
