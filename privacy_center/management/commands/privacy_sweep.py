"""The command ``privacy_sweep``: takes up what stopped. Run it every few minutes."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from privacy_center.audit import Actor
from privacy_center.delivery import clear, take_up
from privacy_center.erasure.sweeping import sweep
from privacy_center.management.arguments import add_format
from privacy_center.management.progress import Bar


class Command(BaseCommand):
    """Exit 0 when nothing is left undone, 1 when an erasure or a package is still unfinished."""

    help = (
        "Take up erasures and packages whose worker died or whose source failed, and delete "
        "packages that nobody may fetch any more."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The format of the report."""
        add_format(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) where something is still undone."""
        bar = Bar(self.stderr)
        try:
            swept = list(sweep(actor=Actor.system(), progress=bar))
        finally:
            bar.close()
        packages = list(take_up())
        cleared = clear()
        if options["format"] == "json":
            report = {
                "schema": "privacy-center/sweep/1",
                "erasures": [{"reference": run.reference, "status": run.status} for run in swept],
                "packages": [{"reference": one.reference, "state": one.state} for one in packages],
                "packages_removed": cleared,
            }
            self.stdout.write(json.dumps(report, indent=2))
        else:
            for run in swept:
                self.stdout.write(f"{run.reference}: {run.status}")
            for one in packages:
                self.stdout.write(f"{one.reference}: package {one.state}")
            if cleared:
                self.stdout.write(f"{cleared} packages past their time removed.")
            if not (swept or packages or cleared):
                self.stdout.write("Nothing to take up.")
        undone = [run.reference for run in swept if not run.finished]
        undone += [one.reference for one in packages if not one.finished]
        if undone:
            raise CommandError(f"Still unfinished, tried again later: {', '.join(undone)}.")
