"""The command ``privacy_retention``: what is past its time, and its removal."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from privacy_center.audit import Actor
from privacy_center.management.arguments import add_format, day
from privacy_center.retention import RulesPending, pending_rules, retain, retention_plan
from privacy_center.retention.due import SCHEMA


class Command(BaseCommand):
    """Exit 0 when done, 1 when partial or waiting for the officer, 2 for a bad date."""

    help = "Remove what is past the time that the policy promises, or show what that is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether only to look, the day to look from, and the format."""
        parser.add_argument("--dry-run", action="store_true", help="Show it; change nothing.")
        parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="Today unless given.")
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) while rules wait or a step failed."""
        today = options["as_of"]
        if options["dry_run"]:
            planned = retention_plan(today)
            waiting = [rule.activity.slug for rule in pending_rules(counted=False)]
            self._report(planned.today, planned.to_json(), "planned", waiting, options)
            return
        try:
            run, planned = retain(actor=Actor.command(), today=today)
        except RulesPending as pending:
            planned = retention_plan(today)
            slugs = [rule.activity.slug for rule in pending.rules]
            self._report(planned.today, planned.to_json(), "waiting", slugs, options)
            raise CommandError(
                f"Nothing was removed: the privacy officer has not confirmed the rule of {pending}."
            ) from pending
        self._report(run.as_of, run.steps, run.status, [], options)
        if run.status != "complete":
            raise CommandError("The run is partial: run the command again to go on.")

    def _report(
        self,
        today: Any,
        steps: list[dict[str, Any]],
        status: str,
        waiting: list[str],
        options: dict[str, Any],
    ) -> None:
        if options["format"] == "json":
            report = {
                "schema": SCHEMA,
                "as_of": today.isoformat(),
                "dry_run": options["dry_run"],
                "status": str(status),
                "steps": steps,
                "awaiting_confirmation": waiting,
            }
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
            return
        self.stdout.write(f"Past its time on {today:%Y-%m-%d}: {status}")
        for step in steps:
            self.stdout.write(
                f"  {step['action']:<10} {step['records']:>6}  {step['source']}"
                f" ({step['activity']}, {step['status']}) {step['ground']}"
            )
        if not steps:
            self.stdout.write("  nothing")
        if waiting:
            self.stdout.write(f"  The officer has yet to confirm: {', '.join(waiting)}")
