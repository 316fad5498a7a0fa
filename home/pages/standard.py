"""Ordinary pages of text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from .base import SitePage
from .blocks import ProseBlock


class StandardPage(SitePage):
    """Prose with images, quotations and embedded media."""

    lead = models.TextField(_("introduction"), blank=True)
    body = StreamField(ProseBlock(), verbose_name=_("content"), blank=True)

    content_panels = (*SitePage.content_panels, FieldPanel("lead"), FieldPanel("body"))
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("ordinary page")
