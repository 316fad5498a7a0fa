"""``manage.py privacy_records``: the Art. 30 records, and records to begin with."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from wagtail.models import Site

from ...activities.starter import Started, start_records
from ...audit import Actor, record
from ...records import FORMATS, Register, records_file
from ...sources.activities import named_activities
from ..output import STDOUT, write_out


class Command(BaseCommand):
    """Exit 0 when it is done; 1 with a reason where it fails; 2 for bad arguments."""

    help = "Write the records of processing activities (Art. 30), or begin them with --starter."
    # A new site has not published what its sources name: that is what --starter is for.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The format, the language and where to; or that a new site begins."""
        parser.add_argument("--format", choices=list(FORMATS), default="text")
        parser.add_argument("--output", default=STDOUT, help="A file, or - for standard output.")
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _name in settings.LANGUAGES],
            help="The language of the records.",
        )
        parser.add_argument(
            "--site", metavar="HOSTNAME", help="Whose controller; the default site's without it."
        )
        parser.add_argument(
            "--starter",
            action="store_true",
            help="Write the usual activities, categories and recipients, ready to edit. What is "
            "there already is left alone.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do one or the other; raise CommandError (exit 1) where it fails."""
        try:
            if options["starter"]:
                self._tell(start_records(needed=named_activities(), actor=Actor.command()))
                return
            register = Register.read(_site(options["site"]), options["language"])
            file = records_file(register, options["format"])
            record(
                "records_exported",
                actor=Actor.command(),
                format=options["format"],
                language=register.language,
            )
        except DatabaseError as error:
            raise CommandError(
                f"Could not read or write the records: {type(error).__name__}. Is it migrated?"
            ) from None
        try:
            if options["output"] == STDOUT and options["format"] != "xlsx":
                self.stdout.write(file.content.decode(), ending="")
                return
            size = write_out([file.content], options["output"])
        except OSError as error:
            raise CommandError(
                f"Could not write the records: {error.strerror or error}."
            ) from error
        self.stderr.write(f"{size} bytes written.", self.style.SUCCESS)

    def _tell(self, started: Started) -> None:
        lines = {
            "published, since the code needs it": started.published,
            "a draft to edit": started.drafts,
        }
        for what, slugs in lines.items():
            for slug in slugs:
                self.stdout.write(f"activity {slug}: {what}")
        for kind, slugs in (("category", started.categories), ("recipient", started.recipients)):
            for slug in slugs:
                self.stdout.write(f"{kind} {slug}: written")
        for kind, slug in started.left_alone:
            self.stdout.write(f"{kind} {slug}: was there already, left alone")
        for slug in started.still_drafts:
            self.stderr.write(
                f"activity {slug}: the code needs it, and it is a draft. Publish it in the admin.",
                self.style.WARNING,
            )
        for slug in started.unknown:
            self.stderr.write(
                f"activity {slug}: the code names it, and no starting text knows it. Write it in "
                "the admin, under Privacy.",
                self.style.WARNING,
            )


def _site(hostname: str | None) -> Site | None:
    """The site by its host name, else the default one. CommandError where there is no such site."""
    if hostname is None:
        return Site.objects.filter(is_default_site=True).first()
    try:
        return Site.objects.filter(hostname=hostname)[:1].get()
    except Site.DoesNotExist:
        raise CommandError(f"No site has the host name '{hostname}'.") from None
