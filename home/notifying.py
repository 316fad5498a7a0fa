"""The site's own mails, sent the way the privacy centre sends its."""

from __future__ import annotations

from django.conf import settings
from wagtail.admin.utils import get_admin_base_url

from privacy_center.notices import send

from .records.support import SupportCase


def ask_to_confirm(
    *, to: str, language: str, address: str, purpose: str, subject_matter: str
) -> None:
    """Mail the link of a sign-up; ``purpose`` is ``newsletter`` or ``trial``."""
    context = {"address": address, "subject_matter": subject_matter}
    send(f"home_confirm_{purpose}", to=to, language=language, context=context)


def thank_for_message(to: str, language: str) -> None:
    """Tell somebody that their message has come in. Never repeats the message."""
    send("home_message_received", to=to, language=language, context={})


def tell_staff_of_case(to: str, case: SupportCase) -> None:
    """Tell the staff that there is a case. What it says stays in the case."""
    context = {"number": case.pk, "admin": get_admin_base_url()}
    send("home_case_opened", to=to, language=settings.LANGUAGE_CODE, context=context)
