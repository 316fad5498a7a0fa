"""Which activity a form page's submissions belong to: the page, else its class, else the usual."""

import datetime as dt

import pytest
from django.utils import translation
from wagtail.contrib.forms.models import FormSubmission

from home.models import ContactPage
from privacy_center.audit import Actor
from privacy_center.erasure import plan
from privacy_center.retention import confirm_rules, retain
from privacy_center.sources import registry
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_activity
from tests.privacy_center.sources.builtin.makers import contact_page

pytestmark = pytest.mark.django_db


def sent(page, day="2024-01-01", email="anna@example.com"):
    made = FormSubmission.objects.create(page=page, form_data={"din_e_post": email})
    FormSubmission.objects.filter(pk=made.pk).update(submit_time=f"{day}T12:00:00Z")
    return made


@pytest.fixture
def jobs(db):
    make_activity("customer-service", period_value=5, period_unit="years")
    return make_activity("jobs", period_value=1, period_unit="years")


def by_activity():
    source = registry.get(FormSubmission)
    return {
        slug: set(source.rows().filter(condition).values_list("pk", flat=True))
        for slug, condition in source.activities().items()
    }


def test_the_page_comes_before_the_class_and_the_class_before_the_usual(jobs, monkeypatch):
    here, elsewhere = sent(contact_page(submissions_activity=jobs)), sent(contact_page())
    assert by_activity() == {"customer-service": {elsewhere.pk}, "jobs": {here.pk}}
    monkeypatch.setattr(ContactPage, "privacy_activity", "complaints", raising=False)
    assert by_activity() == {
        "customer-service": set(),
        "complaints": {elsewhere.pk},
        "jobs": {here.pk},
    }


def test_retention_obeys_each_page(jobs):
    gone, kept = sent(contact_page(submissions_activity=jobs)), sent(contact_page())
    recent = sent(gone.page, "2026-11-01")
    with translation.override("en"):
        confirm_rules(actor=Actor.command())
        run, _planned = retain(actor=Actor.command(), today=dt.date(2026, 11, 22))
    assert run.removed == 1
    assert set(FormSubmission.objects.all()) == {kept, recent}


def test_erasure_obeys_each_page(jobs):
    jobs.legal_basis = "legal_obligation"
    jobs.save()
    sent(contact_page(submissions_activity=jobs), "2026-11-01")
    sent(contact_page(), "2026-11-01")
    planned = plan(Subject.of(None, ["anna@example.com"]), today=dt.date(2026, 11, 22))
    told = {step.activity: str(step.action) for step in planned.steps}
    assert told == {"jobs": "minimise", "customer-service": "delete"}
