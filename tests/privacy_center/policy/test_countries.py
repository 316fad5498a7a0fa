"""Names of countries."""

import pytest

from privacy_center.policy.countries import countries, country_name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("SE", "sv", "Sverige"),
        ("SE", "en", "Sweden"),
        ("us", "sv", "Amerikas Förenta Stater"),
        ("US", "en-gb", "United States"),
        ("ZZ", "sv", "ZZ"),
        ("DE", "xx", "Germany"),
    ],
)
def test_name(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


def test_every_country_has_a_name() -> None:
    assert all(name and not name.startswith("*") for _code, name in countries("sv"))
