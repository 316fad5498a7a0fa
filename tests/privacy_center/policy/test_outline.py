"""Headings and anchors."""

from django.utils import translation

from privacy_center.policy.body import PolicyBody
from privacy_center.policy.outline import outline


def anchors(*blocks: tuple[str, dict[str, str]]) -> list[str]:
    return [section.anchor for section in outline(PolicyBody().normalize(list(blocks)))]


def test_a_live_block_keeps_its_anchor_whatever_its_heading() -> None:
    assert anchors(("retention", {"heading": "Så länge sparar vi"})) == ["retention"]


def test_no_anchor_stands_twice() -> None:
    section = ("section", {"heading": "Säkerhet", "body": ""})
    assert anchors(section, section, section) == ["sakerhet", "sakerhet-2", "sakerhet-3"]


def test_a_heading_without_letters_still_gets_an_anchor() -> None:
    assert anchors(("section", {"heading": "!", "body": ""})) == ["section"]


def test_a_live_block_without_a_heading_has_the_usual_one() -> None:
    stream = PolicyBody().normalize([("rights", {"heading": " "})])
    with translation.override("en"):
        assert [section.heading for section in outline(stream)] == ["Your rights"]
