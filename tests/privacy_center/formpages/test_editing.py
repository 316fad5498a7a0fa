"""The editor's side of a question for consent: Wagtail's own page editor."""

import pytest
from django.contrib.auth.models import User
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from home.models import ContactPage
from tests.home.factories import contact_page
from tests.privacy_center.policy.factories import make_activity

pytestmark = pytest.mark.django_db


def form_of(page, *questions):
    form_class = ContactPage.get_edit_handler().get_form_class()
    rows = [
        {"label": kind, "field_type": kind, "required": "", "id": ""} | more
        for kind, more in questions
    ]
    data = nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "thanks": "Thanks",
            "aside": rich_text(""),
            "form_fields": inline_formset(rows),
            "comments": inline_formset([]),
        }
    )
    editor, _new = User.objects.get_or_create(username="editor", is_superuser=True)
    return form_class(data, instance=page, for_user=editor)


def errors_of(form):
    form.is_valid()
    return str(form.formsets["form_fields"].errors)


def test_a_question_for_consent_needs_an_address_beside_it():
    letters = make_activity("letters", legal_basis="consent")
    asked = ("consent", {"consent_activity": str(letters.pk), "consent_wording": "Yes"})
    with translation.override("en"):
        page = contact_page()
        page.form_fields.all().delete()
        assert "an e-mail address too" in errors_of(form_of(page, asked))
        form = form_of(page, asked, ("email", {}))
        assert "an e-mail address too" not in errors_of(form)


def test_only_published_activities_that_rest_on_consent_are_offered():
    letters = make_activity("letters", legal_basis="consent")
    make_activity("orders", legal_basis="contract")
    make_activity("planned", legal_basis="consent", live=False)
    form = form_of(contact_page())
    field = form.formsets["form_fields"].empty_form.fields["consent_activity"]
    assert list(field.queryset) == [letters]
