"""What editors may do, and what privacy officers may do: neither does the other's work."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from privacy_center.staff.permissions import grant_editor, grant_officer

EDITORS = "Editors"
OFFICERS = "Privacy officers"
#: Why a group needs no consent is for the privacy officer to say.
APPROVE = "approve_exemption"


def load_groups() -> None:
    """Both groups with exactly these permissions."""
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.set(_declaring())
    grant_editor(editors)
    _give_pages(editors)
    _give_files(editors)
    officers, _ = Group.objects.get_or_create(name=OFFICERS)
    officers.permissions.clear()
    grant_officer(officers)
    officers.permissions.add(
        *Permission.objects.filter(
            content_type__app_label="privacy_cookies", codename__in=(APPROVE, "view_consentreceipt")
        )
    )


def _declaring() -> QuerySet[Permission]:
    """The cookie declarations and what is known of the choices, and the newsletter."""
    cookies = Q(content_type__app_label="privacy_cookies") & ~Q(codename=APPROVE)
    newsletter = Q(content_type__app_label="home", content_type__model="newsletterissue")
    return Permission.objects.filter(cookies | newsletter)


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
