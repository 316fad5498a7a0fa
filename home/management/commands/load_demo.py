"""Load the demo's content and its people."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.demo.accounts import ACCOUNTS, PASSWORD
from home.demo.guest import EMAIL as GUEST
from home.demo.loading import load_demo
from home.demo.synthetic import load_customers
from privacy_center.days import site_today


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ArgumentTypeError("a number of customers is 0 or more")
    return number


class Command(BaseCommand):
    help = "Load the demo: pages, processing records, accounts and records. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--customers",
            type=_count,
            default=0,
            metavar="N",
            help="also make N synthetic customers with 10 orders each",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "load_demo makes accounts with a known password, so it runs only where the "
                "settings say DEMO = True. These settings do not: nothing was loaded."
            )
        if options["verbosity"] < 2:
            # Each page published is a line; whoever wants them says --verbosity 2.
            for name in ("wagtail", "django_tasks"):
                logging.getLogger(name).setLevel(logging.WARNING)
        load_demo()
        if options["customers"]:
            made = load_customers(options["customers"], site_today(), self._progress)
            self.stderr.write(f"{made} customers made.")
        self.stdout.write("The demo is loaded. Accounts:")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<22} {account.what}")
        self.stdout.write(f"Password of each: {PASSWORD}")
        self.stdout.write("Without an account, with a message and a newsletter:")
        self.stdout.write(f"  {GUEST}")

    def _progress(self, done: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done} customers", ending="")
