"""Browsers by the names that people know them by."""

from __future__ import annotations

import pytest
from django.utils import translation

from privacy_center.sources.devices import in_words

APPLE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {APPLE} Chrome/143 Safari/537", "Chrome on Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {APPLE} Chrome/143 Safari/537 Edg/143", "Edge on Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {APPLE} Chrome/143 Mobile", "Chrome on Android"),
        (f"Mozilla/5.0 (iPhone; like Mac OS X) {APPLE} Version/19 Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_in_words(user_agent: str, words: str) -> None:
    with translation.override("en"):
        assert in_words(user_agent) == words
