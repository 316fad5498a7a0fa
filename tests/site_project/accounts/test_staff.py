"""Staff come in with two steps, where the site asks for it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from .people import administrator, code, person, sign_in, with_app, with_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def required(settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True


def _go(client: Client, path: str = "/admin/") -> tuple[str, str]:
    """Where a request for ``path`` is sent, and what it is to come back to."""
    answer = client.get(path)
    assert answer.status_code == 302, answer.status_code
    address = urlsplit(answer["Location"])
    return address.path, "".join(parse_qs(address.query).get("next", []))


@pytest.mark.usefixtures("required")
class TestRequired:
    def test_staff_without_a_second_step_is_sent_to_set_one_up(self, client: Client) -> None:
        sign_in(client, administrator())
        assert _go(client) == ("/account/2fa/", "")
        assert _go(client, "/django-admin/") == ("/account/2fa/", "")

    def test_an_editor_is_staff_too(self, client: Client) -> None:
        editor = person("editor@example.com")
        group = Group.objects.create(name="Writers")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        editor.groups.add(group)
        sign_in(client, editor)
        assert _go(client) == ("/account/2fa/", "")

    def test_staff_who_signed_in_with_both_steps_comes_in(self, client: Client) -> None:
        admin = with_app(administrator())
        sign_in(client, admin, "/admin/")
        assert client.post("/account/2fa/authenticate/", {"code": code()})["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200

    def test_a_session_opened_without_the_step_must_confirm(self, client: Client) -> None:
        admin = administrator()
        sign_in(client, admin)
        with_app(admin)
        path, back = _go(client, "/admin/reports/locked/?q=1")
        assert (path, back) == ("/account/2fa/reauthenticate/", "/admin/reports/locked/?q=1")
        answer = client.post(path, {"code": code(), "next": back})
        assert answer["Location"] == back
        assert client.get(back).status_code == 200

    def test_confirming_with_the_password_is_not_enough(self, client: Client) -> None:
        admin = administrator()
        sign_in(client, admin)
        with_app(admin)
        client.post("/account/reauthenticate/", {"password": "demo-password-1"})
        assert _go(client)[0] == "/account/2fa/reauthenticate/"

    def test_who_has_only_a_passkey_confirms_with_it(self, client: Client) -> None:
        admin = administrator()
        sign_in(client, admin)
        with_key(admin)
        path, back = _go(client)
        assert (path, back) == ("/account/2fa/webauthn/reauthenticate/", "/admin/")
        assert client.get(path).status_code == 200

    def test_recovery_codes_alone_are_no_second_step(self, client: Client) -> None:
        admin = with_app(administrator())
        admin.authenticator_set.filter(type="totp").delete()
        sign_in(client, admin)
        assert _go(client) == ("/account/2fa/", "")

    def test_a_form_on_its_way_is_not_carried_out(self, client: Client) -> None:
        admin = administrator()
        sign_in(client, admin)
        with_app(admin)
        answer = client.post("/admin/users/new/", {"email": "new@example.com"})
        assert answer["Location"] == "/account/2fa/reauthenticate/?next=%2Fadmin%2F"

    def test_signing_out_is_always_open(self, client: Client) -> None:
        sign_in(client, administrator())
        client.post("/admin/logout/")
        assert "_auth_user_id" not in client.session

    def test_a_customer_needs_no_second_step_and_still_comes_nowhere(self, client: Client) -> None:
        sign_in(client, person())
        assert client.get("/admin/").status_code == 403
        assert client.get("/account/2fa/").status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/login/", "/django-admin/"])
def test_who_is_no_staff_is_refused_and_not_sent_round_in_circles(
    client: Client, path: str
) -> None:
    client.force_login(person())
    answer = client.get(path)
    assert answer.status_code == 403
    assert 'class="site-header"' in answer.content.decode()


def test_each_admin_has_its_own_key(client: Client) -> None:
    client.force_login(person("erik@example.com", is_staff=True))
    assert client.get("/admin/").status_code == 403
    assert client.get("/django-admin/").status_code == 200


def test_the_demo_says_that_it_asks_for_no_second_step(client: Client) -> None:
    client.force_login(administrator())
    page = client.get("/admin/", headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "/account/2fa/" in page.content.decode()


@pytest.mark.usefixtures("required")
def test_the_notice_is_gone_where_the_step_is_required(client: Client) -> None:
    admin = with_app(administrator())
    sign_in(client, admin)
    client.post("/account/2fa/authenticate/", {"code": code()})
    assert "/account/2fa/" not in client.get("/admin/").content.decode()
