"""``manage.py privacy_export``: everything held about a person, as a package."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from ...access import write_package
from ...audit import Actor
from ...consent import consents_of
from ...sources.finding import known
from ...subjects import subject_of_email
from ..arguments import NOBODY, add_email

STDOUT = "-"


class Command(BaseCommand):
    """Exit 0 with the package written; 1 with nothing written; 2 for bad arguments."""

    help = "Write everything held about the person with an e-mail address to a ZIP (Art. 15, 20)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose data, and where to."""
        add_email(parser)
        parser.add_argument("--output", required=True, help="A file, or - for standard output.")
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _name in settings.LANGUAGES],
            help="The language of the report.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the package; raise CommandError (exit 1) where nobody is known or it fails."""
        subject = subject_of_email(options["email"])
        if not known(subject) and not consents_of(subject):
            raise CommandError(NOBODY)
        package = write_package(subject, actor=Actor.command(), language=options["language"])
        try:
            if options["output"] == STDOUT:
                size = _to_stdout(package)
            else:
                size = _to_file(package, Path(options["output"]))
        except OSError as error:
            raise CommandError(
                f"Could not write the package: {error.strerror or error}."
            ) from error
        except DatabaseError as error:
            # The text of the error may repeat what the records hold.
            raise CommandError(f"Could not read the records: {type(error).__name__}.") from None
        self.stderr.write(f"{size} bytes written.", self.style.SUCCESS)


def _to_stdout(package: Iterator[bytes]) -> int:
    size = sum(map(sys.stdout.buffer.write, package))
    sys.stdout.buffer.flush()
    return size


def _to_file(package: Iterator[bytes], path: Path) -> int:
    """Write beside ``path`` and rename at the end, so that no half package ever has its name.

    Only the owner of the file may read it (mode 0600).
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(map(file.write, package))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return size
