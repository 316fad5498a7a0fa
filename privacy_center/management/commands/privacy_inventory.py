"""The command ``privacy_inventory``: whether every field of every table is declared."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from ...activities.book import ActivityBook
from ...sources import registry
from ...sources.coverage import DECLARED, NOTHING, ModelCoverage, coverage, unpublished
from ...sources.suggesting import suggest
from ..arguments import add_format

SCHEMA = "privacy-center/inventory/1"


class Command(BaseCommand):
    """Lists every model and field. Exit 0 where all is declared, 1 where something is not."""

    help = (
        "What is declared of every installed model and field, and what is not. Exit 1 when "
        "anything is undeclared."
    )
    # What is undeclared fails the system checks too, and must be reported all the same.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The format of the report, or an app to suggest declarations for."""
        add_format(parser)
        parser.add_argument(
            "--suggest",
            metavar="app_label",
            help="Print a privacy.py for what this app has not declared, ready to read and paste.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) when anything is undeclared."""
        if options["suggest"]:
            self.stdout.write(self._suggestion(options["suggest"]), ending="")
            return
        found = coverage(registry)
        unknown = self._unpublished(found)
        if options["format"] == "json":
            self.stdout.write(json.dumps(_report(found, unknown), indent=2))
        else:
            self._tell(found, unknown)
        missing = [(one, field) for one in found for field in one.undeclared]
        if missing:
            names = ", ".join(f"{one.name}.{field.name}" for one, field in missing[:10])
            more = f" and {len(missing) - 10} more" if len(missing) > 10 else ""
            raise CommandError(f"Undeclared: {names}{more}.")

    def _suggestion(self, label: str) -> str:
        try:
            return suggest(apps.get_app_config(label), registry)
        except LookupError:
            raise CommandError(f"No installed app has the label '{label}'.") from None

    def _unpublished(self, found: list[ModelCoverage]) -> list[str] | None:
        """The activities that sources name and nobody has published; None without a database."""
        try:
            return unpublished(found, registry, ActivityBook.open().activities)
        except DatabaseError:
            self.stderr.write("The activities cannot be read: migrate the database first.")
            return None

    def _tell(self, found: list[ModelCoverage], unknown: list[str] | None) -> None:
        for one in found:
            self.stdout.write(_line(one))
            for field in one.undeclared:
                why = f" (looks like {field.guess.because})" if field.guess else ""
                self.stdout.write(f"    {field.name}: undeclared{why}")
            for field in one.fields:
                if field.state == DECLARED:
                    what = f"{field.group}, {field.category}" if field.category else field.group
                    self.stdout.write(f"    {field.name}: {what}")
        for slug in unknown or []:
            self.stdout.write(f"No published processing activity is named '{slug}'.")
        self.stdout.write(
            f"{len(found)} models, {sum(len(one.undeclared) for one in found)} undeclared fields."
        )


def _line(one: ModelCoverage) -> str:
    if one.source is not None:
        why = f"part of {one.source.part_of}" if one.source.part_of else ", ".join(one.activities)
        return f"{one.name}: {one.state}, {type(one.source).__name__}, {why}"
    if one.state == NOTHING:
        return f"{one.name}: holds nothing personal. {one.reason}"
    return f"{one.name}: undeclared"


def _report(found: list[ModelCoverage], unknown: list[str] | None) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "complete": not any(one.undeclared for one in found),
        "models": [one.to_json() for one in found],
        "unpublished_activities": unknown,
    }
