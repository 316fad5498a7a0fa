"""The command ``privacy_replay``: on a restored backup, do again what it has not seen."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from privacy_center.days import moment_of
from privacy_center.ledger.backends import (
    LedgerBackend,
    LedgerUnavailable,
    OddAddress,
    open_ledger,
)
from privacy_center.management.arguments import add_format
from privacy_center.replay import ReplayReport, ReplayStep, replay


def ledger_at(url: str) -> LedgerBackend:
    """The ledger at an address; anything else is a bad argument (exit 2)."""
    try:
        ledger = open_ledger(url)
    except OddAddress as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    if not ledger.keeps:
        raise argparse.ArgumentTypeError("name a ledger, such as file:///absolute/path")
    return ledger


def moment(text: str) -> dt.datetime:
    """A point in time in ISO 8601, in the site's time zone unless it names one (else exit 2)."""
    try:
        return moment_of(dt.datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no time as YYYY-MM-DDTHH:MM:SS+00:00"
        ) from error


class Command(BaseCommand):
    """Exit 0 when all is done, 1 when something remains or the ledger is damaged, 2 for bad input.

    Run it on a restored backup before the site is opened again. It may be broken off and run
    again.
    """

    help = (
        "Carry out again, on a restored backup, every erasure, withdrawal and objection that the "
        "backup had not seen."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The ledger, from when on, whether only to look, and the format."""
        parser.add_argument(
            "--ledger", required=True, type=ledger_at, metavar="URL", help="Where the ledger is."
        )
        parser.add_argument(
            "--since", type=moment, metavar="DATETIME", help="Leave out what was done before."
        )
        parser.add_argument("--dry-run", action="store_true", help="Show it; change nothing.")
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) where anything remains."""
        ledger: LedgerBackend = options["ledger"]
        try:
            if not ledger.found():
                raise CommandError("There is no ledger at this address.")
            report = replay(
                ledger,
                since=options["since"],
                dry_run=options["dry_run"],
                progress=self._progress(options),
            )
        except LedgerUnavailable as error:
            raise CommandError(str(error)) from error
        self._tell(report, options["format"])
        for fault in report.faults:
            if fault.harmless:
                self.stderr.write(
                    f"Line {fault.line} of the ledger is torn: its deed was not done."
                )
        self._judge(report)

    def _progress(self, options: dict[str, Any]) -> Any:
        if options["format"] == "json" or not self.stderr.isatty():
            return None

        def tell(step: ReplayStep) -> None:
            self.stderr.write(f"{step.entry.kind} {step.entry.id}: {step.outcome}")

        return tell

    def _tell(self, report: ReplayReport, form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps(report.to_json(), indent=2))
            return
        self.stdout.write(f"{report.entries} entries, {report.seen} seen before: {report.status}")
        for step in report.steps:
            purpose = f" {step.entry.purpose}" if step.entry.purpose else ""
            reason = f" ({step.reason})" if step.reason else ""
            self.stdout.write(
                f"  {step.entry.at:%Y-%m-%d %H:%M:%S} {step.entry.kind}{purpose}:"
                f" {step.outcome}{reason}"
            )

    def _judge(self, report: ReplayReport) -> None:
        damaged = [fault for fault in report.faults if not fault.harmless]
        if damaged:
            first = damaged[0]
            raise CommandError(
                f"The ledger is damaged at {len(damaged)} places, first at line {first.line}"
                f" ({first.damage}): entries may be lost."
            )
        remaining = sum(not step.settled for step in report.steps)
        if remaining and not report.dry_run:
            raise CommandError(f"{remaining} entries are not carried out: run the command again.")
