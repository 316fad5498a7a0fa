"""The command ``privacy_verify``: whether anybody altered the audit trail."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...audit import verify
from ...audit.models import AuditHead


class Command(BaseCommand):
    """Walks the whole chain. Exit 0 where it holds, 1 with the first broken entry."""

    help = "Check the audit trail's chain. Exit 1 and the first broken entry if it was altered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: the format of the report."""
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) for a broken chain."""
        broken = verify()
        head = AuditHead.objects.filter(pk=AuditHead.THE_ONE).first() or AuditHead()
        if options["format"] == "json":
            report = {
                "schema": "privacy-center/audit/1",
                "intact": broken is None,
                "entries": head.seq,
                "head": head.hash,
                "first_broken": broken and {"seq": broken.seq, "reason": broken.reason},
            }
            self.stdout.write(json.dumps(report, indent=2))
        elif broken is None:
            self.stdout.write(f"The audit trail holds: {head.seq} entries, ending in {head.hash}.")
        if broken:
            raise CommandError(f"The audit trail is broken at entry {broken.seq}: {broken.reason}")
