from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from home import optin
from home.models import CourseTrial, NewsletterSubscription
from privacy_center.audit import Actor
from privacy_center.consent import (
    consents_of,
    has_consent,
    may_market_to,
    stop_all_marketing,
    withdraw,
)
from privacy_center.subjects import subject_of_email
from tests.home.factories import WORDING, course_page, newsletter_page, user

pytestmark = pytest.mark.django_db
EMAIL = "eva@example.com"


@pytest.fixture
def page():
    return newsletter_page()


def sign_up(client, page, capture, **answers):
    with capture(execute=True):
        return client.post(page.url, {"email": EMAIL, "consent": "on", **answers})


def link_in(mail) -> str:
    return re.search(r"https?://[^\s]+", mail.body)[0].split("testserver", 1)[1]


@pytest.fixture
def link(client, page, mailoutbox, django_capture_on_commit_callbacks):
    sign_up(client, page, django_capture_on_commit_callbacks)
    return link_in(mailoutbox[0])


def test_before_the_mailbox_says_yes_nothing_is_kept(client, page, link):
    assert not NewsletterSubscription.objects.exists()
    assert not has_consent(subject_of_email(EMAIL), "newsletter")
    assert "eva" not in link


def test_get_shows_and_changes_nothing(client, link):
    response = client.get(link)
    assert EMAIL in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "same-origin"
    assert not NewsletterSubscription.objects.exists()


def test_post_subscribes_and_proves_the_consent(client, page, link):
    client.post(link)
    client.post(link)
    subscription = NewsletterSubscription.objects.get()
    assert (subscription.email, subscription.language) == (EMAIL, page.locale.language_code)
    consent = consents_of(subject_of_email(EMAIL))[0]
    assert consent.slug == "newsletter"
    assert consent.history[0].wording == WORDING
    assert consent.history[0].place == page.url


def test_the_subscription_belongs_to_the_account_of_the_address(client, link):
    eva = user(EMAIL)
    client.post(link)
    assert NewsletterSubscription.objects.get().user == eva


@pytest.mark.parametrize("answers", [{"consent": ""}, {"email": "nobody"}, {"homepage": "x"}])
def test_a_bad_form_sends_nothing(
    client, page, mailoutbox, django_capture_on_commit_callbacks, answers
):
    response = sign_up(client, page, django_capture_on_commit_callbacks, **answers)
    assert 'role="alert"' in response.content.decode()
    assert not mailoutbox


def test_a_link_is_for_its_page_and_its_time(client, page, link, monkeypatch):
    other = course_page()
    token = link.rstrip("/").rpartition("/")[2]
    assert client.post(f"{other.url}confirm/{token}/").status_code == 410
    assert client.post(link.replace(token, token[:-4])).status_code == 410
    later = timezone.now() + optin.VALID + dt.timedelta(minutes=1)
    monkeypatch.setattr(optin.timezone, "now", lambda: later)
    assert client.post(link).status_code == 410
    assert not NewsletterSubscription.objects.exists()
    assert not CourseTrial.objects.exists()


def test_an_old_link_does_not_undo_a_withdrawal(client, link):
    client.post(link)
    subject = subject_of_email(EMAIL)
    withdraw(subject, "newsletter", actor=Actor.system(), place="/", method="test")
    assert client.post(link).status_code == 410
    assert not has_consent(subject_of_email(EMAIL), "newsletter")


def test_signing_up_anew_ends_an_earlier_objection(
    client, page, mailoutbox, django_capture_on_commit_callbacks
):
    subject = subject_of_email(EMAIL)
    stop_all_marketing(subject, actor=Actor.system(), place="/", method="test")
    sign_up(client, page, django_capture_on_commit_callbacks)
    assert not may_market_to(EMAIL)
    client.post(link_in(mailoutbox[0]))
    assert may_market_to(EMAIL)


def test_a_trial_starts_once_confirmed(client, mailoutbox, django_capture_on_commit_callbacks):
    course = course_page()
    sign_up(client, course, django_capture_on_commit_callbacks, name="Eva")
    assert not CourseTrial.objects.exists()
    client.post(link_in(mailoutbox[0]))
    trial = CourseTrial.objects.get()
    assert (trial.email, trial.name, trial.course) == (EMAIL, "Eva", "Lead from afar")
    assert has_consent(subject_of_email(EMAIL), "course-trials")


@pytest.mark.parametrize("typed", ["\u212aim@example.com", "KIM@Example.com"])
def test_the_address_that_is_mailed_is_the_one_that_is_recorded(
    client, page, mailoutbox, django_capture_on_commit_callbacks, typed
):
    sign_up(client, page, django_capture_on_commit_callbacks, email=typed)
    assert mailoutbox[0].to == ["kim@example.com"]
    client.post(link_in(mailoutbox[0]))
    assert NewsletterSubscription.objects.get().email == "kim@example.com"
