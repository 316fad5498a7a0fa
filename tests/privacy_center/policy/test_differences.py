"""What changed between two texts, in words."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from privacy_center.policy.differences import differences
from privacy_center.policy.reading import plain_text, read_html
from privacy_center.policy.wording import compare_words


def document(*sections: tuple[str, str, str], title: str = "Policy") -> dict[str, Any]:
    return {
        "title": title,
        "introduction": [],
        "sections": [
            {"anchor": anchor, "kind": "section", "heading": heading, "blocks": read_html(markup)}
            for anchor, heading, markup in sections
        ],
    }


def table(*rows: tuple[str, str]) -> str:
    cells = "".join(f"<tr><th>{name}</th><td>{kept}</td></tr>" for name, kept in rows)
    head = "<thead><tr><th>Data</th><th>Kept</th></tr></thead>"
    return f"<table>{head}<tbody>{cells}</tbody></table>"


def test_a_period_is_told_by_what_it_is_of() -> None:
    before = document(("times", "Times", table(("Purchases", "7 years"), ("Cases", "2 years"))))
    after = document(("times", "Times", table(("Purchases", "8 years"), ("Letters", "1 year"))))
    (section,) = differences(before, after)
    told = [
        (change.kind, change.where, [piece.text for piece in change.pieces])
        for change in section.changes
    ]
    assert told == [
        ("changed", "Purchases: Kept", ["7 years", "8 years"]),
        ("added", "Letters: Kept", ["1 year"]),
        ("removed", "Cases: Kept", ["2 years"]),
    ]


def test_rows_that_change_places_are_no_change() -> None:
    one = document(("times", "Times", table(("A", "1"), ("B", "2"))))
    two = document(("times", "Times", table(("B", "2"), ("A", "1"))))
    assert differences(one, two) == []


def test_a_section_whose_heading_changed_is_the_same_section() -> None:
    text = "<p>All traffic to the site is encrypted.</p>"
    (section,) = differences(document(("a", "Old", text)), document(("b", "New", text)))
    assert (section.kind, section.heading, section.was) == ("changed", "New", "Old")


def test_sections_come_and_go() -> None:
    before = document(("a", "Gone", "<p>One two three.</p>"))
    after = document(("b", "Come", "<p>Four five six.</p>"))
    assert [(one.kind, one.heading) for one in differences(before, after)] == [
        ("added", "Come"),
        ("removed", "Gone"),
    ]


def test_another_address_behind_the_same_words_is_told() -> None:
    before = document(("a", "A", '<p>Read <a href="https://one.example/">more</a>.</p>'))
    after = document(("a", "A", '<p>Read <a href="https://two.example/">more</a>.</p>'))
    (section,) = differences(before, after)
    assert "https://two.example/" in "".join(piece.text for piece in section.changes[0].pieces)


def test_reads_what_a_visitor_reads() -> None:
    blocks = read_html(
        "<div>Loose <b>words</b>.<h3>Head</h3><ul><li>One</li></ul>"
        "<p data-version-skip>Today</p><script>x()</script><dl><div><dt>Who</dt><dd>We<span "
        'class="pc-more">More</span></dd></div></dl></div>'
    )
    assert [block["kind"] for block in blocks] == ["paragraph", "heading", "list", "fact"]
    assert plain_text(blocks[0]["runs"]) == "Loose words."
    assert plain_text(blocks[3]["runs"]) == "We – More"


@given(st.text(max_size=80), st.text(max_size=80))
def test_both_texts_can_be_read_out_of_the_pieces(before: str, after: str) -> None:
    pieces = compare_words(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate != "added") == before
    assert "".join(piece.text for piece in pieces if piece.fate != "removed") == after


@given(st.text(max_size=200))
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert all(piece.fate == "same" for piece in compare_words(text, text))
