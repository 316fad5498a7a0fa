"""Policy pages: a mixin for a site's own page class, and a page that is ready to use."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import swapper
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Site

from privacy_center.days import site_today

from .blocks import PROSE, RECORDS
from .body import PolicyBody, default_body
from .forms import PolicyPageForm
from .history import PolicyHistoryMixin
from .outline import outline
from .records import PolicyRecords
from .version import PolicyVersion
from .versions import is_behind, latest_version, versions_of

# A site may have a base page of its own in the place of Wagtail's.
Page: Any = swapper.load_model("wagtailcore", "Page", require_ready=False)


TEMPLATE = "privacy_center/policy/page.html"


class PrivacyPolicyMixin(PolicyHistoryMixin, models.Model):
    """Makes a page class a privacy policy (Art. 12 to 14). Put it before the page's own base.

    Wagtail gives each page class a template name of its own: set ``template = TEMPLATE`` to keep
    the one that comes with the mixin. The facts are read from the processing records on each
    request; only the words that an editor adds are stored here. Each publication is kept as a
    version, with pages of their own under the policy's address.
    """

    #: How the plugin knows a policy page without importing its class.
    is_privacy_policy = True

    introduction = RichTextField(
        _("introduction"),
        blank=True,
        features=PROSE,
        help_text=_("What comes first: why this policy exists, in a few sentences."),
    )
    body = StreamField(PolicyBody(), verbose_name=_("policy"), default=default_body, blank=True)

    change_summary = models.TextField(
        _("what changes, in a sentence or two"),
        blank=True,
        help_text=_(
            "People read this in a mail and in their privacy centre. Say what is different for "
            "them, such as: We keep purchases for eight years instead of seven."
        ),
    )
    change_effective_on = models.DateField(
        _("takes effect on"),
        null=True,
        blank=True,
        help_text=_("People must have time to read and decide before this day."),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("change_summary"), FieldPanel("change_effective_on")],
            heading=_("Tell people of a change"),
            help_text=_(
                "Fill in both when a change matters to people: a new purpose, a new recipient, a "
                "longer time. When you publish, everybody with an account and everybody who has "
                "said yes to something is told by mail, once, in their language, and those whose "
                "consent the change touches are asked again. Publish each language with the same "
                "day. Leave empty for corrections of the language."
            ),
        ),
    ]

    base_form_class = PolicyPageForm

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page's context, with the records loaded once for all its blocks."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        records = PolicyRecords.load(Site.find_for_request(request))
        context[RECORDS] = records
        context["sections"] = outline(self.body)
        context["last_updated"] = self.last_updated(records)
        context |= self._version_context(records)
        return context

    def _version_context(self, records: PolicyRecords) -> dict[str, Any]:
        """Which version this is, and whether the records have moved on since.

        The text is only compared where a record was saved after the version: else nothing that it
        shows can have changed.
        """
        version: PolicyVersion | None = latest_version(self)
        if version is None:
            return {"version": None}
        moved = records.changed_at is not None and records.changed_at > version.published_at
        coming = versions_of(self).filter(effective_on__gt=site_today()).first()
        return {
            "version": version,
            "behind": moved and is_behind(self, version),
            "coming": coming,
            "history_url": self.address_of("versions"),
        }

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
