"""Texts per language beside a row that exists once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class LocalText(models.Model):
    """One language's words for a declaration; a subclass names the declaration and the words."""

    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )

    class Meta:
        abstract = True


Text = TypeVar("Text", bound=LocalText)


def in_language(texts: Iterable[Text], language: str | None = None) -> Text | None:
    """Pick the words in ``language`` (the active one by default).

    Falls back to the language without its region, then to the site's first language, then to any.
    Returns None when there are no words at all.
    """
    by_language = {text.locale.language_code: text for text in texts}
    wanted = language or get_language() or ""
    for code in (wanted, wanted.split("-")[0], settings.LANGUAGE_CODE):
        if code in by_language:
            return by_language[code]
    return next(iter(by_language.values()), None)
