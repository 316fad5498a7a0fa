"""Mail to people about their data. Texts are template files that a site may override.

``privacy_center/mail/<template>.subject.txt`` and ``<template>.txt`` make a mail; its HTML is
derived from the text by ``mail/frame.html``, unless ``<template>.html`` stands beside it.

| template | what its context holds |
|---|---|
| ``account_unused`` | ``erase_on`` (date), ``sign_in_url`` |
| ``consent_asked`` | ``purpose`` (title), ``wording``, ``confirm_url``, ``days`` (how long it holds) |
| ``consent_withdrawn`` | ``purpose`` (title), ``consents_url`` |
| ``correction_decided`` | ``accepted`` (bool), ``beside`` (bool: as a note), ``field`` (label, never the value), ``answer`` (of staff, only to people without an account), ``request_url`` |
| ``data_rectified`` | ``fields`` (labels, never values), ``data_url`` |
| ``erasure_alert`` | to officers: ``reference``, ``given_up`` (bool), ``broken`` (the kind of an error that no step tells), ``failed`` and ``elsewhere`` (lists of ``title``, ``reason``), ``residue`` (how many places), ``office_url`` |
| ``erasure_receipt`` | ``receipt_url``, ``status``, ``due_on`` (a date or None), ``kept`` and ``waiting``: lists of ``title``, ``ground`` (with its law), ``kept_until`` (date or None) |
| ``export_fetched`` | ``at`` (datetime), ``download_url`` |
| ``hold_reviews_due`` | to officers: ``holds`` (list of ``title``, empty for everything of a person, ``set_on`` and ``review_on``, dates), ``office_url`` |
| ``marketing_objected`` | ``consents_url`` |
| ``package_ready`` | ``expires_at`` (datetime), ``download_url`` |
| ``policy_changed`` | ``summary``, ``effective_on`` (date), ``policy_url``, ``compare_url``, ``consents`` (list of ``title``, ``url``), ``consents_url`` |
| ``proof_code`` | ``code``, ``minutes`` (how long it holds) |
| ``retention_waits`` | to officers: ``rules`` (list of ``title``, ``was``, ``now``) or ``records`` (how many) and ``jumps`` (list of ``title``, ``records``), ``office_url`` |
| ``request_received`` | ``kind`` (in words), ``received_on`` and ``due_on`` (dates), ``requests_url`` |

Addresses (``…_url``) are absolute. Every template also has ``controller``, ``site_name`` and
``language``.
"""  # noqa: E501

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone, translation

from ..audit import record
from ..conf import settings as privacy_settings
from ..ledger import pseudonym
from .blocks import blocks
from .sender import controller_of_site, from_address, one_line

logger = logging.getLogger("privacy_center.notices")

FOLDER = "privacy_center/mail"

# Says that no person wrote this, so that absence replies stay away (RFC 3834).
_AUTOMATIC = {"Auto-Submitted": "auto-generated"}


def send(
    template: str,
    *,
    to: str,
    language: str,
    context: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Mail one person, in ``language``, once the present transaction has committed.

    ``context`` holds plain values, which must not change afterwards. A mail that cannot be made
    or sent never undoes the deed it tells of: it is logged without the address, and stands on the
    audit trail as ``notice_failed`` with the pseudonym of the address and the kind of error.
    """
    transaction.on_commit(
        partial(_deliver, template, to, language, dict(context), dict(headers or {}))
    )


def send_now(template: str, *, to: str, language: str, context: Mapping[str, Any]) -> bool:
    """Mail one person at once; whether the mail server took it. Failures as in :func:`send`."""
    return _deliver(template, to, language, dict(context), {})


def render(
    template: str, *, to: str, language: str, context: Mapping[str, Any]
) -> EmailMultiAlternatives:
    """The mail as it would be sent. Raises what the templates raise."""
    controller = controller_of_site()
    language = language or settings.LANGUAGE_CODE
    # Whoever sets a mail off, it says the times of the site.
    with translation.override(language), timezone.override(timezone.get_default_timezone()):
        values: dict[str, Any] = {
            "controller": controller,
            "site_name": controller.name or privacy_settings.SITE_NAME,
            "language": language,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            **context,
        }
        subject = one_line(render_to_string(f"{FOLDER}/{template}.subject.txt", values))
        text = _tidy(render_to_string(f"{FOLDER}/{template}.txt", values))
        html = _html(template, {**values, "subject": subject, "blocks": blocks(text)})
    mail = EmailMultiAlternatives(
        subject, text, from_address(controller), [one_line(to)], headers=dict(_AUTOMATIC)
    )
    mail.attach_alternative(html, "text/html")
    return mail


def _deliver(
    template: str, to: str, language: str, context: dict[str, Any], headers: dict[str, str]
) -> bool:
    try:
        mail = render(template, to=to, language=language, context=context)
        mail.extra_headers.update(headers)
        mail.send()
    except Exception as error:  # noqa: BLE001 - whatever a template or a mail server does
        _note_failure(template, to, type(error).__name__)
        return False
    return True


def _note_failure(template: str, to: str, error: str) -> None:
    logger.error("The mail %s could not be sent: %s", template, error)
    try:
        record("notice_failed", actor=None, subject=pseudonym(to), template=template, error=error)
    except Exception as second:  # noqa: BLE001 - the deed is done: nothing may reach its caller
        logger.error("The audit trail did not take it: %s", type(second).__name__)


def _html(template: str, values: dict[str, Any]) -> str:
    try:
        return render_to_string(f"{FOLDER}/{template}.html", values)
    except TemplateDoesNotExist:
        return render_to_string(f"{FOLDER}/frame.html", values)


def _tidy(text: str) -> str:
    return re.sub(r"\n[ \t]*(\n[ \t]*)+\n?", "\n\n", text).strip() + "\n"
