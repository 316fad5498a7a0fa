"""The privacy officer's approval of what runs without asking."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .group import DeclaredGroup
from .rows import GroupRow

#: Who may approve.
PERMISSION = "privacy_cookies.approve_exemption"
#: The entry in Wagtail's log of the group.
ACTION = "cookies.approve_exemption"


def mark_of(group: GroupRow) -> str:
    """What tells the group, in one language's words, from the group before and after a change."""
    said = asdict(group)
    # Another officer's approval changes nothing that there is to read.
    del said["approved"]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def approve_exemption(group: DeclaredGroup, *, by: Any) -> None:
    """Let a group be always on (lag 2022:482 9 kap. 28 §). Who approved stands in Wagtail's log.

    Raises ``ValidationError`` for a group that visitors are asked about. A change of the reason, of
    what breaks without the group, or of what it stores voids the approval.
    """
    if not (group.is_required and group.exemption):
        raise ValidationError(_("Visitors are asked about this group, so there is no exemption."))
    group.approved_at = timezone.now()
    group.save(update_fields=["approved_at"])
    log(instance=group, action=ACTION, user=by)
