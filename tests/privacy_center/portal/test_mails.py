from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from tests.privacy_center.portal.people import address, person, sign_in, site
from tests.privacy_center.portal.test_home import give

pytestmark = pytest.mark.django_db


def sent(capture: Any, action: dict[str, str]) -> list[Any]:
    site()
    give(anna := person("anna@example.com"))
    browser = sign_in(anna)
    with capture(execute=True):
        browser.post(address("consents"), action)
    return mail.outbox


@pytest.mark.parametrize(
    ("action", "told"),
    [
        ({"action": "withdraw", "purpose": "newsletter"}, "newsletter en"),
        ({"action": "stop"}, "no to marketing"),
    ],
)
def test_what_a_person_did_is_confirmed_by_mail(
    django_capture_on_commit_callbacks: Any, action: dict[str, str], told: str
) -> None:
    (message,) = sent(django_capture_on_commit_callbacks, action)
    assert message.to == ["anna@example.com"]
    assert told in message.body
    assert "http://testserver/account/privacy/consents/" in message.body


def test_what_changed_nothing_sends_nothing(django_capture_on_commit_callbacks: Any) -> None:
    nothing = {"action": "withdraw", "purpose": "course-trials"}
    assert sent(django_capture_on_commit_callbacks, nothing) == []
