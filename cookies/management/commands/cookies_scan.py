"""The command ``cookies_scan``: the declarations against a real browser."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from ...scanner.models import ScanRun
from ...scanner.scan import LIMIT, Report, ScanFailed, carry_out


def _address(text: str) -> str:
    there = urlsplit(text)
    if there.scheme not in ("http", "https") or not there.netloc:
        raise ArgumentTypeError("write an address such as https://www.example.com")
    return text


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ArgumentTypeError("at least one page must be looked at")
    return number


class Command(BaseCommand):
    """Exit 0 where everything holds, 1 where something does not or the scan could not be done."""

    help = (
        "Crawl the site in headless Chromium before a choice, after refusing, after accepting each "
        "group alone and after withdrawing; exit 1 on anything undeclared, early, outlived or left."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where, how far, and in which form to report."""
        parser.add_argument(
            "--base-url", type=_address, help="Where the site is served. Default: its own address."
        )
        parser.add_argument("--limit", type=_count, default=LIMIT, help="Pages at most.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report on stdout; raise CommandError (exit 1) where something does not hold."""
        base_url = options["base_url"] or _own_address()
        self.stderr.write(f"Looking at {base_url} …")
        try:
            report = carry_out(ScanRun.objects.create(base_url=base_url), options["limit"])
        except ScanFailed as error:
            raise CommandError(str(error)) from error
        if report.is_cut:
            self.stderr.write(f"{report.remark} --limit sets how many.")
        if options["format"] == "json":
            self.stdout.write(json.dumps(_as_dict(report), indent=2))
        else:
            for finding in report.findings:
                self.stdout.write(str(finding))
            self.stdout.write(
                f"{len(report.pages)} pages, {len(report.groups)} groups: "
                f"{len(report.findings)} findings."
            )
        if report.findings:
            raise CommandError(f"{len(report.findings)} findings: the declarations do not hold.")


def _own_address() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise CommandError("There is no default site: name one with --base-url.")
    address: str = site.root_url
    return address


def _as_dict(report: Report) -> dict[str, Any]:
    return {
        "schema": "cookies/scan/1",
        "base_url": report.base_url,
        "pages": report.pages,
        "more_pages": report.is_cut,
        "groups": report.groups,
        "findings": [finding.as_dict() for finding in report.findings],
    }
