"""The inventory in the admin."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from privacy_center.sources import registry
from tests.privacy_center.policy.factories import make_support
from tests.testapp.models import Unrelated

from .factories import make_officer

pytestmark = pytest.mark.django_db

PAGE = "privacy_inventory:index"


def test_the_officer_sees_what_is_declared_and_why(client: Client) -> None:
    client.force_login(make_officer())
    make_support()
    html = client.get(reverse(PAGE)).content.decode()
    assert "Every field of every table is declared." in html
    assert "home.supportcase" in html
    assert "Identifies the person" in html
    assert "Holds nothing about anybody." in html
    assert "Activities to publish" in html
    assert "<code>customer-service</code>" not in html


def test_what_is_undeclared_comes_with_what_to_do(client: Client) -> None:
    client.force_login(make_officer())
    with registry.as_it_is():
        registry.add_nothing(Unrelated, "Colours.", fields=())
        html = client.get(reverse(PAGE)).content.decode()
    assert "<code>colour</code>" in html
    assert "Send this list to the site&#x27;s developer" in html or "site's developer" in html


def test_only_those_who_write_the_records_see_it(client: Client) -> None:
    user = get_user_model().objects.create_user("other", "other@example.com", "x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse(PAGE)).status_code in (302, 403)
    assert reverse(PAGE) not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_page_asks_the_database_the_same_however_much_is_declared(
    client: Client, django_assert_max_num_queries: object
) -> None:
    client.force_login(make_officer())
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        client.get(reverse(PAGE))
