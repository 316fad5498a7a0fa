from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.template import RequestContext, Template
from django.test import Client
from wagtail.models import Site

BAR = Template("{% load wagtailuserbar %}{% wagtailuserbar %}")
pytestmark = pytest.mark.django_db


def test_nobody_is_asked_who_they_are(rf: Any) -> None:
    # The request has no user at all: asking for one would fail.
    assert BAR.render(RequestContext(rf.get("/"))) == ""


def test_an_editor_still_has_it(client: Client, rf: Any) -> None:
    user = get_user_model().objects.create_superuser("editor", "e@example.com", "x")
    client.force_login(user)
    request = rf.get("/")
    request.COOKIES["sessionid"] = client.cookies["sessionid"].value
    request.user = user
    page = Site.objects.get(is_default_site=True).root_page
    assert "wagtail-userbar" in BAR.render(RequestContext(request, {"page": page, "self": page}))
