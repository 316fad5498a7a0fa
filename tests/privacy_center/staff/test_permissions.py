"""Who may open what."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from privacy_center.audit import Actor, record
from privacy_center.audit.models import AuditEntry
from privacy_center.holds.models import LegalHold
from privacy_center.staff.permissions import grant_editor, grant_officer
from tests.privacy_center.policy.factories import make_pages

from .factories import make_editor, make_officer

pytestmark = pytest.mark.django_db

OFFICE = [
    "privacy_requests:index",
    "privacy_erasures:index",
    "privacy_audit:index",
    "privacy_holds:index",
    "privacy_holds:add",
    "privacy_consents:index",
    "privacy_retention:index",
]
RECORDS = [
    "wagtailsnippets_privacy_center_processingactivity:list",
    "wagtailsnippets_privacy_center_datacategory:list",
    "wagtailsnippets_privacy_center_recipient:list",
    "privacy_financial_years:index",
]


def refused(response: Any) -> bool:
    return response.status_code == 403 or response.get("Location") == reverse("wagtailadmin_home")


@pytest.mark.parametrize("name", OFFICE)
def test_an_editor_opens_nothing_of_the_office(client: Client, name: str) -> None:
    client.force_login(make_editor())
    assert refused(client.get(reverse(name)))


@pytest.mark.parametrize("name", OFFICE)
def test_nobody_opens_it_without_signing_in(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert "login" in response.headers["Location"]


@pytest.mark.parametrize("name", [*RECORDS, *OFFICE])
def test_an_officer_opens_everything(client: Client, name: str) -> None:
    client.force_login(make_officer())
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", RECORDS)
def test_an_editor_opens_the_records(client: Client, name: str) -> None:
    client.force_login(make_editor())
    assert client.get(reverse(name)).status_code == 200


def test_an_editor_confirms_no_rule(client: Client) -> None:
    client.force_login(make_editor())
    assert refused(client.post(reverse("privacy_retention:index")))


def test_the_menu_of_an_editor_names_no_office(client: Client) -> None:
    client.force_login(make_editor())
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "privacy/activities" in html
    for address in ("requests", "audit", "erasures", "retention", "consents", "holds"):
        assert f"privacy/{address}/" not in html


def test_an_officer_edits_no_page(client: Client) -> None:
    client.force_login(make_officer())
    page = make_pages()["en"]
    assert refused(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    root = Site.objects.get(is_default_site=True).root_page
    assert refused(client.get(reverse("wagtailadmin_pages:add_subpage", args=[root.pk])))


def test_both_change_the_controller(client: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["privacy_center", "controller"])
    for user in (make_editor(), make_officer()):
        client.force_login(user)
        assert client.get(address, follow=True).status_code == 200


def test_not_even_a_superuser_changes_the_trail(client: Client, admin_user: Any) -> None:
    record("tested", actor=Actor.system())
    client.force_login(admin_user)
    html = client.get(reverse("privacy_audit:index")).content.decode()
    entry = AuditEntry.objects.get()
    assert reverse("privacy_audit:inspect", args=[entry.pk]) in html
    for view in ("edit", "delete", "new"):
        response = client.get(f"/admin/privacy/audit/{view}/{entry.pk}/", follow=True)
        assert response.status_code == 404


def test_granting_twice_is_granting_once() -> None:
    group = Group.objects.create(name="Staff")
    grant_editor(group)
    before = set(group.permissions.values_list("pk", flat=True))
    grant_editor(group)
    assert set(group.permissions.values_list("pk", flat=True)) == before
    grant_officer(group)
    assert group.permissions.filter(codename="confirm_retention").exists()


def test_an_editor_is_granted_nothing_about_people() -> None:
    group = Group.objects.create(name="Staff")
    grant_editor(group)
    names = set(group.permissions.values_list("codename", flat=True))
    assert not {name for name in names if name.startswith("view_")}
    assert "confirm_retention" not in names


def test_the_groups_page_lists_the_permissions(client: Client, admin_user: Any) -> None:
    client.force_login(admin_user)
    html = client.get(reverse("wagtailusers_groups:add")).content.decode()
    permission = Permission.objects.get(codename="confirm_retention")
    assert f'value="{permission.pk}"' in html


def test_a_hold_is_set_and_never_deleted(client: Client) -> None:
    officer = make_officer()
    client.force_login(officer)
    response = client.post(
        reverse("privacy_holds:add"),
        {
            "ground": "claim",
            "pseudonym": "0" * 32,
            "source": "",
            "record_key": "",
            "reason": "A dispute since March.",
            "review_on": "2027-03-01",
            "lifted_at": "",
        },
    )
    assert response.status_code == 302
    hold = LegalHold.objects.get()
    assert hold.set_by == officer
    assert refused(client.post(reverse("privacy_holds:delete", args=[hold.pk])))
    assert client.get(reverse("privacy_holds:edit", args=[hold.pk])).status_code == 200


def test_a_hold_names_a_person_or_a_record(client: Client) -> None:
    client.force_login(make_officer())
    response = client.post(
        reverse("privacy_holds:add"),
        {"ground": "claim", "reason": "x", "review_on": "2027-03-01"},
    )
    assert response.status_code == 200
    html = response.content.decode()
    assert "fill in the person, or choose a source" in html
    assert "Such as 12." in html
