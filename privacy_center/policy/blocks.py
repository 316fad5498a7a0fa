"""The blocks of a policy: prose by an editor, and live blocks that read the processing records."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.models import Site

from .records import PolicyRecords

PROSE = ["h3", "bold", "italic", "ul", "ol", "link"]

#: The name that a page's template context holds the loaded records under.
RECORDS = "policy_records"


class SectionBlock(StructBlock):
    """A heading and the editor's own words."""

    heading = CharBlock(label=_("Heading"), max_length=150)
    body = RichTextBlock(label=_("Text"), features=PROSE)

    class Meta:
        icon = "doc-full"
        label = _("Text")
        template = "privacy_center/policy/blocks/section.html"


class LiveBlock(StructBlock):
    """A part that writes itself from the processing records.

    The editor may give it another heading and other opening words; the facts are never typed.
    """

    #: The heading that stands unless the editor writes another.
    title: ClassVar[str | Promise] = ""

    heading = CharBlock(
        label=_("Heading"),
        required=False,
        max_length=150,
        help_text=_("Leave empty for the usual heading."),
    )
    introduction = RichTextBlock(
        label=_("Opening words"),
        required=False,
        features=PROSE,
        help_text=_("Leave empty for the usual words. The facts below them are always up to date."),
    )

    class Meta:
        icon = "rotate"
        group = _("From the processing records")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The block's context, with the page's records; on a page of another kind, its own."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if RECORDS not in context:
            request = context.get("request")
            site = Site.find_for_request(request) if request else None
            context[RECORDS] = PolicyRecords.load(site)
        context["records"] = context[RECORDS]
        return context


class SummaryBlock(LiveBlock):
    """The policy in a few lines."""

    title = _("In short")

    class Meta:
        icon = "list-ul"
        label = _("Summary")
        template = "privacy_center/policy/blocks/summary.html"


class ControllerBlock(LiveBlock):
    """Who is responsible, and how to get in touch (Art. 13(1)(a) and (b))."""

    title = _("Who is responsible")

    class Meta:
        icon = "home"
        label = _("Who is responsible")
        template = "privacy_center/policy/blocks/controller.html"


class CategoriesBlock(LiveBlock):
    """Which data is held (Art. 14(1)(d), Art. 15(1)(b))."""

    title = _("Which data we hold")

    class Meta:
        icon = "folder-open-inverse"
        label = _("Data categories")
        template = "privacy_center/policy/blocks/categories.html"


class OriginsBlock(LiveBlock):
    """Where the data comes from (Art. 14(2)(f), Art. 15(1)(g))."""

    title = _("Where the data comes from")

    class Meta:
        icon = "download"
        label = _("Where the data comes from")
        template = "privacy_center/policy/blocks/origins.html"


class LegalBasesBlock(LiveBlock):
    """What the data is used for, and why that is lawful (Art. 13(1)(c) and (d))."""

    title = _("What we use it for, and why we may")

    class Meta:
        icon = "clipboard-list"
        label = _("Purposes and legal bases")
        template = "privacy_center/policy/blocks/legal_bases.html"


class RetentionBlock(LiveBlock):
    """How long data is kept (Art. 13(2)(a))."""

    title = _("How long we keep it")

    class Meta:
        icon = "history"
        label = _("Retention table")
        template = "privacy_center/policy/blocks/retention.html"


class RecipientsBlock(LiveBlock):
    """Who receives data, and what leaves the EU and EEA (Art. 13(1)(e) and (f))."""

    title = _("Who receives it")

    class Meta:
        icon = "group"
        label = _("Recipients")
        template = "privacy_center/policy/blocks/recipients.html"


class RightsBlock(LiveBlock):
    """The rights, each with its door into the privacy centre and by mail (Art. 13(2)(b) to (d))."""

    title = _("Your rights")

    class Meta:
        icon = "user"
        label = _("Rights")
        template = "privacy_center/policy/blocks/rights.html"


class AuthorityBlock(LiveBlock):
    """Where to complain (Art. 13(2)(d))."""

    title = _("If you want to complain")

    class Meta:
        icon = "warning"
        label = _("Supervisory authority")
        template = "privacy_center/policy/blocks/authority.html"


class ExternalBlock(LiveBlock):
    """Data that is held outside this site."""

    title = _("What is held elsewhere")

    class Meta:
        icon = "link-external"
        label = _("Data held elsewhere")
        template = "privacy_center/policy/blocks/external.html"


class UpdatedBlock(LiveBlock):
    """When the policy, or a record that it shows, last changed."""

    title = _("When this policy was last changed")

    class Meta:
        icon = "date"
        label = _("Last updated")
        template = "privacy_center/policy/blocks/updated.html"
