"""Keys of every kind come in order, once, and as the model has them, whatever changes meanwhile."""

from __future__ import annotations

import pytest

from privacy_center.erasure import keys
from privacy_center.erasure.keys import key_batches
from tests.testapp.models import EventSignup, Specimen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small(settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PRIVACY_CENTER = {"BATCH_SIZE": 2}  # type: ignore[attr-defined]
    # So that the keys do lie in a file.
    monkeypatch.setattr(keys, "_IN_MEMORY", 8)


def signups(count: int) -> list[int]:
    made = (
        EventSignup.objects.create(email=f"{n}@example.com", event="Fair") for n in range(count)
    )
    return [each.pk for each in made]


def test_the_keys_come_in_order_and_by_the_batch() -> None:
    first, second, third, fourth, fifth = signups(5)
    assert list(key_batches(EventSignup.objects.order_by("-pk"))) == [
        [first, second],
        [third, fourth],
        [fifth],
    ]


def test_they_go_on_after_a_key() -> None:
    first, second, third = signups(3)
    assert list(key_batches(EventSignup.objects.all(), after=str(first))) == [[second, third]]


def test_rows_that_go_or_come_meanwhile_change_nothing() -> None:
    made = signups(5)
    found = []
    for batch in key_batches(EventSignup.objects.all()):
        EventSignup.objects.filter(pk__in=batch).delete()
        signups(1)
        found += batch
    assert found == made


def test_nothing_is_no_batch() -> None:
    assert list(key_batches(EventSignup.objects.all())) == []


def test_a_key_that_is_no_number_comes_back_as_it_was() -> None:
    made = sorted((Specimen.objects.create().pk for _each in range(3)), key=str)
    batches = list(key_batches(Specimen.objects.all()))
    assert [key for batch in batches for key in batch] == made
    assert {type(key) for batch in batches for key in batch} == {type(made[0])}
