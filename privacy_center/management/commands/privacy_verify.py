"""The command ``privacy_verify``: whether anybody altered the audit trail, or a receipt."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...audit import verify
from ...audit.models import AuditHead
from ...ledger import is_ours


class Command(BaseCommand):
    """Walks the whole chain. Exit 0 where it holds, 1 with the first broken entry.

    With ``--receipt`` it checks a receipt's signature instead: 1 where this site did not write it.
    """

    help = "Check the audit trail's chain, or the signature of a receipt. Exit 1 if altered."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The receipt to check, if any, and the format of the report."""
        parser.add_argument("--receipt", metavar="FILE", help="Check this receipt, not the trail.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) for a broken chain."""
        if options["receipt"] is not None:
            self._receipt(Path(options["receipt"]), options["format"])
            return
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

    def _receipt(self, path: Path, form: str) -> None:
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"Could not read the receipt: {error.strerror}.") from error
        except ValueError:
            raise CommandError("The file is no receipt: it is not JSON.") from None
        ours = isinstance(document, dict) and is_ours(document)
        if form == "json":
            self.stdout.write(json.dumps({"schema": "privacy-center/signature/1", "ours": ours}))
        elif ours:
            told = f"{document.get('reference')}: {document.get('status')}"
            self.stdout.write(f"This site wrote this receipt, unaltered. {told}")
        if not ours:
            raise CommandError("This site did not write this receipt, or it was altered since.")
