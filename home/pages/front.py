"""The front page."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from .base import SitePage
from .blocks import FrontBlock
from .courses import CoursePage
from .newsletter import NewsletterPage

#: How many courses the front page shows.
SHOWN = 3


class HomePage(SitePage):
    """Where a visitor lands: who the company is, some courses, the newsletter."""

    heading = models.CharField(_("heading"), max_length=120)
    lead = models.TextField(_("introduction"), blank=True)
    button_text = models.CharField(_("text of the button"), max_length=40, blank=True)
    button_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("where the button leads"),
    )
    body = StreamField(FrontBlock(), verbose_name=_("content"), blank=True)

    content_panels = (
        *SitePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("heading"),
                FieldPanel("lead"),
                FieldPanel("button_text"),
                FieldPanel("button_page"),
            ],
            heading=_("Opening"),
        ),
        FieldPanel("body"),
    )
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["courses"] = CoursePage.objects.descendant_of(self).live().order_by("path")[:SHOWN]
        context["newsletter"] = NewsletterPage.objects.child_of(self).live().first()
        return context
