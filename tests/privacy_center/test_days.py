"""What a day decides is the site's day, in whatever time zone somebody looks."""

import datetime as dt

import pytest
from django.utils import timezone
from freezegun import freeze_time

from privacy_center.audit import Actor
from privacy_center.days import day_of, moment_of, site_today
from privacy_center.erasure import plan
from privacy_center.notices import render
from privacy_center.requests.deadlines import deadline
from privacy_center.retention import confirm_rules, retention_plan
from privacy_center.sources import Delete, PersonalData
from privacy_center.testing import register_temporarily
from tests.testapp import factories
from tests.testapp.models import Payment

pytestmark = pytest.mark.django_db

#: 00:30 on the first of January 2019 in Stockholm, the site's own zone.
NEW_YEAR = dt.datetime(2018, 12, 31, 23, 30, tzinfo=dt.UTC)
DAY = dt.date(2019, 1, 1)


class PaymentsOfTheirOwn(PersonalData):
    activity = "members"
    subject = ("member__user",)
    retained_from = "paid_at"
    fields = {"reference": "payment"}
    kept_by_law = ("reference",)
    not_identifying = ("amount",)
    on_erasure = Delete()


@pytest.fixture(params=["America/Los_Angeles", "Pacific/Kiritimati"])
def viewer(request):
    """The staff member's own time zone, as Wagtail's admin sets it."""
    with timezone.override(request.param):
        yield


@pytest.fixture
def bookkeeping(db):
    for slug in ("account", "security"):
        factories.activity(slug)
    with register_temporarily(Payment, PaymentsOfTheirOwn):
        yield factories.activity(
            "members",
            legal_basis="legal_obligation",
            legal_reference="BFL 7:2",
            preset="bookkeeping",
            period_value=7,
            counts_from="financial_year",
        )


def test_a_moment_is_the_day_that_it_is_on_the_site(viewer):
    assert day_of(NEW_YEAR) == DAY
    assert moment_of(DAY) == dt.datetime(2018, 12, 31, 23, tzinfo=dt.UTC)


def test_a_day_and_a_naive_moment_are_taken_as_they_stand(viewer):
    assert day_of(DAY) == DAY
    assert day_of(dt.datetime(2019, 1, 1, 0, 30)) == DAY  # noqa: DTZ001
    assert moment_of(dt.datetime(2019, 1, 1, 0, 30)) == NEW_YEAR  # noqa: DTZ001
    assert day_of(None) is None


def test_today_is_the_sites_day(viewer):
    with freeze_time(NEW_YEAR):
        assert site_today() == DAY


def test_a_request_is_due_by_the_day_that_it_came_on_the_site(viewer):
    assert deadline(NEW_YEAR) == dt.date(2019, 2, 1)


def test_a_voucher_is_kept_as_long_whoever_carries_the_erasure_out(bookkeeping, viewer):
    anna = factories.person("anna@example.com")
    factories.payment(factories.member(anna), paid_at=NEW_YEAR)
    steps = plan(anna, today=dt.date(2026, 11, 22)).steps
    told = {(str(step.action), step.fate.kept_until) for step in steps if step.source.retained_from}
    assert ("minimise", dt.date(2026, 12, 31)) in told
    assert ("delete", None) not in told


def test_retention_waits_for_the_sites_year_to_end(bookkeeping, viewer):
    confirm_rules(actor=Actor.command())
    factories.payment(factories.member(), paid_at=NEW_YEAR)
    assert retention_plan(dt.date(2026, 12, 31)).steps == []
    assert retention_plan(dt.date(2027, 1, 1)).records == 1


def test_a_mail_says_the_time_of_the_site(viewer):
    told = {"expires_at": NEW_YEAR, "download_url": "https://example.com"}
    mail = render("package_ready", to="anna@example.com", language="sv", context=told)
    assert "1 januari 2019 00:30" in mail.body.replace("kl. ", "")
