from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from cookies.models import ConsentReceipt
from privacy_center.sources import records_of, registry
from privacy_center.subjects import subject_of_email


@pytest.mark.parametrize("app", ["cookie_consent", "privacy_cookies"])
def test_no_model_of_the_cookies_is_about_a_person(app: str) -> None:
    about_people = {source.model for source in registry.sources()}
    stated = registry.nothing()
    for model in apps.get_app_config(app).get_models():
        if model is not ConsentReceipt:
            assert model not in about_people
            assert model._meta.label_lower in stated


@pytest.mark.django_db
def test_a_receipt_is_nobodys_and_is_kept_by_the_processing_records() -> None:
    ConsentReceipt.objects.create(
        receipt="r" * 22, decided_at=timezone.now() - timedelta(days=9), way="accept", language="sv"
    )
    source = registry.get(ConsentReceipt)
    assert source.activity == "consent-proof"
    assert source.retained_from == "decided_at"
    assert not records_of(source, subject_of_email("anna@example.com")).exists()
    assert list(source.people(source.rows())) == []
