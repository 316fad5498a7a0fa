"""What Wagtail's admin remembers while somebody edits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import Admin, EditingSession, FormState

from ..base import PersonalData
from ..registry import nothing_personal, register


@register(EditingSession)
class EditingSessionData(PersonalData):
    """Who has a page open in the editor."""

    activity = "editing"
    subject = ("user",)
    title = _("What you have open in the editor")
    retained_from = "last_seen_at"
    not_identifying = ("content_type", "object_id", "last_seen_at", "is_editing")


@register(FormState)
class FormStateData(PersonalData):
    """A form as it was sent for a preview: a draft of the site's content, never exported."""

    activity = "editing"
    subject = ("user",)
    title = _("Previews of what you are editing")
    retained_from = "last_updated_at"
    not_identifying = ("content_type", "object_id", "parent_object_id", "last_updated_at")
    secret = ("data",)


nothing_personal(Admin, reason="Carries the permission to enter the admin; it has no rows.")
