"""What a browser is allowed to do on a page of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from home.demo.loading import load_demo
from privacy_center.activities.models import ProcessingActivity
from privacy_center.policy.models import PrivacyPolicyPage

pytestmark = pytest.mark.django_db
HEADER = "Content-Security-Policy"


def policy(response) -> dict[str, str]:
    directives = (part.strip().partition(" ") for part in response[HEADER].split(";"))
    return {name: sources for name, _, sources in directives if name}


@pytest.mark.parametrize("address", ["/account/login/", "/health/live/", "/robots.txt", "/sv/no/"])
def test_public_pages_are_strict(client: Client, address: str) -> None:
    directives = policy(client.get(address))
    assert directives["default-src"] == "'none'"
    assert directives["frame-ancestors"] == "'none'"
    assert directives["base-uri"] == "'none'"
    for name in ("script-src", "style-src", "connect-src", "form-action", "font-src"):
        assert directives[name] == "'self'"
    assert directives["img-src"] == "'self' data: blob:"


def test_the_admin_may_write_scripts_into_its_pages(
    client: Client, django_user_model: type
) -> None:
    user = django_user_model.objects.create_superuser("admin", "admin@example.com", "password")
    client.force_login(user)
    for address in ("/admin/", "/django-admin/"):
        directives = policy(client.get(address))
        assert directives["script-src"] == "'self' 'unsafe-inline'"
        assert directives["frame-ancestors"] == "'self'"
        assert "unsafe-eval" not in str(directives)


def test_an_address_that_only_begins_like_the_admin_is_strict(client: Client) -> None:
    assert policy(client.get("/administration/"))["script-src"] == "'self'"


def test_other_headers(client: Client) -> None:
    response = client.get("/account/login/")
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]


SNIPPET = "wagtailsnippets_privacy_center_processingactivity"


@pytest.mark.parametrize("kind", ["page", "record"])
def test_a_preview_may_stand_in_a_frame_of_the_admin(
    client: Client, django_user_model: type, kind: str
) -> None:
    load_demo()
    client.force_login(django_user_model.objects.get(email="admin@example.com"))
    if kind == "page":
        page = PrivacyPolicyPage.objects.first()
        address = reverse(
            "wagtailadmin_pages:revisions_view", args=[page.pk, page.latest_revision_id]
        )
    else:
        activity = ProcessingActivity.objects.get(slug="purchases")
        revision = activity.latest_revision_id
        address = reverse(f"{SNIPPET}:revisions_view", args=[activity.pk, revision])
    response = client.get(address)
    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == "'self'"
    assert policy(response)["script-src"] == "'self'"
