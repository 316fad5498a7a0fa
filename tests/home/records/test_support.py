from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.models import SupportCase
from tests.home.factories import contact_page

pytestmark = pytest.mark.django_db


def test_closing_dates_the_case_and_reopening_undates_it():
    case = SupportCase.objects.create(page=contact_page(), form_data={"message": "Hi"})
    case.close()
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("closed", timezone.localdate())
    case.reopen()
    case.refresh_from_db()
    assert (case.status, case.closed_on) == ("open", None)


def test_a_closed_case_always_has_a_date():
    with pytest.raises(IntegrityError), transaction.atomic():
        SupportCase.objects.create(page=contact_page(), form_data={}, status="closed")


def test_no_card_number_in_the_json():
    page = contact_page()
    with pytest.raises(ValidationError):
        SupportCase.objects.create(page=page, form_data={"message": ["4111-1111-1111-1111"]})
    assert not SupportCase.objects.exists()
