from __future__ import annotations

import datetime as dt
import decimal

import pytest
from django.apps import apps
from django.utils import translation

from home.records.ledger import LedgerEntry
from privacy_center.erasure import plan
from privacy_center.erasure.identifiers import identifiers_of
from privacy_center.sources import records_of, registry
from privacy_center.subjects import subject_of_email
from tests.home.factories import order, user
from tests.testapp.factories import activity


def test_every_table_of_the_company_is_declared():
    nothing = registry.nothing()
    declared = {source.name for source in registry.sources()}
    for model in apps.get_app_config("home").get_models():
        label = model._meta.label_lower
        assert (label in declared) != (label in nothing), label


def test_every_field_stands_in_one_group():
    for source in registry.sources():
        if not source.name.startswith("home."):
            continue
        walked = {path.split("__")[0] for path in (*source.subject, source.part_of) if path}
        groups = [*source.fields, *source.not_identifying, *source.secret]
        assert len(groups) == len(set(groups)), source.name
        names = {field.name for field in source.model._meta.concrete_fields}
        relations = {
            field.name
            for field in source.model._meta.concrete_fields
            if field.is_relation and field.name in walked
        }
        assert names - relations - {"id"} == set(groups), source.name


@pytest.mark.django_db
def test_pages_show_an_order_with_its_numbers_masked():
    source = registry.get("home.order")
    record = order(personal_number="640823-3234", phone="0701740605", card_last4="4242")
    record.save()
    assert source.value(record, "personal_number") == "19640823-••••"
    assert source.value(record, "phone") == "+46 70 174 06 05"
    assert source.value(record, "card_last4") == "•••• 4242"
    assert source.value(record, "organisation_number") == ""
    assert record.number in source.label(record)


@pytest.mark.django_db
def test_an_alternative_address_alone_opens_no_order():
    anna = user("anna@example.org")
    order(customer=anna, alternative_email="alt@example.org").save()
    source = registry.get("home.order")
    assert records_of(source, subject_of_email("anna@example.org")).count() == 1
    assert records_of(source, subject_of_email("alt@example.org")).count() == 0


@pytest.mark.django_db
def test_an_unbooked_order_is_open_and_never_due():
    source = registry.get("home.order")
    waiting = order()
    waiting.save()
    day = dt.date(2020, 3, 2)
    order(booked_on=day, paid_on=day, delivered_on=day).save()
    assert list(source.is_open(source.rows())) == [waiting]


@pytest.mark.django_db
def test_a_ledger_entry_is_called_what_it_is_in_the_persons_language():
    source = registry.get("home.ledgerentry")
    entry = LedgerEntry(booked_on=dt.date(2025, 11, 22), amount=decimal.Decimal("-1839.50"))
    with translation.override("en"):
        assert source.label(entry) == "Payment of 1839.50 SEK on 22 November 2025"
        entry.amount = decimal.Decimal("1839.50")
        assert source.label(entry) == "Claim of 1839.50 SEK on 22 November 2025"


@pytest.mark.django_db
def test_an_order_that_names_somebody_else_too_still_tells_the_buyers_numbers():
    activity("purchases")
    order(
        customer=user("anna@example.com"),
        phone="+46701740605",
        personal_number="198112189876",
        alternative_email="somebody@example.com",
    ).save()
    order(
        customer=user("erik@example.com"),
        phone="+46701740606",
        alternative_email="anna@example.com",
    ).save()
    found = identifiers_of(plan(subject_of_email("anna@example.com"))).values
    assert {"+46701740605", "198112189876"} <= set(found)
    assert "+46701740606" not in found
