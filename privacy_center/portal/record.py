"""Correcting one record (Art. 16)."""

from __future__ import annotations

from .correcting import Correcting
from .page import PersonalPage


class RecordPage(Correcting, PersonalPage):
    """What the record says, and a form for each way in which a value is corrected."""

    template_name = "privacy_center/portal/record.html"
