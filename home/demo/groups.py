"""What editors may do, and what privacy officers may do: neither does the other's work."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Editors"
OFFICERS = "Privacy officers"

#: The processing records, by model.
RECORDS = (
    "processingactivity",
    "activitytext",
    "datacategory",
    "categorytext",
    "recipient",
    "recipienttext",
    "controller",
    "financialyear",
)
#: What the law says nobody changes: they are read, and written by the software alone.
READ_ONLY = ("auditentry", "audithead", "consentevent", "consentwording", "marketingobjection")


def load_groups() -> None:
    """Both groups with exactly these permissions."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.set(_editing())
    _give_pages(editors)
    _give_files(editors)
    officers, _ = Group.objects.get_or_create(name=OFFICERS)
    officers.permissions.set(_deciding())


def _editing() -> QuerySet[Permission]:
    """The admin, the processing records, the cookie declarations and the newsletter."""
    records = Q(content_type__app_label="privacy_center", content_type__model__in=RECORDS)
    cookies = Q(content_type__app_label="privacy_cookies")
    newsletter = Q(content_type__app_label="home", content_type__model="newsletterissue")
    return Permission.objects.filter(_admin() | records | cookies | newsletter)


def _deciding() -> QuerySet[Permission]:
    """The admin and everything of the privacy centre; what is proof, only to read."""
    centre = Q(content_type__app_label="privacy_center")
    proof = Q(content_type__model__in=READ_ONLY) & ~Q(codename__startswith="view_")
    return Permission.objects.filter(_admin() | (centre & ~proof))


def _admin() -> Q:
    return Q(content_type__app_label="wagtailadmin", codename="access_admin")


def _give_pages(group: Group) -> None:
    wanted = {"add_page", "change_page", "publish_page"}
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=wanted
    )
    root = Page.get_first_root_node()
    GroupPagePermission.objects.filter(group=group).exclude(permission__in=permissions).delete()
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_files(group: Group) -> None:
    permissions = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"),
        codename__in=(
            "add_image",
            "change_image",
            "choose_image",
            "add_document",
            "change_document",
            "choose_document",
        ),
    )
    root = Collection.get_first_root_node()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
