from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Staff read English here, and visitors the language of the page: Swedish."""
    with translation.override("en"):
        yield
