"""Who of the staff may do what: two roles, granted to a site's own groups."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet

APP = "privacy_center"

CONFIRM_RETENTION = "confirm_retention"

DECIDE_ERASURE = "decide_erasure"

DECIDE_CORRECTION = "decide_correction"

LOOK_UP_PEOPLE = "look_up_people"

#: Writing the processing records and publishing them; nobody's data (Art. 30).
RECORDS = (
    "add_processingactivity",
    "change_processingactivity",
    "delete_processingactivity",
    "publish_processingactivity",
    "add_datacategory",
    "change_datacategory",
    "delete_datacategory",
    "add_recipient",
    "change_recipient",
    "delete_recipient",
    "add_financialyear",
    "change_financialyear",
    "change_controller",
)

#: Requests, decisions, proofs and the trail: what the privacy officer works with.
OFFICE = (
    CONFIRM_RETENTION,
    DECIDE_ERASURE,
    DECIDE_CORRECTION,
    LOOK_UP_PEOPLE,
    "view_privacyrequest",
    "view_erasurerun",
    "view_retentionrun",
    "change_retentionsettings",
    "view_auditentry",
    "view_consentevent",
    "add_legalhold",
    "change_legalhold",
    "view_legalhold",
)


#: Writing activities, and leaving it to others to publish and to delete them.
WRITING = ("add_processingactivity", "change_processingactivity")


def grant_writer(group: Group) -> None:
    """Let ``group`` write the processing records; with a workflow, submit them for approval.

    Categories, recipients, financial years and the controller have no drafts, so a writer sees
    activities alone. May be called again. Raises LookupError where a permission is missing.
    """
    _grant(group, WRITING)


def grant_editor(group: Group) -> None:
    """Let ``group`` edit and publish the processing records, and nothing about any person.

    May be called again. Raises LookupError where a permission is missing: migrate first.
    """
    _grant(group, RECORDS)


def grant_officer(group: Group) -> None:
    """Let ``group`` do the privacy officer's work, the processing records included.

    May be called again. Raises LookupError where a permission is missing: migrate first.
    """
    _grant(group, (*RECORDS, *OFFICE))


def permissions_to_register() -> QuerySet[Permission]:
    """The permissions that the page of a group in the admin lists besides Wagtail's own."""
    return Permission.objects.filter(content_type__app_label=APP, codename__in=(*RECORDS, *OFFICE))


def _grant(group: Group, codenames: Iterable[str]) -> None:
    wanted = set(codenames)
    found = Permission.objects.filter(
        Q(content_type__app_label=APP, codename__in=wanted)
        | Q(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    missing = wanted - {permission.codename for permission in found}
    if missing:
        raise LookupError(f"No such permissions yet: {', '.join(sorted(missing))}. Migrate first.")
    group.permissions.add(*found)
