"""Texts per language beside a row that exists once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site


class LocalText(models.Model):
    """One language's words for a declaration; a subclass names the declaration and the words.

    Words for one site stand before the words for all sites.
    """

    locale = models.ForeignKey(
        Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language")
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("only on"),
        help_text=_("Leave empty for words that hold on every site."),
    )

    class Meta:
        abstract = True


def speaking(language: str | None = None) -> list[str]:
    """The codes to look for words in ``language`` under: its own, and that without its region."""
    wanted = language or get_language() or ""
    return list(dict.fromkeys([wanted, wanted.split("-")[0]]))


Text = TypeVar("Text", bound=LocalText)


def once_a_site(parent: str, name: str) -> list[models.BaseConstraint]:
    """One text for each declaration, language and site, and one for all sites."""
    return [
        models.UniqueConstraint(fields=[parent, "locale", "site"], name=f"{name}_once_a_site"),
        models.UniqueConstraint(
            fields=[parent, "locale"], condition=models.Q(site=None), name=f"{name}_once"
        ),
    ]


def in_language(
    texts: Iterable[Text], language: str | None = None, site: int | None = None
) -> Text | None:
    """Pick the words in ``language`` (the active one by default), for ``site`` where it has own.

    Falls back to the language without its region, then to the site's first language, then to any.
    Returns None when there are no words at all.
    """
    usable = sorted(
        (text for text in texts if text.site_id in (None, site)),
        key=lambda text: text.site_id is not None,
    )
    by_language = {text.locale.language_code: text for text in usable}
    for code in (*speaking(language), *speaking(settings.LANGUAGE_CODE)):
        if code in by_language:
            return by_language[code]
    return next(iter(by_language.values()), None)
