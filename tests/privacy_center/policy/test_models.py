"""The policy page, as a visitor gets it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log

from privacy_center.activities.choices import LegalBasis, RecipientRole, Safeguard

from .factories import (
    make_activity,
    make_bookkeeping,
    make_category,
    make_controller,
    make_pages,
    make_recipient,
    make_support,
)

pytestmark = pytest.mark.django_db


def read(client: Client, page: Any) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_shows_each_activity_in_the_language_of_the_page(client: Client) -> None:
    make_controller()
    make_support()
    pages = make_pages()

    swedish, english = read(client, pages["sv"]), read(client, pages["en"])

    assert "Kundservice" in swedish
    assert "den dag ärendet stängdes" in swedish
    assert "Customer service" not in swedish
    assert "Customer service" in english
    assert "2 years" in words(english)


def test_shows_the_bookkeeping_rule_as_the_law_has_it(client: Client) -> None:
    make_bookkeeping()
    html = words(read(client, make_pages()["en"]))
    assert (
        "7 years, to the end of the seventh year after the calendar year in which the financial "
        "year ended"
    ) in html
    assert "Bokföringslagen (1999:1078) 7 kap. 2 §" in html


def test_shows_recipients_with_role_country_and_safeguard(client: Client) -> None:
    abroad = make_recipient("mailer", country="US", safeguard=Safeguard.CLAUSES)
    state = make_recipient("tax", role=RecipientRole.CONTROLLER)
    make_activity("letters", recipients=[abroad, state])
    unused = make_recipient("unused")

    html = words(read(client, make_pages()["en"]))

    assert "mailer en" in html
    assert "United States" in html
    assert "Standard contractual clauses (Art. 46)" in html
    assert "Controller in its own right" in html
    assert str(unused) not in html
    assert "All the recipients above are inside the EU and EEA" not in html


def test_says_so_when_no_recipient_leaves_the_eea(client: Client) -> None:
    make_activity("letters", recipients=[make_recipient("mailer")])
    html = read(client, make_pages()["en"])
    assert "All the recipients above are inside the EU and EEA" in html


def test_names_the_authority_the_controller_and_the_bases_in_use(client: Client) -> None:
    make_controller(organisation_number="556660-6694", reply_promise_hours=24)
    make_activity("letters", legal_basis=LegalBasis.CONSENT)

    html = words(read(client, make_pages()["en"]))

    assert "556660-6694" in html
    assert "We answer incoming mail within 24 hours." in html
    assert "IMY" in html
    assert "Consent Art. 6(1)(a)" in html
    assert "Vital interests" not in html


def test_each_right_has_a_door_and_a_way_by_mail(client: Client) -> None:
    make_controller()
    html = read(client, make_pages()["en"])
    rights = html.split('<div class="pc-right"')[1:]
    assert len(rights) == 8
    assert all("mailto:kontakt@example.com?subject=" in right for right in rights)
    for door in ("data", "consents", "erasure", "download"):
        assert f'href="/account/privacy/{door}/"' in html


def test_promises_no_mail_without_a_contact_address(client: Client) -> None:
    assert "mailto:" not in read(client, make_pages()["en"])


def test_tells_of_article_22_only_where_decisions_are_automated(client: Client) -> None:
    page = make_pages()["en"]
    assert "Art. 22" not in read(client, page)
    make_activity("scoring", automated_decisions=True, en={"automated_text": "A score is set."})
    html = read(client, page)
    assert "Art. 22" in html
    assert "A score is set." in html


def test_a_draft_promises_nothing(client: Client) -> None:
    make_activity("secret-plan", live=False)
    assert "secret-plan" not in read(client, make_pages()["en"])


def test_editor_may_word_a_live_block_and_mix_in_prose(client: Client) -> None:
    make_activity("letters")
    page = make_pages(
        body=[
            ("section", {"heading": "Our security", "body": "<p>TLS everywhere.</p>"}),
            ("retention", {"heading": "The times", "introduction": "<p>Read this.</p>"}),
        ]
    )["en"]

    html = read(client, page)

    assert '<h2 id="our-security">Our security</h2>' in html
    assert "TLS everywhere." in html
    assert '<h2 id="retention">The times</h2>' in html
    assert "Read this." in html
    assert "Different data is kept" not in html
    assert re.findall(r'<li><a href="#([\w-]+)">', html) == ["our-security", "retention"]


def test_new_page_starts_whole() -> None:
    page = make_pages()["en"]
    assert [block.block_type for block in page.body][:3] == ["summary", "controller", "categories"]
    assert len(page.body) == 11


def test_text_from_the_records_is_escaped(client: Client) -> None:
    make_activity("letters", en={"title": "<script>alert(1)</script>"})
    assert "<script>alert" not in read(client, make_pages()["en"])


def test_costs_the_same_number_of_queries_however_many_activities(client: Client) -> None:
    categories = [make_category(f"c{n}") for n in range(4)]
    recipients = [make_recipient(f"r{n}") for n in range(4)]
    make_controller()
    page = make_pages()["en"]

    def grow(first: int, last: int) -> None:
        for number in range(first, last):
            make_activity(f"a{number}", categories=categories, recipients=recipients)

    def cost() -> int:
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(page.url)
        assert response.status_code == 200
        return len(queries)

    grow(0, 10)
    with_ten = cost()
    grow(10, 500)
    assert cost() == with_ten


def test_is_the_same_for_everybody(client: Client, admin_user: Any) -> None:
    make_controller()
    page = make_pages()["en"]
    before = client.get(page.url)
    client.force_login(admin_user)
    after = words(read(client, page))
    assert admin_user.email not in after
    assert "no-store" not in before.headers.get("Cache-Control", "")
    policy = before.content.decode().split('<article class="pc-policy"')[1].split("</article>")[0]
    assert policy in client.get(page.url).content.decode()


def test_last_updated_is_the_later_of_the_page_and_the_records(client: Client) -> None:
    activity = make_support()
    page = make_pages()["en"]
    assert page.last_published_at is not None
    old = timezone.now() - dt.timedelta(days=400)
    type(page).objects.update(last_published_at=old)
    type(activity).objects.update(changed_at=old)
    assert f'datetime="{timezone.localtime(old):%Y-%m-%d}' in read(client, page)

    log(instance=make_controller(), action="wagtail.edit")

    assert f'datetime="{timezone.localdate():%Y-%m-%d}' in read(client, page)
