from __future__ import annotations

import pytest

from privacy_center.audit import Immutable
from privacy_center.consent.models import ConsentEvent, ConsentWording

from .factories import anna, say_yes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [ConsentEvent, ConsentWording])
def test_a_choice_and_its_words_never_change(model: type) -> None:
    say_yes(anna())
    row = model.objects.get()
    for change in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(activity="other"),
    ):
        with pytest.raises(Immutable):
            change()
    assert model.objects.get().activity == "newsletter"


def test_the_proof_outlives_the_account() -> None:
    subject = anna()
    event = say_yes(subject)
    subject.user.delete()
    kept = ConsentEvent.objects.get(pk=event.pk)
    assert kept.user is None
    assert kept.address_hash == subject.pseudonym


def test_the_ledger_holds_no_address() -> None:
    event = say_yes(anna())
    assert not [value for value in vars(event).values() if "@" in str(value)]
