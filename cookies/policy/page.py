"""The cookie policy as a page: a mixin for a site's own base page, and a page ready to use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from ..declarations.snapshot import declarations
from .blocks import PolicyBlocks


class CookiePolicyMixin(models.Model):
    """Makes a page a cookie policy: prose, and live parts that the declarations write."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences under the title.")
    )
    body = StreamField(PolicyBlocks(), verbose_name=_("content"), blank=True)

    policy_panels = [FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        abstract = True

    @property
    def updated_at(self) -> datetime | None:
        """The later of the page's publication and the last change of a declaration."""
        published = getattr(self, "last_published_at", None)
        return max(filter(None, [published, declarations().updated_at]), default=None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``updated_at`` for the template and its blocks."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        return {**context, "updated_at": self.updated_at}


class CookiePolicyPage(CookiePolicyMixin, Page):
    """A cookie policy in one language."""

    template = "cookies/cookie_policy_page.html"
    content_panels = [*Page.content_panels, *CookiePolicyMixin.policy_panels]

    class Meta:
        verbose_name = _("cookie policy page")
        verbose_name_plural = _("cookie policy pages")

    def __str__(self) -> str:
        return self.title
