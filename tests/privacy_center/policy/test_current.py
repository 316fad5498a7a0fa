"""Which policy is in force."""

import pytest

from privacy_center.policy import current_policy
from privacy_center.policy.versions import latest_version

from .factories import make_pages

pytestmark = pytest.mark.django_db


def test_there_is_none_without_a_page() -> None:
    assert current_policy("sv") is None


def test_names_the_page_in_the_language_asked_for() -> None:
    pages = make_pages()
    found = current_policy("en")
    assert found is not None
    assert found.url == pages["en"].full_url
    assert found.version == 1
    newest = latest_version(pages["en"])
    assert newest is not None
    assert found.published_at == newest.published_at


def test_counts_versions_not_publications() -> None:
    page = make_pages()["sv"]
    page.save_revision().publish()
    first = current_policy("sv")
    assert first is not None
    assert first.version == 1
    page.title = "Ny rubrik"
    page.save_revision().publish()
    found = current_policy("sv")
    assert found is not None
    assert found.version == 2


def test_falls_back_to_any_language() -> None:
    make_pages()["en"].unpublish()
    found = current_policy("en")
    assert found is not None
    assert "/sv/" in found.url


def test_an_unpublished_page_is_not_in_force() -> None:
    for page in make_pages().values():
        page.unpublish()
    assert current_policy("sv") is None
