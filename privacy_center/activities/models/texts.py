"""Texts per language beside a row that exists once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class LocalText(models.Model):
    """One language's words for a record; a subclass names the record and the words."""

    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language")
    )

    class Meta:
        abstract = True


class Translated(models.Model):
    """A record whose words stand in child rows named ``texts``, one for each language."""

    texts: Any

    class Meta:
        abstract = True

    #: What to prefetch so that :meth:`text` asks the database nothing.
    prefetch: ClassVar[tuple[str, ...]] = ("texts__locale",)

    def text(self, language: str | None = None) -> Any:
        """The words in ``language`` (the active one by default), else in the first there is.

        Returns None for a record that has no words in any language yet.
        """
        wanted = language or get_language() or ""
        texts = sorted(self.texts.all(), key=lambda text: text.pk or 0)
        by_language = {text.locale.language_code: text for text in texts}
        return (
            by_language.get(wanted)
            or by_language.get(wanted.split("-")[0])
            or next(iter(texts), None)
        )
