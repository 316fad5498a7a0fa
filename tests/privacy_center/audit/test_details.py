from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from privacy_center.audit import PersonalDetail
from privacy_center.audit.details import plain


def test_values_become_plain_json() -> None:
    assert plain(
        {
            "day": dt.date(2026, 11, 22),
            "at": dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC),
            "sum": Decimal("12.50"),
            "key": UUID(int=1),
            "fields": {"phone", "name"},
            "pair": (1, None, True),
            "text": gettext_lazy("Hello,"),
        }
    ) == {
        "day": "2026-11-22",
        "at": "2026-11-22T10:00:00+00:00",
        "sum": "12.50",
        "key": "00000000-0000-0000-0000-000000000001",
        "fields": ["name", "phone"],
        "pair": [1, None, True],
        "text": str(gettext_lazy("Hello,")),
    }


@pytest.mark.parametrize(
    "value",
    [
        "anna@example.com",
        "<anna@localhost>",
        "wrote to ANNA@EXAMPLE.COM yesterday",
        "/unsubscribe/anna%40example.com/",
        ["phone", {"deep": "åsa@exämple.se"}],
        {"anna@example.com": 1},
    ],
)
def test_what_looks_like_an_address_is_refused_without_repeating_it(value: object) -> None:
    with pytest.raises(PersonalDetail, match="pseudonym instead") as caught:
        plain(value, "note")
    assert "anna" not in str(caught.value).lower()


@pytest.mark.parametrize("value", ["@", "3 @ 2", "fields: name, phone"])
def test_other_text_passes(value: str) -> None:
    assert plain(value) == value


@pytest.mark.parametrize("value", [1.5, b"bytes", object()])
def test_what_databases_write_differently_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="takes no"):
        plain(value)


def test_a_nul_character_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL"):
        plain("a\x00b")
