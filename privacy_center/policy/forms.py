"""The editor's form of a policy page: what it asks before people are told of a change."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from ..conf import settings
from ..days import site_today
from .versions import announced


class PolicyPageForm(WagtailAdminPageForm):
    """Both fields of a material change or none, and time enough before it takes effect."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Empty the fields of a change that people have been told of already."""
        super().__init__(*args, **kwargs)
        page = self.instance
        if page.pk and page.change_effective_on and announced(page):
            self.initial |= {"change_summary": "", "change_effective_on": None}

    def clean(self) -> dict[str, Any]:
        """Refuse half a change, and one that leaves people no time."""
        values: dict[str, Any] = super().clean()
        summary = (values.get("change_summary") or "").strip()
        day = values.get("change_effective_on")
        if "change_effective_on" in self.errors:
            return values
        if summary and not day:
            self.add_error("change_effective_on", _("Say from which day the change holds."))
        elif day and not summary:
            self.add_error("change_summary", _("Say what changes: people are told these words."))
        elif day and "change_effective_on" in self.changed_data:
            earliest = site_today() + dt.timedelta(days=settings.POLICY_NOTICE_DAYS)
            if day < earliest:
                self.add_error(
                    "change_effective_on",
                    _("People need %(days)d days to decide. The earliest day is %(day)s.")
                    % {"days": settings.POLICY_NOTICE_DAYS, "day": date_format(earliest)},
                )
        return values
