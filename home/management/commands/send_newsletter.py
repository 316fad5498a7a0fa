"""Send a newsletter issue to its subscribers."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.records.newsletter import NewsletterIssue
from home.sending import AlreadySent, send_issue


class Command(BaseCommand):
    help = "Send a newsletter issue to the confirmed subscribers of its language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "issue", type=int, help="The number of the issue, as the admin shows it."
        )
        parser.add_argument("--dry-run", action="store_true", help="Count, and send nothing.")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        issue = NewsletterIssue.objects.filter(pk=options["issue"]).first()
        if issue is None:
            raise CommandError(f"There is no newsletter issue {options['issue']}.")
        try:
            sending = send_issue(issue, dry_run=options["dry_run"])
        except AlreadySent as error:
            raise CommandError(str(error)) from error
        if options["format"] == "json":
            self.stdout.write(json.dumps({**asdict(sending), "dry_run": options["dry_run"]}))
        else:
            self.stdout.write(
                f"Sent {sending.sent}, left out {sending.suppressed} who may not be written to, "
                f"refused by the mail server {sending.refused}."
            )
