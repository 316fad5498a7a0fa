"""A question for consent in Wagtail's form builder, from the editor to the ledger."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from freezegun import freeze_time

from home.models import ContactFormField, SupportCase
from privacy_center.audit import Actor
from privacy_center.consent import consents_of, has_consent, withdraw
from privacy_center.consent.models import ConsentEvent
from privacy_center.erasure import erase
from privacy_center.formpages.asking import BadLink, read
from privacy_center.staff.usage import users_of
from privacy_center.subjects import subject_of_email
from tests.home.factories import contact_page
from tests.privacy_center.policy.factories import make_activity
from tests.testapp.factories import person

pytestmark = pytest.mark.django_db

WORDS = "Yes, write to me once a month. I can stop at any time."
ANSWERS = {"name": "Eva", "email": "Eva@Example.com", "message": "Hello"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def letters(db):
    return make_activity("letters", legal_basis="consent")


@pytest.fixture
def page(letters):
    made = contact_page()
    question(made, letters)
    return made


def question(page, activity, **values):
    return ContactFormField.objects.create(
        page=page,
        **{
            "label": "Letters",
            "field_type": "consent",
            "required": False,
            "sort_order": 9,
            "consent_activity": activity,
            "consent_wording": WORDS,
            "default_value": "on",
        }
        | values,
    )


@pytest.fixture
def send(client, page, mailoutbox, django_capture_on_commit_callbacks):
    """Send the form; the mails that ask to confirm."""

    def post(browser=client, **answers):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            post.answer = browser.post(page.url, {**ANSWERS, **answers})
        return [mail for mail in mailoutbox if "/consent/" in mail.body]

    return post


def link_in(mail):
    return re.search(r"https?://[^/]+(/\S+/consent/\S+/)", mail.body).group(1)


def test_the_box_shows_the_words_and_is_never_ticked(client, page):
    form = page.get_form()
    box = form["letters"]
    assert box.label == WORDS
    assert "checked" not in str(box)
    assert WORDS in client.get(page.url).content.decode()


def test_what_is_not_ticked_is_no_consent(send):
    assert send() == []
    assert not ConsentEvent.objects.exists()
    assert SupportCase.objects.get().form_data["letters"] is False


def test_an_unproved_address_is_asked_and_counts_once_it_has_said_yes(send, client, page):
    (mail,) = send(letters="on")
    assert mail.to == ["eva@example.com"]
    assert WORDS in " ".join(mail.body.split())
    assert not ConsentEvent.objects.exists()

    link = link_in(mail)
    assert "Samtycker du till" in client.get(link).content.decode()
    assert not ConsentEvent.objects.exists()
    assert "är antecknat" in client.post(link).content.decode()
    client.post(link)

    event = ConsentEvent.objects.get()
    assert (event.activity, event.state, event.user) == ("letters", "given", None)
    assert (event.wording.text, event.wording.version) == (WORDS, 1)
    assert (event.place, event.method) == (page.url, "form checkbox, confirmed by e-mail")
    assert has_consent(subject_of_email("eva@example.com"), "letters")
    assert not has_consent(subject_of_email("erik@example.com"), "letters")


def test_ones_own_proved_address_needs_no_mail(send, client, page):
    anna = person("anna@example.com")
    client.force_login(anna.user)
    assert send(letters="on", email="Anna@example.com") == []
    event = ConsentEvent.objects.get()
    assert (event.user, event.method, event.place) == (anna.user, "form checkbox", page.url)


def test_anothers_address_is_asked_for_all_that(send, client):
    client.force_login(person("anna@example.com").user)
    (mail,) = send(letters="on")
    assert mail.to == ["eva@example.com"]
    assert not ConsentEvent.objects.exists()


def test_consent_without_an_address_is_refused_and_loses_nothing(send, page):
    ContactFormField.objects.filter(page=page, field_type="email").update(required=False)
    send(letters="on", email="")
    text = send.answer
    assert "Fyll i din e-postadress också" in text.content.decode()
    assert "Hello" in text.content.decode()
    assert not SupportCase.objects.exists()


def test_required_only_where_the_editor_says_so(send, page):
    ContactFormField.objects.filter(page=page, field_type="consent").update(required=True)
    send()
    assert "Kryssa i rutan" in send.answer.content.decode()
    assert not SupportCase.objects.exists()


def test_a_changed_wording_is_a_new_version(send, client, page):
    client.post(link_in(send(letters="on")[0]))
    page.form_fields.filter(field_type="consent").update(consent_wording="Something else.")
    client.post(link_in(send(letters="on")[0]))
    versions = ConsentEvent.objects.values_list("wording__version", flat=True)
    assert sorted(versions) == [1, 2]


def test_an_old_link_brings_nothing_back(send, client):
    link = link_in(send(letters="on")[0])
    client.post(link)
    eva = subject_of_email("eva@example.com")
    withdraw(eva, "letters", actor=None, place="/", method="test")
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    assert not has_consent(eva, "letters")


def test_a_link_is_for_three_days_and_cannot_be_made_up(send, client):
    link = link_in(send(letters="on")[0])
    assert client.post(reverse("privacy_guest:consent", args=["nonsense"])).status_code == 410
    with freeze_time("2036-01-01"):
        assert client.post(link).status_code == 410
    with pytest.raises(BadLink):
        read("nonsense")


def test_one_mailbox_is_not_flooded(send):
    assert [len(send(letters="on")) for _ in range(7)] == [1, 1, 1, 1, 1, 0, 0]


def test_an_erasure_withdraws_it_and_keeps_the_proof_under_a_pseudonym(send, client):
    for slug in ("account", "security", "customer-service"):
        make_activity(slug)
    for slug in ("consent-proof", "rights-requests"):
        make_activity(slug, legal_basis="legal_obligation", period_value=3)
    erik = person("erik@example.com")
    for email in ("eva@example.com", "erik@example.com"):
        client.post(link_in(send(letters="on", email=email)[0]))
    eva = subject_of_email("eva@example.com")
    SupportCase.objects.update(status="closed", closed_on="2026-01-01")
    assert erase(eva, actor=Actor.command(), language="en").status == "complete"
    (consent,) = consents_of(eva)
    assert not consent.given
    assert has_consent(erik, "letters")
    assert SupportCase.objects.get().email == "erik@example.com"


def test_the_editor_names_the_purpose_and_the_words(page, letters):
    other = make_activity("orders", legal_basis="contract")
    made = question(page, letters, label="More")
    made.full_clean()
    made.consent_activity = other
    made.consent_wording = " "
    with pytest.raises(ValidationError) as raised:
        made.full_clean()
    assert set(raised.value.message_dict) == {"consent_activity", "consent_wording"}
    assert made.default_value == ""


def test_an_activity_that_a_form_asks_for_is_in_use(page, letters):
    assert f"Form page: {page.title}" in [str(user) for user in users_of(letters)]
