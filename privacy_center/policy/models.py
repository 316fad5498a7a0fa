"""Policy pages: a mixin for a site's own page class, and a page that is ready to use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import swapper
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site

from .blocks import PROSE, RECORDS
from .body import PolicyBody, default_body
from .outline import outline
from .records import PolicyRecords

# A site may have a base page of its own in the place of Wagtail's.
Page: Any = swapper.load_model("wagtailcore", "Page", require_ready=False)


TEMPLATE = "privacy_center/policy/page.html"


class PrivacyPolicyMixin(models.Model):
    """Makes a page class a privacy policy (Art. 12 to 14). Put it before the page's own base.

    Wagtail gives each page class a template name of its own: set ``template = TEMPLATE`` to keep
    the one that comes with the mixin. The facts are read from the processing records on each
    request; only the words that an editor adds are stored here.
    """

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=PROSE,
        help_text=_("What comes first: why this policy exists, in a few sentences."),
    )
    body = StreamField(PolicyBody(), verbose_name=_("policy"), default=default_body, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context, with the records loaded once for all its blocks."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        records = PolicyRecords.load(Site.find_for_request(request))
        context[RECORDS] = records
        context["sections"] = outline(self.body)
        context["last_updated"] = self.last_updated(records)
        return context

    def last_updated(self, records: PolicyRecords) -> datetime | None:
        """The later of the page's own publication and of the last change to what it shows."""
        published: datetime | None = getattr(self, "last_published_at", None)
        return max((at for at in (published, records.changed_at) if at), default=None)


class PrivacyPolicyPage(PrivacyPolicyMixin, Page):  # noqa: DJ008 (a page is named by its title)
    """A privacy policy, ready to use."""

    template = TEMPLATE

    class Meta:
        verbose_name = _("privacy policy page")
        verbose_name_plural = _("privacy policy pages")
