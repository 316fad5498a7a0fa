"""The command ``privacy_retention``: what is past its time, and its removal."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import override

from privacy_center.activities.book import ActivityBook
from privacy_center.audit import Actor
from privacy_center.days import site_today
from privacy_center.erasure.step import Step
from privacy_center.management.arguments import add_format, day
from privacy_center.retention import (
    ApprovalNeeded,
    RetentionPlan,
    RulesPending,
    RunGoesOn,
    approved_plan,
    csv_lines,
    due_lines,
    pending_rules,
    questions,
    retain,
    retention_plan,
    samples,
    tend_unused_accounts,
)
from privacy_center.retention.due import SCHEMA


class Command(BaseCommand):
    """Exit 0 when done, 1 when partial or waiting for the officer, 2 for a bad or coming date."""

    help = "Remove what is past the time that the policy promises, or show what that is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether only to look, the day to look from, where to export to, and the format."""
        parser.add_argument("--dry-run", action="store_true", help="Show it; change nothing.")
        parser.add_argument(
            "--as-of",
            type=day,
            metavar="YYYY-MM-DD",
            help="Today unless given; a day to come only with --dry-run.",
        )
        parser.add_argument(
            "--export",
            type=Path,
            metavar="FILE",
            help="With --dry-run: each record that is due, as CSV or, ending in .json, as JSON.",
        )
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) while anything waits or a step failed."""
        today: dt.date | None = options["as_of"]
        if options["dry_run"]:
            self._look(today, options)
            return
        if today is not None and today > site_today():
            raise CommandError(
                "--as-of: a run removes what is past its time today; look ahead with --dry-run.",
                returncode=2,
            )
        try:
            run, planned = retain(actor=Actor.command(), today=today, progress=self._progress())
        except RulesPending as pending:
            slugs = [rule.activity.slug for rule in pending.rules]
            self._report(retention_plan(today), "waiting", options, waiting=slugs)
            raise CommandError(
                f"Nothing was removed: the privacy officer has not confirmed the rule of {pending}."
                " Do it in the admin, under Privacy, Retention."
            ) from pending
        except ApprovalNeeded as needed:
            self._report(needed.planned, "waiting", options, asked=list(map(str, needed.asked)))
            raise CommandError(
                f"Nothing was removed: the privacy officer has to approve this run ({needed})."
                " Do it in the admin, under Privacy, Retention."
            ) from needed
        except RunGoesOn as error:
            raise CommandError(str(error)) from error
        unused = tend_unused_accounts(actor=Actor.command(), today=today).to_json()
        self._tell(
            run.as_of, self._words(planned, options), str(run.status), options, unused=unused
        )
        if run.status != "complete":
            raise CommandError("The run is partial: run the command again to go on.")
        if unused["failed"]:
            raise CommandError(f"{unused['failed']} unused accounts could not be dealt with.")

    def _look(self, today: dt.date | None, options: dict[str, Any]) -> None:
        planned = retention_plan(today)
        asked = questions(planned)
        if asked and approved_plan(planned.today) is not None:
            asked = []
        self._report(
            planned,
            "planned",
            options,
            waiting=[rule.activity.slug for rule in pending_rules(counted=False)],
            asked=list(map(str, asked)),
            unused=tend_unused_accounts(actor=Actor.command(), today=today, dry_run=True).to_json(),
        )
        if options["export"]:
            self._export(planned, options["export"])

    def _export(self, planned: RetentionPlan, path: Path) -> None:
        try:
            with path.open("w", encoding="utf-8", newline="") as file:
                if path.suffix == ".json":
                    json.dump(list(due_lines(planned)), file, indent=2, ensure_ascii=False)
                else:
                    file.writelines(csv_lines(planned))
        except OSError as error:
            raise CommandError(f"Could not write the export: {error.strerror}.") from error

    def _words(self, planned: RetentionPlan, options: dict[str, Any]) -> list[dict[str, Any]]:
        """The steps; as text, in English like all else that commands say."""
        with override("en") if options["format"] == "text" else nullcontext():
            return planned.to_json()

    def _report(
        self, planned: RetentionPlan, status: str, options: dict[str, Any], **more: Any
    ) -> None:
        """A plan, with a few records of each step by key and date."""
        book = ActivityBook.open()
        shown = [[one.to_json() for one in samples(step, book)] for step in planned.steps]
        steps = [
            {**step, "samples": some}
            for step, some in zip(self._words(planned, options), shown, strict=True)
        ]
        self._tell(planned.today, steps, status, options, **more)

    def _tell(
        self,
        today: dt.date,
        steps: list[dict[str, Any]],
        status: str,
        options: dict[str, Any],
        *,
        waiting: list[str] | None = None,
        asked: list[str] | None = None,
        unused: dict[str, int] | None = None,
    ) -> None:
        if options["format"] == "json":
            report = {
                "schema": SCHEMA,
                "as_of": today.isoformat(),
                "dry_run": options["dry_run"],
                "status": status,
                "steps": steps,
                "awaiting_confirmation": waiting or [],
                "awaiting_approval": asked or [],
                "unused_accounts": unused,
            }
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
            return
        self.stdout.write(f"Past its time on {today:%Y-%m-%d}: {status}")
        for step in steps:
            self.stdout.write(
                f"  {step['action']:<10} {step['records']:>6}  {step['source']}"
                f" ({step['activity']}, {step['status']}) {step['ground']}"
            )
            for sample in step.get("samples", ()):
                self.stdout.write(
                    f"             {sample['key'] or '–'}: from {sample['counts_from']},"
                    f" kept until {sample['kept_until']}"
                )
        if not steps:
            self.stdout.write("  nothing")
        if waiting:
            self.stdout.write(f"  The officer has yet to confirm: {', '.join(waiting)}")
        for question in asked or ():
            self.stdout.write(f"  The officer has yet to approve: {question}")
        if unused and any(unused.values()):
            told = ", ".join(f"{count} {name}" for name, count in unused.items() if count)
            self.stdout.write(f"  Unused accounts: {told}")

    def _progress(self) -> Any:
        """Batch by batch on a terminal; nothing in a pipe."""
        if not self.stderr.isatty():
            return None

        def tell(step: Step, done: int) -> None:
            self.stderr.write(f"\r{step.source.name}: {done} of {step.records}", ending="")

        return tell
