"""Pages for what went wrong: in the site's look, in the reader's language, and calm."""

from __future__ import annotations

import pytest
from django.template.loader import get_template
from django.test import Client
from django.utils import translation
from pytest_django import DjangoAssertNumQueries


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_kindly() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/account/login/", {"login": "a@example.com"})
    assert answer.status_code == 403
    assert 'class="site-header"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "429.html"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_each_says_what_to_do(name: str, language: str) -> None:
    with translation.override(language):
        page = get_template(name).render({})
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert 'class="button"' in page


@pytest.mark.django_db
def test_the_page_for_a_fault_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        page = get_template("500.html").render()
    assert "style=" not in page
    assert "<h1>" in page
