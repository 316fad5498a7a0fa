"""The command ``privacy_erase``: the plan of an erasure, or the erasure and its receipt."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language, override

from privacy_center.audit import Actor
from privacy_center.erasure import AlreadyRunning, open_run_of, plan
from privacy_center.ledger.backends import LedgerUnavailable
from privacy_center.management.arguments import add_email, add_format, person
from privacy_center.management.progress import Bar
from privacy_center.requests import Channel, request_erasure
from privacy_center.subjects import Subject, subject_of_email


class Command(BaseCommand):
    """Exit 0 when done or waiting for a decision, 1 when partial, failed, or nobody is known."""

    help = "Erase a person's data as far as the law lets it go, or show what that would do."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, whether only to look, and the format."""
        add_email(parser)
        parser.add_argument("--dry-run", action="store_true", help="Show the plan; change nothing.")
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) for anything less than done."""
        subject = self._subject(options["email"])
        if options["dry_run"]:
            planned = plan(subject)
            if options["format"] == "text":
                # In English, like all else that commands say; JSON keeps the site's language.
                with override("en"):
                    self._report(planned.to_json(), "text")
            else:
                self._report(planned.to_json(), "json")
            return
        bar = Bar(self.stderr)
        try:
            run = request_erasure(
                subject,
                actor=Actor.command(),
                language=get_language() or "en",
                channel=Channel.COMMAND,
                progress=bar,
            )
        except (AlreadyRunning, LedgerUnavailable) as error:
            raise CommandError(str(error)) from error
        finally:
            bar.close()
        self._report(run.receipt(), options["format"])
        if run.status not in ("complete", "awaiting_decision"):
            raise CommandError(
                f"The erasure is {run.status}: run the command again to go on, or leave it to "
                "privacy_sweep."
            )

    def _subject(self, email: str) -> Subject:
        """Somebody whose erasure is unfinished is known by its run, whatever is left."""
        subject = subject_of_email(email)
        return subject if open_run_of(subject) else person(email)

    def _report(self, report: dict[str, Any], form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
            return
        status = "planned" if report["dry_run"] else report["status"]
        self.stdout.write(f"{report['subject']}: {status}")
        for step in report["steps"]:
            until = f", until {step['kept_until']}" if step["kept_until"] else ""
            why = " ".join(filter(None, [step["exemption"], step["legal_reference"]]))
            law = f" [{why}]" if why else ""
            # A receipt is written in the person's language, and stays there.
            ground = f" {step['ground']}" if report["dry_run"] else ""
            self.stdout.write(
                f"  {step['action']:<10} {step['records']:>6}  {step['source']}"
                f" ({step['status']}{until}){law}{ground}"
            )
            if step["reason"]:
                self.stdout.write(f"             failed: {step['reason']}")
        for held in report["elsewhere"]:
            self.stdout.write(f"  held elsewhere: {held['name']} ({held['status']})")
        for left in report["residue"]:
            self.stdout.write(
                f"  still found {left['count']} times in {left['model']}.{left['field']}"
                f" ({left['state']})"
            )
