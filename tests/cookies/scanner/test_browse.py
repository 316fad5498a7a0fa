"""What the scan's browser carries."""

from __future__ import annotations

import pytest

from cookies.scanner.browse import mark_for


@pytest.mark.parametrize(
    "base_url",
    [
        "https://www.example.com:8443",
        "https://www.example.com:8443/sv/",
        "https://www.example.com:8443/sv/news?page=2",
    ],
)
def test_the_mark_reaches_the_choices_wherever_the_scan_begins(base_url: str) -> None:
    # A browser takes the cookie's path from the address that it is given.
    assert mark_for(base_url)["url"] == "https://www.example.com:8443/"
