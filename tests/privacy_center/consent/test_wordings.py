from __future__ import annotations

import pytest

from privacy_center.consent import wording_for
from privacy_center.consent.models import ConsentWording

pytestmark = pytest.mark.django_db


def test_a_new_text_is_the_next_version() -> None:
    first = wording_for("newsletter", "en", "Yes.")
    second = wording_for("newsletter", "en", "Yes, weekly.")
    assert (first.version, second.version) == (1, 2)
    assert ConsentWording.objects.get(pk=first.pk).text == "Yes."


def test_the_same_text_is_the_same_version() -> None:
    first = wording_for("newsletter", "en", "Yes.")
    wording_for("newsletter", "en", "Yes, weekly.")
    assert wording_for("newsletter", "en", "  Yes.\n") == first


def test_each_language_and_activity_counts_for_itself() -> None:
    wording_for("newsletter", "en", "Yes.")
    wording_for("newsletter", "en", "Yes, weekly.")
    assert wording_for("newsletter", "sv", "Ja.").version == 1
    assert wording_for("course-trials", "en", "Yes.").version == 1


@pytest.mark.parametrize("text", ["", " \n "])
def test_no_words_no_consent(text: str) -> None:
    with pytest.raises(ValueError, match="words"):
        wording_for("newsletter", "en", text)
