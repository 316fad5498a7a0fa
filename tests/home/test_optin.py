from __future__ import annotations

import pytest

from home.optin import BadLink, seal, unseal


def test_what_is_sealed_comes_back_and_cannot_be_read():
    token = seal(email="eva@example.com", name="Eva", language="sv", wording=3, page=7)
    assert "eva" not in token.lower() or "@" not in token
    sign_up = unseal(token, page=7)
    assert (sign_up.email, sign_up.name, sign_up.wording) == ("eva@example.com", "Eva", 3)


@pytest.mark.parametrize("token", ["", "x", "é", "gAAAAA" * 10])
def test_anything_else_is_a_bad_link(token):
    with pytest.raises(BadLink):
        unseal(token, page=7)
