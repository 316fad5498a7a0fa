"""Categories of personal data, as Art. 15(1)(b) and Art. 30(1)(c) name them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin

from .preview import Previewed
from .texts import LocalText, Translated


class DataCategory(RevisionMixin, Previewed, Translated, ClusterableModel):
    """A kind of personal data: contact details, purchases. Sources name it by its slug."""

    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("What developers call this category in privacy.py. Letters and hyphens."),
    )
    sort_order = models.PositiveIntegerField(pgettext_lazy("sorting", "order"), default=0)
    special = models.BooleanField(
        _("sensitive data"),
        default=False,
        help_text=_("Health, beliefs, union membership and the like (Art. 9)."),
    )

    preview_template = "privacy_center/staff/previews/category.html"

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("data category")
        verbose_name_plural = _("data categories")

    def __str__(self) -> str:
        text = self.text()
        return text.title if text else self.slug


class CategoryText(LocalText):
    """What a category is called in one language."""

    category = ParentalKey(DataCategory, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=100)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Examples a visitor understands.")
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "locale"], name="privacy_category_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
