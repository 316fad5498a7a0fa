"""Every deed that is recorded has words."""

from __future__ import annotations

import ast
from pathlib import Path

from django.utils import translation

import privacy_center
from privacy_center.staff.audit_words import DEEDS, deed_words


def recorded() -> set[str]:
    """The deeds that the plugin's code records, by their short names."""
    root = Path(privacy_center.__file__).parent
    calls = (
        node
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) == "record"
    )
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_deed_has_words() -> None:
    found = recorded()
    assert "erasure_started" in found
    assert found - set(DEEDS) == set()


def test_a_sites_own_deed_is_made_readable() -> None:
    with translation.override("en"):
        assert deed_words("data_exported") == "Data downloaded"
        assert deed_words("letter_archived") == "Letter archived"
