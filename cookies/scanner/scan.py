"""A scan from beginning to end."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from ..declarations.snapshot import declarations, forget
from .browse import NoBrowser, visit
from .compare import Finding, compare
from .models import ScanRun, ScanState
from .pages import Unreachable, pages_of

#: Pages that a scan looks at unless told otherwise.
LIMIT = 50


class ScanFailed(Exception):
    """The scan could not be done; says why."""


@dataclass(frozen=True)
class Report:
    """What a scan looked at, and what does not hold."""

    base_url: str
    pages: list[str]
    groups: list[str]
    findings: list[Finding]
    #: Whether the sitemap has more pages than were looked at.
    is_cut: bool

    @property
    def remark(self) -> str:
        """What a reader must know beside the findings, or an empty string."""
        words = _("The sitemap has more pages than the %(count)s that were looked at.")
        return words % {"count": len(self.pages)} if self.is_cut else ""


def scan(base_url: str, limit: int = LIMIT) -> Report:
    """Walk through the site at ``base_url`` and compare with the declarations.

    Raises :class:`ScanFailed`.
    """
    forget()
    declared = declarations()
    groups = [group.varname for group in declared.optional]
    try:
        found = pages_of(base_url, limit + 1)
        pages = found[:limit]
        seen = visit(base_url, pages, groups)
    except (NoBrowser, Unreachable) as error:
        raise ScanFailed(str(error)) from error
    findings = compare(declared, urlsplit(base_url).hostname or "", seen)
    return Report(base_url, pages, groups, findings, is_cut=len(found) > limit)


def carry_out(run: ScanRun, limit: int = LIMIT) -> Report:
    """Do the scan that ``run`` stands for, and keep what it found. Raises :class:`ScanFailed`."""
    try:
        report = scan(run.base_url, limit)
    except ScanFailed as error:
        run.state, run.error = ScanState.FAILED, str(error)
        run.finished_at = timezone.now()
        run.save()
        raise
    run.state, run.pages = ScanState.DONE, len(report.pages)
    run.findings = [finding.as_dict() for finding in report.findings]
    run.error = report.remark
    run.finished_at = timezone.now()
    run.save()
    return report


@task()
def scan_in_background(run: int) -> None:
    """Do a scan that the admin asked for; what went wrong stands on the run."""
    try:
        carry_out(ScanRun.objects.get(pk=run))
    except ScanFailed:
        # The run says so, and the page of scans shows it.
        return
