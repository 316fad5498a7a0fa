"""The trap for robots is hidden without breaking the policy of the page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from .people import PASSWORD

pytestmark = pytest.mark.django_db


def test_a_robot_that_fills_the_trap_gets_no_account(client: Client) -> None:
    form = {"email": "robot@example.com", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", {**form, "website": "https://robot.example.org/"})
    assert not User.objects.exists()
