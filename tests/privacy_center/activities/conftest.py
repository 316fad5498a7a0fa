import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_english():
    """What is told is compared in the language that it is written in."""
    with translation.override("en"):
        yield
