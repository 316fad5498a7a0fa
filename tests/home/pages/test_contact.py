from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from home.forms.limits import SENDINGS
from home.models import SupportCase
from tests.home.factories import contact_page, user

pytestmark = pytest.mark.django_db
GOOD = {"name": "Eva", "email": "Eva@Example.com", "message": "Do you have a course?"}


@pytest.fixture
def page():
    return contact_page(notify_address="staff@example.com")


def test_a_message_opens_a_case(client, page, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(page.url, GOOD)
    assert "Thank you so much." in response.content.decode()
    case = SupportCase.objects.get()
    assert (case.email, case.user, case.status) == ("eva@example.com", None, "open")
    assert case.form_data == {**GOOD}
    thanks, notice = mailoutbox
    assert thanks.to == ["eva@example.com"]
    assert notice.to == ["staff@example.com"]
    for mail in mailoutbox:
        assert "Do you have a course?" not in mail.body
    assert "eva@" not in notice.body.lower()


def test_a_signed_in_person_owns_the_case(client, page):
    anna = user("anna@example.org")
    client.force_login(anna)
    client.post(page.url, GOOD)
    assert SupportCase.objects.get().user == anna


def test_the_page_is_one_visitor_s(client, page):
    response = client.get(page.url)
    assert response["Cache-Control"] == "no-store, private"
    assert "style=" not in response.content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        {"message": "My card is 4111 1111 1111 1111, take it"},
        {"name": "5555555555554444"},
        {"homepage": "https://example.com"},
        {"email": "not-an-address"},
        {"message": ""},
    ],
)
def test_what_is_refused_stores_nothing_and_loses_nothing(client, page, bad):
    response = client.post(page.url, {**GOOD, **bad})
    html = response.content.decode()
    assert not SupportCase.objects.exists()
    assert 'role="alert"' in html
    assert 'value="Eva"' in html or "name" in bad


def test_a_flood_is_stopped_and_told(client, page):
    for _ in range(SENDINGS):
        client.post(page.url, GOOD)
    response = client.post(page.url, GOOD)
    assert response.status_code == 429
    assert "Do you have a course?" in response.content.decode()
    assert SupportCase.objects.count() == SENDINGS


def test_who_edits_the_page_reads_no_messages(client, page):
    from home.demo.groups import load_groups

    load_groups()
    client.post(page.url, GOOD)
    editor = user("editor@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    response = client.get(f"/admin/forms/submissions/{page.pk}/", follow=True)
    assert "Do you have a course?" not in response.content.decode()
    response = client.get("/admin/support-cases/", follow=True)
    assert "eva@example.com" not in response.content.decode()
