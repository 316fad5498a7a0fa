import pytest
from django.db.models import Q
from wagtail.contrib.forms.models import FormSubmission

from home.models import ContactFormField, ContactPage
from privacy_center.sources import records_of, registry
from privacy_center.subjects import Subject

from .makers import contact_page

pytestmark = pytest.mark.django_db

ANNA = Subject.of(None, ["anna@example.com"])


def sent(page, **data):
    return FormSubmission.objects.create(page=page, form_data=data)


def found(subject=ANNA):
    return list(records_of(registry.get(FormSubmission), subject).order_by("pk"))


def test_the_forms_own_field_is_read_whatever_it_is_called_and_however_it_is_written():
    swedish, english = contact_page(), contact_page()
    ContactFormField.objects.filter(page=english, field_type="email").update(
        label="Your mail", clean_name="your_mail"
    )
    mine = [
        sent(swedish, din_e_post=" Anna@Example.COM "),
        sent(english, your_mail="ANNA@example.com", meddelande="Hi"),
    ]
    sent(swedish, din_e_post="hanna@example.com")
    sent(swedish, din_e_post="erik@example.com", meddelande="I saw anna@example.com")
    assert found() == mine


def test_letters_beyond_ascii_are_found_in_any_case():
    mine = sent(contact_page(), din_e_post="Åsa@Exämple.com")
    assert found(Subject.of(None, ["åsa@exämple.com"])) == [mine]


def test_answers_of_a_form_that_has_changed_since_are_found():
    page = contact_page()
    mine = sent(page, epost_till_dig="anna@example.com", meddelande="Hi")
    sent(page, epost_till_dig="anna@example.com", din_e_post="erik@example.com")
    assert found() == [mine]


def test_the_inverse_tells_whose_each_is():
    page = contact_page()
    mine, nobodys = sent(page, din_e_post="Anna@example.com"), sent(page, meddelande="Hi")
    source = registry.get(FormSubmission)
    assert dict(source.people(source.rows())) == {mine.pk: "anna@example.com", nobodys.pk: None}


def test_each_kind_of_form_page_may_have_its_own_activity(monkeypatch):
    source = registry.get(FormSubmission)
    assert source.activities() == {"customer-service": Q()}
    mine = sent(contact_page(), din_e_post="anna@example.com")
    monkeypatch.setattr(ContactPage, "privacy_activity", "recruiting", raising=False)
    named = source.activities()
    assert set(named) == {"customer-service", "recruiting"}
    assert list(source.rows().filter(named["recruiting"])) == [mine]
    assert not source.rows().filter(named["customer-service"]).exists()
