"""The inventory as a page: what is declared of every table, what is not, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..activities.book import ActivityBook
from ..activities.models import DataCategory
from ..sources import registry
from ..sources.coverage import NOTHING, FieldCoverage, ModelCoverage, coverage, unpublished
from .permissions import APP

#: Whoever writes the processing records sees what they are about. Nobody's data is shown.
PERMISSION = f"{APP}.change_processingactivity"

#: What a declaration says of a field, in words.
GROUPS = {
    "fields": _("Identifies the person"),
    "not_identifying": _("About the person, does not identify"),
    "secret": _("Secret: never shown, gone on erasure"),
    "path": _("Leads to the person"),
}


@dataclass(frozen=True)
class FieldRow:
    """One field as the page shows it."""

    title: str
    said: Any
    category: str
    undeclared: bool


@dataclass(frozen=True)
class ModelRow:
    """One model as the page shows it."""

    title: str
    name: str
    own: bool
    purposes: list[str]
    reason: str
    fields: list[FieldRow]
    missing: list[FieldCoverage]


@dataclass(frozen=True)
class Words:
    """The processing records' own words for what declarations name by slug."""

    activities: dict[str, str]
    categories: dict[str, str]

    @classmethod
    def read(cls, activities: dict[str, Any]) -> Words:
        """Look them up once for the whole page."""
        categories = {category.slug: str(category) for category in DataCategory.objects.all()}
        return cls({slug: str(found) for slug, found in activities.items()}, categories)

    def row(self, one: ModelCoverage) -> ModelRow:
        """A model in words."""
        meta = one.model._meta
        source = one.source
        title = source.title if source else capfirst(meta.verbose_name_plural)
        whole = registry.parent(source) if source else None
        slugs = one.activities if whole is None else sorted(_activities_of(whole))
        return ModelRow(
            title=str(title),
            name=one.name,
            own=one.own,
            purposes=[self.activities.get(slug, slug) for slug in slugs],
            reason=one.reason,
            fields=[self._field(one, found) for found in one.fields],
            missing=one.undeclared,
        )

    def _field(self, one: ModelCoverage, found: FieldCoverage) -> FieldRow:
        column: Any = one.model._meta.get_field(found.name)
        return FieldRow(
            title=str(capfirst(getattr(column, "verbose_name", found.name))),
            said=GROUPS.get(found.group, ""),
            category=self.categories.get(found.category, found.category),
            undeclared=found in one.undeclared,
        )


def _activities_of(source: Any) -> Iterable[str]:
    whole = registry.parent(source)
    return source.activities() if whole is None else _activities_of(whole)


class InventoryView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET shows it all; there is nothing to change here: declarations are code."""

    permission_required = PERMISSION
    raise_exception = True
    template_name = "privacy_center/staff/inventory.html"
    page_title = _("Inventory")
    header_icon = "list-ul"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: what is missing, what nobody has published, and all the rest by app."""
        found = coverage(registry)
        activities = ActivityBook.open().activities
        words = Words.read(activities)
        personal = [one for one in found if one.source is not None]
        return super().get_context_data(
            missing=[words.row(one) for one in found if one.undeclared],
            unpublished=unpublished(found, registry, activities),
            apps=list(_by_app(personal, words)),
            nothing=[words.row(one) for one in found if one.state == NOTHING and one.reason],
            externals=registry.externals(),
            **kwargs,
        )


def _by_app(found: list[ModelCoverage], words: Words) -> Iterator[tuple[str, list[ModelRow]]]:
    """Models of one app together, the site's own apps first."""
    labels = {one.model._meta.app_label: one.own for one in found}
    for label in sorted(labels, key=lambda name: (not labels[name], name)):
        rows = [words.row(one) for one in found if one.model._meta.app_label == label]
        yield str(apps.get_app_config(label).verbose_name), sorted(rows, key=lambda row: row.title)
