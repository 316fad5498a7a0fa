from __future__ import annotations

import pytest

from privacy_center.notices.blocks import Block, blocks


def test_paragraphs_lists_and_links() -> None:
    text = """Hello,

    Two lines
    of text.

    These stay:
    - Orders
    - Invoices

    See your data: https://example.com/data/
    """
    assert blocks(text) == [
        Block("paragraph", ("Hello,",)),
        Block("paragraph", ("Two lines", "of text.")),
        Block("paragraph", ("These stay:",)),
        Block("list", ("Orders", "Invoices")),
        Block("link", label="See your data", url="https://example.com/data/"),
    ]


def test_an_address_alone_is_its_own_label() -> None:
    assert blocks("https://example.com/") == [
        Block("link", label="https://example.com/", url="https://example.com/")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Look at https://evil.example/ now",
        "evil.example",
        "javascript:alert(1)",
        "Go: javascript:alert(1)",
    ],
)
def test_nothing_inside_a_sentence_becomes_a_link(text: str) -> None:
    assert [block.kind for block in blocks(text)] == ["paragraph"]
