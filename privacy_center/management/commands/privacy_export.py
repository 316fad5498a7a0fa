"""``manage.py privacy_export``: what is held about a person, as a package."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from ...access import BadChoice, Selection, choose, write_package
from ...audit import Actor
from ...consent import consents_of
from ...delivery import prepare
from ...requests import Channel
from ...sources.finding import known
from ...subjects import Subject, subject_of_email
from ..arguments import NOBODY, add_email
from ..output import write_out


class Command(BaseCommand):
    """Exit 0 with the package written; 1 with nothing written; 2 for bad arguments."""

    help = "Write everything held about the person with an e-mail address to a ZIP (Art. 15, 20)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose data, and where to."""
        add_email(parser)
        target = parser.add_mutually_exclusive_group(required=True)
        target.add_argument("--output", help="A file, or - for standard output.")
        target.add_argument(
            "--deliver",
            action="store_true",
            help="Have it made, and mail the person where to fetch it.",
        )
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _name in settings.LANGUAGES],
            help="The language of the report.",
        )
        parser.add_argument(
            "--activity",
            action="append",
            metavar="SLUG",
            help="Only what is held under this processing activity; may be given several times.",
        )
        parser.add_argument(
            "--portability",
            action="store_true",
            help="Only what the person provided, under consent or contract (Art. 20).",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the package; raise CommandError (exit 1) where nobody is known or it fails."""
        subject = subject_of_email(options["email"])
        if not known(subject) and not consents_of(subject):
            raise CommandError(NOBODY)
        try:
            selection = choose(options["activity"], portability=options["portability"])
        except BadChoice as bad:
            error = CommandError(str(bad))
            error.returncode = 2
            raise error from None
        if options["deliver"]:
            self._deliver(subject, selection, options["language"])
        else:
            self._write(subject, selection, options)

    def _deliver(self, subject: Subject, selection: Selection, language: str) -> None:
        if not subject.emails:
            raise CommandError("No proved address of theirs is known to write to.")
        prepare(
            subject,
            actor=Actor.command(),
            language=language,
            selection=selection,
            channel=Channel.COMMAND,
        )
        self.stderr.write("Asked for: the person gets a mail when it is ready.", self.style.SUCCESS)

    def _write(self, subject: Subject, selection: Selection, options: dict[str, Any]) -> None:
        package = write_package(
            subject,
            actor=Actor.command(),
            language=options["language"],
            activities=selection.activities,
            portability=selection.portability,
        )
        try:
            size = write_out(package, options["output"])
        except OSError as error:
            raise CommandError(
                f"Could not write the package: {error.strerror or error}."
            ) from error
        except DatabaseError as error:
            # The text of the error may repeat what the records hold.
            raise CommandError(f"Could not read the records: {type(error).__name__}.") from None
        self.stderr.write(f"{size} bytes written.", self.style.SUCCESS)
