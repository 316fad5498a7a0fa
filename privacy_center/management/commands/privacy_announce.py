"""The command ``privacy_announce``: go on telling people of changes that do not hold yet."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from privacy_center.management.arguments import add_format
from privacy_center.policy.announcing import announce_all


class Command(BaseCommand):
    """Exit 0 when everybody who can be told has been. Run it every night; nobody is told twice."""

    help = "Go on telling people of changes of the policy that do not hold yet."

    def add_arguments(self, parser: CommandParser) -> None:
        """The format of the report."""
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Report the number of mails by the day of each change."""
        mailed = announce_all()
        if options["format"] == "json":
            changes = [{"effective_on": day, "mailed": sent} for day, sent in mailed.items()]
            self.stdout.write(json.dumps({"changes": changes}, indent=2))
            return
        for day, sent in mailed.items():
            self.stdout.write(f"Takes effect on {day}: {sent} mails sent now.")
        if not mailed:
            self.stdout.write("No change is on its way.")
