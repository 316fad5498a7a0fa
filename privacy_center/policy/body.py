"""The body of a policy page: which blocks it takes, and what a new page starts with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from .blocks import (
    AuthorityBlock,
    CategoriesBlock,
    ControllerBlock,
    ExternalBlock,
    LegalBasesBlock,
    OriginsBlock,
    RecipientsBlock,
    RetentionBlock,
    RightsBlock,
    SectionBlock,
    SummaryBlock,
    UpdatedBlock,
)


class PolicyBody(StreamBlock):
    """Prose and live blocks in the order that the editor wants."""

    section = SectionBlock()
    summary = SummaryBlock()
    controller = ControllerBlock()
    categories = CategoriesBlock()
    origins = OriginsBlock()
    legal_bases = LegalBasesBlock()
    retention = RetentionBlock()
    recipients = RecipientsBlock()
    rights = RightsBlock()
    authority = AuthorityBlock()
    external = ExternalBlock()
    updated = UpdatedBlock()

    class Meta:
        label = _("Policy")


def default_body() -> list[tuple[str, dict[str, Any]]]:
    """Every live block in the usual order, so that a new page is whole before a word is typed."""
    names = (
        "summary",
        "controller",
        "categories",
        "origins",
        "legal_bases",
        "retention",
        "recipients",
        "rights",
        "authority",
        "external",
        "updated",
    )
    return [(name, {"heading": "", "introduction": ""}) for name in names]
