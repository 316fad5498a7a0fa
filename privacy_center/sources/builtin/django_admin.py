"""The log of Django's own admin."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext_lazy as _

from ..registry import register
from ..repeating import RepeatsRecords


@register(LogEntry)
class AdminLogData(RepeatsRecords):
    """What an account did in Django's admin.

    A row must name an existing account, so the rows go with it. What others did to a person's
    records stays, without the names that the log repeats.
    """

    activity = "editing"
    subject = ("user",)
    title = _("What you did in the administration")
    retained_from = "action_time"
    fields = {"object_repr": "user-content", "change_message": "user-content"}
    not_identifying = ("action_time", "content_type", "object_id", "action_flag")

    def label(self, record: Any) -> str:
        """The action alone: what it was done to may be another person."""
        return str(record.get_action_flag_display())

    def anonymise(self, record: Any, subject: Any) -> None:
        """Keep who did it and when; forget what the record was called."""
        self.rows().filter(pk=record.pk).update(object_repr="", change_message="")
