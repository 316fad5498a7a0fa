from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model

from privacy_center.audit import Actor


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        (Actor.person("ab12"), "person:ab12"),
        (Actor.staff(get_user_model()(pk=7)), "staff:7"),
        (Actor.system(), "system"),
        (Actor.command(), "command"),
    ],
)
def test_an_actor_is_written_and_read_back(actor: Actor, text: str) -> None:
    assert str(actor) == text
    assert Actor.parse(text) == actor


def test_nobody_is_named_by_an_address() -> None:
    with pytest.raises(ValueError, match="never by an address"):
        Actor.person("anna@example.com")


def test_there_are_four_kinds() -> None:
    with pytest.raises(ValueError, match="person, staff, system, command"):
        Actor.parse("robot:1")
