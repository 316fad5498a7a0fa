import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from freezegun import freeze_time

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.days import site_today
from privacy_center.holds.models import LegalHold
from privacy_center.retention import (
    ApprovalNeeded,
    RulesPending,
    approve,
    confirm_rules,
    retain,
    retention_plan,
    waits_for_approval,
)
from privacy_center.retention.models import RetentionSettings
from tests.privacy_center.policy.factories import make_controller
from tests.testapp import factories

pytestmark = pytest.mark.django_db
ME = Actor.command()


@pytest.fixture(autouse=True)
def association(settings):
    settings.LANGUAGE_CODE = "en"
    make_controller(contact_email="officer@club.example")
    factories.activity("members", period_value=2, period_unit="years")
    with translation.override("en"):
        yield


def nights(expected, count=2):
    for _night in range(count):
        with pytest.raises(expected):
            retain(actor=ME)


def test_a_changed_rule_is_told_once_and_the_next_change_again(mailoutbox):
    nights(RulesPending)
    (mail,) = mailoutbox
    assert mail.to == ["officer@club.example"]
    assert "Nothing is removed until you confirm them." in mail.body
    assert AuditEntry.objects.filter(action="retention_waits").count() == 1
    confirm_rules(actor=ME)
    assert retain(actor=ME)[0].status == "complete"
    assert len(mailoutbox) == 1
    ProcessingActivity.objects.filter(slug="members").update(period_value=1)
    nights(RulesPending)
    assert len(mailoutbox) == 2


def test_a_run_that_waits_for_approval_is_told_once_and_the_next_run_again(mailoutbox):
    confirm_rules(actor=ME)
    RetentionSettings.objects.create(approval_required=True)
    old = dt.date(2010, 1, 1)
    factories.member(factories.person("anna@example.com"), name="Anna Ek", joined_on=old)
    nights(ApprovalNeeded)
    (mail,) = mailoutbox
    assert "One record is past its time." in mail.body
    assert "Anna" not in mail.body
    approve(retention_plan(), actor=ME)
    retain(actor=ME)
    factories.member(factories.person("erik@example.com"), name="Erik Kvist", joined_on=old)
    nights(ApprovalNeeded)
    assert len(mailoutbox) == 2


def test_an_approval_that_more_has_come_to_than_it_was_given_for_is_told_anew(mailoutbox):
    confirm_rules(actor=ME)
    RetentionSettings.objects.create(approval_required=True)
    old = dt.date(2010, 1, 1)
    factories.member(factories.person("anna@example.com"), name="Anna Ek", joined_on=old)
    nights(ApprovalNeeded)
    approve(retention_plan(), actor=ME)
    factories.member(factories.person("erik@example.com"), name="Erik Kvist", joined_on=old)
    assert not waits_for_approval()
    nights(ApprovalNeeded)
    assert len(mailoutbox) == 2
    assert "2 records are past their time." in mailoutbox[1].body
    assert waits_for_approval()
    approve(retention_plan(), actor=ME)
    assert not waits_for_approval()
    assert retain(actor=ME)[0].removed == 2


def test_a_run_waits_until_it_is_approved_or_goes_through_without(mailoutbox):
    confirm_rules(actor=ME)
    careful = RetentionSettings.objects.create(approval_required=True)
    assert not waits_for_approval()
    old = dt.date(2010, 1, 1)
    factories.member(factories.person("anna@example.com"), name="Anna Ek", joined_on=old)
    nights(ApprovalNeeded)
    assert waits_for_approval()
    careful.approval_required = False
    careful.save()
    retain(actor=ME)
    assert not waits_for_approval()


def test_where_no_officer_was_reached_it_is_tried_again_the_next_night(mailoutbox, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.no.such.Backend"
    nights(RulesPending)
    assert AuditEntry.objects.filter(action="retention_waits").count() == 1
    settings.EMAIL_BACKEND = backend
    nights(RulesPending)
    assert len(mailoutbox) == 1
    trail = AuditEntry.objects.filter(action="retention_waits").order_by("seq")
    assert [entry.details["mailed"] for entry in trail] == [False, True]


def test_a_hold_is_told_of_when_its_day_comes_and_again_when_a_later_one_does(mailoutbox):
    confirm_rules(actor=ME)
    tomorrow = site_today() + dt.timedelta(days=1)
    record = factories.member(None, name="Anna Ek", email="anna@example.com")
    hold = LegalHold.objects.create(
        source="testapp.member", record_key=str(record.pk), reason="Anna", review_on=tomorrow
    )
    retain(actor=ME)
    assert not mailoutbox
    with freeze_time(timezone.now() + dt.timedelta(days=1)):
        retain(actor=ME)
        retain(actor=ME)
        (mail,) = mailoutbox
        assert mail.to == ["officer@club.example"]
        assert "- Members: set on" in mail.body
        assert "Anna" not in mail.body
        assert reverse("privacy_holds:index") in mail.body
        LegalHold.objects.update(review_on=tomorrow + dt.timedelta(days=1))
        retain(actor=ME)
        assert len(mailoutbox) == 1
    with freeze_time(timezone.now() + dt.timedelta(days=2)):
        retain(actor=ME)
        assert len(mailoutbox) == 2
    hold.lift()
    LegalHold.objects.update(review_on=site_today())
    retain(actor=ME)
    assert len(mailoutbox) == 2


def test_a_hold_is_told_of_though_the_run_itself_waits(mailoutbox):
    LegalHold.objects.create(pseudonym="0" * 32, reason="A dispute", review_on=site_today())
    nights(RulesPending)
    assert len(mailoutbox) == 2
    assert "- Everything of one person: set on" in mailoutbox[0].body
    assert mailoutbox[1].subject == "Retention waits for you"
