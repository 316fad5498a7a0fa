"""Nobody signs in past the second factor."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/"
RESET = "/account/password/reset/"


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/admin/login/", SIGN_IN),
        ("/admin/login/?next=/admin/pages/", f"{SIGN_IN}?next=%2Fadmin%2Fpages%2F"),
        ("/admin/login/?next=https://elsewhere.example.org/", SIGN_IN),
        ("/sv/_util/login/", SIGN_IN),
        ("/en/_util/login/?next=/en/", f"{SIGN_IN}?next=%2Fen%2F"),
        ("/admin/password_reset/", RESET),
        ("/admin/password_reset/done/", RESET),
        ("/admin/password_reset/confirm/MQ/a-token/", RESET),
        ("/admin/password_reset/complete/", RESET),
        ("/admin/", f"{SIGN_IN}?next=/admin/"),
        ("/django-admin/login/?next=/django-admin/", f"{SIGN_IN}?next=%2Fdjango-admin%2F"),
        ("/django-admin/", "/django-admin/login/?next=/django-admin/"),
    ],
)
def test_closed_door(client: Client, door: str, leads_to: str) -> None:
    response = client.get(door)
    assert (response.status_code, response["Location"]) == (302, leads_to)


@pytest.mark.parametrize(
    "door", ["/admin/login/", "/sv/_util/login/", "/django-admin/login/", "/admin/password_reset/"]
)
def test_a_password_posted_to_a_closed_door_opens_nothing(
    client: Client, django_user_model: type, door: str
) -> None:
    django_user_model.objects.create_superuser("admin", "admin@example.com", "demo-password-1")
    response = client.post(door, {"username": "admin", "password": "demo-password-1"})
    assert response.status_code == 302
    assert "_auth_user_id" not in client.session


def test_wagtail_manages_no_password_and_no_address(
    client: Client, django_user_model: type
) -> None:
    user = django_user_model.objects.create_superuser("admin", "admin@example.com", "password")
    client.force_login(user)
    page = client.get("/admin/account/").content.decode()
    assert 'name="password-' not in page
    assert 'name="name_email-email"' not in page
