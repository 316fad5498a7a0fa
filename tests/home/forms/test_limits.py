from __future__ import annotations

from django.test import RequestFactory

from home.forms.limits import SENDINGS, within_limit


def test_each_connection_and_each_form_has_its_own_count():
    here = RequestFactory().post("/", REMOTE_ADDR="192.0.2.1")
    there = RequestFactory().post("/", REMOTE_ADDR="192.0.2.2")
    assert all(within_limit(here, "contact") for _ in range(SENDINGS))
    assert not within_limit(here, "contact")
    assert within_limit(here, "newsletter")
    assert within_limit(there, "contact")
