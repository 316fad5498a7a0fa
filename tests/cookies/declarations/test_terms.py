from __future__ import annotations

import pytest
from django.utils import translation

from cookies.declarations.countries import country_words
from cookies.declarations.terms import Unit, duration_words


@pytest.mark.parametrize(
    ("value", "unit", "english", "swedish"),
    [
        (1, Unit.YEARS, "1 year", "1 år"),
        (13, Unit.MONTHS, "13 months", "13 månader"),
        (30, Unit.MINUTES, "30 minutes", "30 minuter"),
        (2, Unit.HOURS, "2 hours", "2 timmar"),
        (182, Unit.DAYS, "182 days", "182 dagar"),
        (None, Unit.SESSION, "until the browser is closed", "tills webbläsaren stängs"),
        (None, Unit.UNTIL_REMOVED, "until you remove it", "tills du tar bort den"),
    ],
)
def test_durations_in_words(value: int | None, unit: Unit, english: str, swedish: str) -> None:
    with translation.override("en"):
        assert duration_words(value, unit) == english
    with translation.override("sv"):
        assert duration_words(value, unit) == swedish


def test_a_country_outside_the_eea_says_so() -> None:
    with translation.override("sv"):
        assert country_words("SE") == "Sverige"
        assert country_words("US") == "USA (utanför EU och EES)"
    assert country_words("ZZ") == "ZZ"
