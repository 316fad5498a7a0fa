"""Processing activities in the admin, through its real addresses."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.retention import confirm_rules, pending_rules
from tests.privacy_center.policy.factories import (
    make_activity,
    make_bookkeeping,
    make_category,
    make_pages,
    make_recipient,
    make_support,
)

from .factories import activity_form, make_closed_case, make_editor, make_officer

pytestmark = pytest.mark.django_db


def edit_url(activity: ProcessingActivity) -> str:
    return reverse(activity.snippet_viewset.get_url_name("edit"), args=[activity.pk])


def list_url() -> str:
    return reverse(ProcessingActivity.snippet_viewset.get_url_name("list"))


def send(client: Client, activity: ProcessingActivity, **changes: Any) -> Any:
    return client.post(edit_url(activity), activity_form(activity, **changes))


def test_an_editor_shortens_a_period_and_every_policy_says_so(client: Client) -> None:
    client.force_login(make_editor())
    support, pages = make_support(), make_pages()

    response = send(client, support, period_value=1)

    assert response.status_code == 302
    support.refresh_from_db()
    assert support.period_value == 1
    client.logout()
    english = client.get(pages["en"].url).content.decode()
    swedish = client.get(pages["sv"].url).content.decode()
    assert "1 year<" in english
    assert "2 years" not in english
    assert "2 " not in swedish.split("Kundservice</th>")[1].split("</tr>")[0]


def test_publishing_a_shorter_period_tells_what_becomes_due_and_that_it_waits(
    client: Client,
) -> None:
    client.force_login(make_editor())
    support = make_support()
    confirm_rules(actor=Actor.command())
    make_closed_case(500)

    response = send(client, support, period_value=1)

    (told,) = [str(m) for m in get_messages(response.wsgi_request) if m.level_tag == "warning"]
    assert "1 record is past its time under it" in told
    assert "Nothing is removed until the privacy officer has confirmed it." in told
    assert "anna" not in told
    assert [rule.activity.slug for rule in pending_rules()] == ["customer-service"]


def test_publishing_the_same_period_warns_of_nothing(client: Client) -> None:
    client.force_login(make_editor())
    support = make_support()
    confirm_rules(actor=Actor.command())
    response = send(client, support, note_to_editor="Asked the accountant.")
    assert [m.level_tag for m in get_messages(response.wsgi_request)] == ["success"]


def test_a_draft_changes_no_rule(client: Client) -> None:
    client.force_login(make_editor())
    support = make_support()
    data = activity_form(support, period_value=1)
    del data["action-publish"]

    assert client.post(edit_url(support), data).status_code == 302

    support.refresh_from_db()
    assert support.period_value == 2
    assert support.has_unpublished_changes


def test_a_bookkeeping_period_below_seven_years_is_refused(client: Client) -> None:
    client.force_login(make_editor())
    purchases = make_bookkeeping()

    response = send(client, purchases, period_value=6)

    assert response.status_code == 200
    assert "The Bookkeeping Act demands 7 years." in response.content.decode()
    purchases.refresh_from_db()
    assert purchases.period_value == 7
    assert not purchases.has_unpublished_changes


def test_choosing_the_preset_fills_its_period(client: Client) -> None:
    client.force_login(make_editor())
    sales = make_activity("sales", legal_basis="legal_obligation", legal_reference="x")
    send(client, sales, preset="bookkeeping", legal_reference="")
    sales.refresh_from_db()
    assert (sales.period_value, sales.period_unit) == (7, "years")
    assert sales.counts_from == "financial_year"
    assert sales.legal_reference.startswith("Bokföringslagen")


def test_a_legal_obligation_needs_its_law(client: Client) -> None:
    client.force_login(make_editor())
    response = send(client, make_support(), legal_basis="legal_obligation")
    assert "Name the law that obliges you." in response.content.decode()


def test_publishing_asks_for_every_language(client: Client) -> None:
    client.force_login(make_editor())
    support = make_support()
    Locale.objects.create(language_code="fi")
    response = send(client, support)
    assert response.status_code == 200
    assert "Write the texts in these languages too" in response.content.decode()


def test_a_short_name_that_a_source_goes_by_stays(client: Client) -> None:
    client.force_login(make_editor())
    response = send(client, make_support(), slug="help")
    assert "Developers use this name in the code" in response.content.decode()
    unused = make_activity("unused")
    send(client, unused, slug="renamed")
    unused.refresh_from_db()
    assert unused.slug == "renamed"


def test_categories_and_recipients_are_ticked(client: Client) -> None:
    client.force_login(make_editor())
    support, category, recipient = make_support(), make_category("c"), make_recipient("r")
    send(client, support, categories=[category.pk], recipients=[recipient.pk])
    support = ProcessingActivity.objects.get(pk=support.pk)
    assert list(support.categories.all()) == [category]
    assert list(support.recipients.all()) == [recipient]


def test_the_form_shows_the_note_and_what_uses_the_activity(client: Client) -> None:
    client.force_login(make_editor())
    support = make_support(note_to_editor="Ask the accountant.")
    html = client.get(edit_url(support)).content.decode()
    assert "Ask the accountant." in html
    assert "home.supportcase" in html


def test_the_list_costs_the_same_however_long(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    client.force_login(make_editor())
    url = list_url()
    make_support()
    assert "2 sources" in client.get(url).content.decode()
    with django_assert_max_num_queries(60) as few:
        client.get(url)
    for number in range(15):
        make_activity(f"a{number}")
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_a_search_lists_each_activity_once(client: Client) -> None:
    client.force_login(make_editor())
    make_activity("letters", sv={"title": "GDPR-brev"}, en={"title": "GDPR letters"})
    make_support()
    response = client.get(list_url(), {"q": "gdpr"})
    assert [activity.slug for activity in response.context["object_list"]] == ["letters"]


def test_a_new_activity_begins_with_each_language(client: Client) -> None:
    client.force_login(make_editor())
    make_support()
    url = reverse(ProcessingActivity.snippet_viewset.get_url_name("add"))
    html = client.get(url).content.decode()
    for locale in Locale.objects.all():
        assert f'<option value="{locale.pk}" selected>' in html


def test_an_officer_may_publish_too(client: Client) -> None:
    client.force_login(make_officer())
    support = make_support()
    assert send(client, support, period_value=1).status_code == 302
    support.refresh_from_db()
    assert support.period_value == 1


@pytest.mark.parametrize("draft", [True, False])
def test_the_bookkeeping_floor_cannot_be_switched_off(client: Client, draft: bool) -> None:
    client.force_login(make_editor())
    purchases = make_bookkeeping()
    data = activity_form(purchases, preset="", period_value=6, legal_basis="contract")
    if draft:
        del data["action-publish"]

    response = client.post(edit_url(purchases), data)

    assert response.status_code == 200
    assert "This preset has to stay" in response.content.decode()
    purchases.refresh_from_db()
    assert (purchases.preset, purchases.period_value) == ("bookkeeping", 7)
    assert not purchases.has_unpublished_changes


def test_another_basis_waits_for_the_officer_and_is_told(client: Client) -> None:
    client.force_login(make_editor())
    support = make_support()
    with override("en"):
        confirm_rules(actor=Actor.command())

    response = send(client, support, legal_basis="contract")

    (told,) = [str(m) for m in get_messages(response.wsgi_request) if m.level_tag == "warning"]
    assert "Legitimate interest" in told
    assert "Contract" in told
