from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from home.demo.anna import load_anna
from home.demo.erik import load_erik
from home.demo.loading import load_demo
from home.models import Assignment, CourseTrial, NewsletterSubscription, Order, SupportCase
from privacy_center.activities.choices import CountsFrom, PeriodUnit
from privacy_center.activities.dates import RetentionRule, kept_until
from privacy_center.consent import has_consent
from privacy_center.subjects import subject_of_email
from tests.home.factories import contact_page, user

pytestmark = pytest.mark.django_db

ADDRESSES = {
    "sv": ("/sv/", "/sv/integritetspolicy/", "/sv/kontakt/", "/sv/kontakt/cookiepolicy/"),
    "en": ("/en/", "/en/privacy-policy/", "/en/contact/", "/en/contact/cookie-policy/"),
}


def counts() -> dict[str, int]:
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_the_demo_is_whole_and_loading_it_again_changes_nothing(client):
    load_demo()
    before = counts()
    load_demo()
    assert counts() == before

    for language, addresses in ADDRESSES.items():
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            assert f'<html lang="{language}"' in response.content.decode()
    menu = client.get("/sv/kurser/").content.decode()
    assert menu.index("/sv/kontakt/cookiepolicy/") > menu.index("/sv/kontakt/")

    for name in ("admin", "editor", "officer", "anna", "erik"):
        account = User.objects.get(email=f"{name}@example.com")
        assert account.check_password("demo-password-1")
        assert EmailAddress.objects.get(user=account).verified
    assert not User.objects.filter(email="guest@example.com").exists()
    guest = subject_of_email("guest@example.com")
    assert SupportCase.objects.filter(email="guest@example.com").count() == 1
    assert NewsletterSubscription.objects.filter(email="guest@example.com").count() == 1
    assert has_consent(guest, "newsletter")

    editor = User.objects.get(email="editor@example.com")
    officer = User.objects.get(email="officer@example.com")
    assert editor.has_perm("privacy_center.change_processingactivity")
    assert editor.has_perm("privacy_center.publish_processingactivity")
    assert not editor.has_perm("privacy_center.view_privacyrequest")
    assert not editor.has_perm("home.view_supportcase")
    assert officer.has_perm("privacy_center.view_privacyrequest")
    assert officer.has_perm("privacy_center.view_auditentry")
    assert not officer.has_perm("privacy_center.change_auditentry")
    assert not Group.objects.get(name="Privacy officers").page_permissions.exists()


@pytest.mark.parametrize(
    "today",
    [
        dt.date(2026, 1, 1),
        dt.date(2026, 12, 31),
        dt.date(2028, 2, 29),
        dt.date(2027, 7, 1),
    ],
)
def test_annas_and_eriks_facts_hold_on_every_day_of_the_year(today):
    load_anna(user("anna@example.com"), today, contact_page())
    load_erik(user("erik@example.com"), today)
    bookkeeping = RetentionRule(7, PeriodUnit.YEARS, CountsFrom.FINANCIAL_YEAR)
    kept = sorted(
        kept_until(order.booked_on, bookkeeping)
        for order in Order.objects.filter(customer__email="anna@example.com")
    )
    assert [until >= today for until in kept] == [False, True, True]
    assert not Order.objects.filter(customer__email="anna@example.com").open().exists()
    assert CourseTrial.objects.filter(user__email="anna@example.com").exists()
    case = SupportCase.objects.get(user__email="anna@example.com")
    assert case.closed_on is not None
    assert dt.timedelta(days=366) < today - case.closed_on < dt.timedelta(days=730)

    erik = Order.objects.filter(customer__email="erik@example.com")
    assert all(order.personal_number == "196408233234" for order in erik)
    assert [order.booked_on for order in erik.open()] == [None]
    assignment = Assignment.objects.get(client__email="erik@example.com")
    assert assignment.completed_on is not None
    assert (today - assignment.completed_on).days in range(1094, 1098)


def test_it_refuses_a_site_that_is_not_a_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="nothing was loaded"):
        call_command("load_demo")
    assert not User.objects.exists()
