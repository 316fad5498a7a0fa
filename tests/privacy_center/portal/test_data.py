from __future__ import annotations

import datetime as dt
from functools import partial

import pytest

from privacy_center.sources import External, registry
from tests.counting import queries_of
from tests.privacy_center.policy.factories import make_activity, make_recipient
from tests.privacy_center.portal.people import address, person, sign_in, site
from tests.testapp.factories import member, message
from tests.testapp.models import Member

pytestmark = pytest.mark.django_db


def read(subject: object, name: str = "data", *args: object, **query: str) -> str:
    return sign_in(subject).get(address(name, *args), query).content.decode()  # type: ignore[arg-type]


def test_data_stands_under_the_purpose_that_it_is_held_for() -> None:
    make_activity(
        "members",
        legal_basis="contract",
        recipients=[make_recipient("bank")],
        en={"title": "Membership", "origin": "From you, when you joined."},
    )
    anna = person("anna@example.com")
    member(anna, phone="+46 70 111", joined_on=dt.date(2024, 2, 29))
    page = read(anna)
    section = page[page.index('id="activity-members"') :]
    for words in ("Membership", "Contract", "bank en", "From you, when you joined.", "+46 70 111"):
        assert words in section


def test_nobody_elses_records_are_shown() -> None:
    member(person("erik@example.com"), name="Erik Canary", phone="+46 70 999")
    page = read(person("anna@example.com"))
    assert "Canary" not in page
    assert "+46 70 999" not in page


def test_in_another_persons_record_one_sees_what_is_ones_own() -> None:
    anna, erik = person("anna@example.com"), person("erik@example.com")
    message(erik, recipient_email="anna@example.com", recipient_name="Anna", body="Erik's secret")
    page = read(anna)
    assert "another person" in page
    assert "Erik&#x27;s secret" not in page
    assert "erik@example.com" not in page


def test_secrets_are_never_shown() -> None:
    anna = person("anna@example.com")
    member(anna, door_code="code-4711")
    assert "code-4711" not in read(anna)


def test_what_is_held_elsewhere_is_named() -> None:
    make_activity("community")
    registry.add_external(External("club", "community", "The club's page", "Ask the club."))
    try:
        page = read(person("anna@example.com"))
    finally:
        registry._externals.pop("club")
    assert "Held elsewhere: The club&#x27;s page" in page
    assert "Ask the club." in page


def test_many_records_come_in_pages_by_key() -> None:
    site()
    anna = person("anna@example.com")
    made = [member(anna, name=f"Name-{n:03}") for n in range(60)]
    browser = sign_in(anna)
    first = browser.get(address("source", "testapp.member"), {"activity": "members"})
    text = first.content.decode()
    assert "Name-059" in text
    assert "Name-000" not in text
    after = first.context["next_key"]
    second = browser.get(
        address("source", "testapp.member"), {"activity": "members", "after": after}
    )
    assert "Name-000" in second.content.decode()
    assert second.context["next_key"] == ""
    assert made


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("testapp.member", {"activity": "nonsense"}),
        ("testapp.member", {}),
        ("nonsense.model", {"activity": "members"}),
        ("testapp.interest", {"activity": "members"}),
    ],
)
def test_a_page_that_is_not_there_is_not_found(name: str, query: dict[str, str]) -> None:
    anna = person("anna@example.com")
    member(anna)
    assert sign_in(anna).get(address("source", name), query).status_code == 404


@pytest.mark.parametrize("page", ["data", "timeline"])
def test_queries_do_not_grow_with_the_records(page: str) -> None:
    site()
    make_activity("members")
    counts = []
    for name, number in (("few@example.com", 10), ("many@example.com", 1000)):
        subject = person(name)
        Member.objects.bulk_create(
            Member(user=subject.user, name="Hay", joined_on=dt.date(2025, 3, 1))
            for _ in range(number)
        )
        browser = sign_in(subject)
        counts.append(queries_of(partial(browser.get, address(page))))
    assert counts[0] == counts[1]


def test_since_when_is_the_day_of_the_earliest_record() -> None:
    make_activity("members")
    anna = person("anna@example.com")
    for day in (3, 1, 2):
        member(anna, joined_on=dt.date(2025, 3, day))
    member(anna, joined_on=None)
    page = read(anna)
    assert "Since when" in page
    assert 'datetime="2025-03-01"' in page


def test_the_timeline_goes_on_page_by_page() -> None:
    anna = person("anna@example.com")
    Member.objects.bulk_create(
        Member(user=anna.user, name=f"Name-{n:02}", joined_on=dt.date(2025, 3, 1))
        for n in range(40)
    )
    member(person("erik@example.com"), name="Canary", joined_on=dt.date(2025, 3, 1))
    browser = sign_in(anna)
    first = browser.get(address("timeline"))
    second = browser.get(address("timeline"), {"after": first.context["page"].after})
    shown = first.content.decode() + second.content.decode()
    assert all(shown.count(f"Name-{n:02}") == 1 for n in range(40))
    assert "Canary" not in shown


def test_a_search_is_posted_and_finds_ones_own_alone() -> None:
    anna = person("anna@example.com")
    mine = member(anna, name="Canary of Anna")
    member(person("erik@example.com"), name="Canary of Erik")
    browser = sign_in(anna)
    assert browser.get(address("search"), {"wanted": "canary"}).context.get("results") is None
    answer = browser.post(address("search"), {"wanted": "canary"})
    page = answer.content.decode()
    assert address("record", "testapp.member", mine.pk) in page
    assert "of Erik" not in page
    assert "no-store" in answer["Cache-Control"]
    assert "Nothing found" in browser.post(address("search"), {"wanted": "erik"}).content.decode()
