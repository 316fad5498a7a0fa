import json

import pytest
from django.test import override_settings

from privacy_center.ledger import is_ours, signed

RECEIPT = {"status": "complete", "steps": [{"ground": "Därför"}]}


def test_what_was_signed_is_recognised_however_it_is_written():
    written = json.dumps(signed(RECEIPT), indent=4, ensure_ascii=False)
    assert is_ours(json.loads(written))


@pytest.mark.parametrize(
    "changes", [{"status": "partial"}, {"more": 1}, {"signature": "0" * 64}, {"signature": None}]
)
def test_what_was_altered_is_not(changes):
    assert not is_ours(signed(RECEIPT) | changes)


def test_an_earlier_key_still_recognises():
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "old"}):
        document = signed(RECEIPT)
    assert not is_ours(document)
    with override_settings(PRIVACY_CENTER={"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}):
        assert is_ours(document)


def test_nothing_is_signed_twice():
    with pytest.raises(ValueError, match="signed already"):
        signed(signed(RECEIPT))
