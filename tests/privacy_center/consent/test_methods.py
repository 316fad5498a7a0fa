from __future__ import annotations

from django.utils import translation

from privacy_center.consent.methods import IN_WORDS, method_in_words


def test_a_way_that_the_plugin_knows_is_said_in_words_and_a_sites_own_as_it_is() -> None:
    with translation.override("en"):
        assert method_in_words("privacy centre") == "in the privacy centre"
        assert all(method_in_words(method) != method for method in IN_WORDS)
        assert method_in_words("by telephone") == "by telephone"
