"""Policy versions in the admin, through its real addresses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Site

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit.models import AuditEntry
from privacy_center.policy.versions import is_behind, latest_version, versions_of
from tests.privacy_center.policy.factories import make_controller, make_pages, make_support

from .factories import activity_form, make_editor, make_officer

pytestmark = pytest.mark.django_db

WARNING = "shows something that no version"


def list_url() -> str:
    return reverse("privacy_policies:index")


def edit_url(activity: ProcessingActivity) -> str:
    return reverse(activity.snippet_viewset.get_url_name("edit"), args=[activity.pk])


def page_editor() -> Any:
    """An editor who may publish every page."""
    editor = make_editor()
    root = Site.objects.get(is_default_site=True).root_page.get_parent()
    for kind in ("change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=editor.groups.get(), page=root, permission=_permission(kind)
        )
    return editor


def _permission(codename: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def test_an_editor_is_warned_and_publishes_a_version_with_one_click(client: Client) -> None:
    editor = page_editor()
    client.force_login(editor)
    support, pages = make_support(), make_pages()
    assert WARNING not in client.get(edit_url(support)).content.decode()

    answer = client.post(edit_url(support), activity_form(support, period_value=5))

    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert WARNING in said
    assert list_url() in said
    assert WARNING in client.get(edit_url(support)).content.decode()
    page = client.get(list_url()).content.decode()
    assert "no version records" in page
    assert all(is_behind(page) for page in pages.values())
    before = versions_of(pages["en"]).count()

    assert client.get(list_url()).status_code == 200
    assert versions_of(pages["en"]).count() == before
    assert client.post(list_url()).status_code == 302

    assert not any(is_behind(page) for page in pages.values())
    assert versions_of(pages["en"]).count() == before + 1
    entry = AuditEntry.objects.filter(action="policy_version_published").latest("seq")
    assert entry.actor == f"staff:{editor.pk}"
    assert WARNING not in client.get(edit_url(support)).content.decode()


def test_who_may_not_publish_the_page_may_not_publish_a_version(client: Client) -> None:
    client.force_login(make_officer())
    support, pages = make_support(), make_pages()
    ProcessingActivity.objects.filter(pk=support.pk).update(period_value=5)
    page = client.get(list_url()).content.decode()
    assert "Somebody who may publish the page has to do it." in page
    client.post(list_url())
    assert versions_of(pages["en"]).count() == 1


def test_the_front_page_of_the_admin_warns_of_a_changed_controller(client: Client) -> None:
    client.force_login(page_editor())
    make_controller()
    make_pages()
    assert WARNING not in client.get("/admin/").content.decode()
    make_controller(authority_name="Another authority")
    assert WARNING in client.get("/admin/").content.decode()


def test_others_do_not_see_the_list(client: Client, django_user_model: Any) -> None:
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(list_url()).status_code in (302, 403)


def send(client: Client, page: Any, **changes: Any) -> Any:
    """Publish the page by its form, fields of a change filled in."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.get(url).context["form"]
    data: dict[str, Any] = {
        "title": page.title,
        "slug": page.slug,
        "introduction": "null",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "change_summary": form["change_summary"].value() or "",
        "change_effective_on": form["change_effective_on"].value() or "",
        "action-publish": "1",
    }
    return client.post(url, data | changes)


def test_a_material_change_needs_words_and_days(client: Client) -> None:
    client.force_login(page_editor())
    page = make_pages()["en"]
    soon = timezone.localdate() + dt.timedelta(days=3)
    for changes, words in (
        ({"change_summary": "New."}, "Say from which day the change holds."),
        ({"change_effective_on": soon.isoformat()}, "Say what changes"),
        (
            {"change_summary": "New.", "change_effective_on": soon.isoformat()},
            "People need 14 days to decide.",
        ),
    ):
        answer = send(client, page, **changes)
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert versions_of(page).count() == 1


def test_the_fields_are_empty_again_once_people_are_told(client: Client) -> None:
    client.force_login(page_editor())
    page = make_pages()["en"]
    day = timezone.localdate() + dt.timedelta(days=20)
    answer = send(client, page, change_summary="New.", change_effective_on=day.isoformat())
    assert answer.status_code == 302
    version = latest_version(page)
    assert version is not None
    assert (version.number, version.effective_on) == (2, day)

    answer = send(client, page, title="Another title")
    assert answer.status_code == 302
    version = latest_version(page)
    assert version is not None
    assert (version.number, version.effective_on) == (3, None)
