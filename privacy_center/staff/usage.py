"""Who uses a processing record: asked before it is deleted, renamed or taken down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..activities.models import DataCategory, ProcessingActivity, Recipient
from ..formpages.usage import pages_using
from ..policy.blocks import (
    CategoriesBlock,
    LegalBasesBlock,
    OriginsBlock,
    RecipientsBlock,
    RetentionBlock,
)
from ..policy.models import PrivacyPolicyMixin
from ..sources import registry

SOURCE, ELSEWHERE, ACTIVITY, POLICY = "source", "elsewhere", "activity", "policy"
FORM_PAGE = "form page"

#: What the code or a form page names: such a record can be neither taken down nor renamed.
CODE = frozenset({SOURCE, ELSEWHERE, FORM_PAGE})

#: The blocks of a policy page that show the records of each kind.
_SHOWS: dict[type, tuple[type, ...]] = {
    ProcessingActivity: (
        CategoriesBlock,
        LegalBasesBlock,
        OriginsBlock,
        RecipientsBlock,
        RetentionBlock,
    ),
    DataCategory: (CategoriesBlock,),
    Recipient: (RecipientsBlock,),
}


@dataclass(frozen=True)
class Use:
    """One user of a record: of which kind, what it is called, and where the admin shows it."""

    kind: str
    title: str
    url: str = ""

    @property
    def kind_words(self) -> str:
        """The kind as a reader knows it."""
        return {
            SOURCE: _("Source"),
            ELSEWHERE: _("Held elsewhere"),
            ACTIVITY: _("Activity"),
            POLICY: _("Published policy"),
            FORM_PAGE: _("Form page"),
        }[self.kind]

    def __str__(self) -> str:
        return f"{self.kind_words}: {self.title}"


def users_of(record: Any) -> list[Use]:
    """What uses an activity, a category or a recipient; empty when it may go.

    A source is named as developers know it too, an activity by its title, a policy page by its
    title and its language.
    """
    return [*code_users_of(record), *_activities_with(record), *policies_showing(record)]


def code_users_of(record: Any) -> list[Use]:
    """The sources, and things held elsewhere, that name an activity or a category."""
    inventory = reverse("privacy_inventory:index")
    if isinstance(record, ProcessingActivity):
        found = [
            Use(SOURCE, _source_title(source), inventory)
            for source in registry.sources()
            if registry.parent(source) is None and record.slug in source.activities()
        ]
        elsewhere = [
            Use(ELSEWHERE, str(held.title), inventory)
            for held in registry.externals()
            if held.activity == record.slug
        ]
        pages = [Use(FORM_PAGE, title) for title in pages_using(record)]
        return found + elsewhere + pages
    if isinstance(record, DataCategory):
        return [
            Use(SOURCE, _source_title(source), inventory)
            for source in registry.sources()
            if record.slug in source.fields.values()
        ]
    return []


def policies_showing(record: Any) -> list[Use]:
    """The published policy pages whose live blocks show the record."""
    if isinstance(record, ProcessingActivity):
        shown = record.live
    else:
        shown = record.activities.filter(live=True).exists()
    return [_policy_use(page) for page in published_policies(type(record))] if shown else []


def published_policies(model: type) -> list[Any]:
    """The live policy pages that show records of ``model``."""
    blocks = _SHOWS.get(model, ())
    return [page for page in _live_policies() if _has_block(page, blocks)]


def usage_by_activity() -> dict[str, int]:
    """How many sources, and things held elsewhere, belong to each activity's slug."""
    counts: dict[str, int] = {}
    for slug in _slugs_in_use():
        counts[slug] = counts.get(slug, 0) + 1
    return counts


def usage_words(policies: int, sources: int) -> str:
    """Such as "2 policies, 3 sources"; empty where nothing uses it."""
    parts = []
    if policies:
        parts.append(
            ngettext("%(count)d policy", "%(count)d policies", policies) % {"count": policies}
        )
    if sources:
        parts.append(
            ngettext("%(count)d source", "%(count)d sources", sources) % {"count": sources}
        )
    return ", ".join(parts)


def _source_title(source: Any) -> str:
    return f"{source.title} ({source.name})"


def _slugs_in_use() -> list[str]:
    named = [
        slug
        for source in registry.sources()
        if registry.parent(source) is None
        for slug in source.activities()
    ]
    return [*named, *(held.activity for held in registry.externals())]


def _activities_with(record: Any) -> list[Use]:
    if isinstance(record, ProcessingActivity):
        return []
    name = ProcessingActivity.snippet_viewset.get_url_name("edit")
    rows: QuerySet[Any] = record.activities.prefetch_related(*ProcessingActivity.prefetch)
    return [Use(ACTIVITY, str(row), reverse(name, args=[row.pk])) for row in rows]


def _policy_use(page: Any) -> Use:
    title = f"{page.title} ({page.locale.get_display_name()})"
    return Use(POLICY, title, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _live_policies() -> Iterator[Any]:
    for model in apps.get_models():
        if issubclass(model, PrivacyPolicyMixin):
            # A page's own manager; a mixin knows none.
            pages: Any = model._default_manager
            yield from pages.live().select_related("locale").order_by("path")


def _has_block(page: Any, blocks: tuple[type, ...]) -> bool:
    return any(isinstance(child.block, blocks) for child in page.body)
