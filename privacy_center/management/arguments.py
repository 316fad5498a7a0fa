"""Arguments and endings that the commands share."""

from __future__ import annotations

import argparse
import datetime as dt

from django.core.management.base import CommandError, CommandParser

from privacy_center.sources.finding import known
from privacy_center.subjects import Subject, subject_of_email


def add_format(parser: CommandParser) -> None:
    """``--format text|json``: JSON goes to stdout alone."""
    parser.add_argument("--format", choices=["text", "json"], default="text")


def add_email(parser: CommandParser) -> None:
    """``--email E``: the address that the operator has proved to be the person's."""
    parser.add_argument("--email", required=True, help="An address of the person.")


def day(text: str) -> dt.date:
    """A date as YYYY-MM-DD; anything else is a bad argument (exit 2)."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no date as YYYY-MM-DD") from error


def person(email: str) -> Subject:
    """The person known by ``email``; CommandError (exit 1) where nobody is."""
    subject = subject_of_email(email)
    if not known(subject):
        raise CommandError("Nobody is known by that e-mail.")
    return subject
