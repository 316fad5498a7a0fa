"""Template tags of the privacy centre's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from privacy_center.access import SourceView
from privacy_center.access.items import RecordItem
from privacy_center.portal.record_keys import write_key

register = template.Library()


@register.filter
def record_key(pk: Any) -> str:
    """A record's primary key as an address may show it."""
    return write_key(pk)


@register.simple_tag(takes_context=True)
def record_url(context: template.Context, item: RecordItem) -> str:
    """The page of a record: the person's own, or the officer's where ``person`` is looked up."""
    about = [item.source, write_key(item.pk)]
    if person := context.get("person"):
        return reverse("privacy_people:record", args=[person, *about])
    return reverse("privacy_center:record", args=about)


@register.simple_tag(takes_context=True)
def source_url(context: template.Context, view: SourceView) -> str:
    """The page of all records of a kind, in the same way."""
    if person := context.get("person"):
        return reverse("privacy_people:source", args=[person, view.name])
    return reverse("privacy_center:source", args=[view.name])


@register.simple_tag(takes_context=True)
def held_url(context: template.Context, name: str) -> str:
    """A page of all that is held, ``data``, ``timeline`` or ``search``, in the same way."""
    if person := context.get("person"):
        return reverse(f"privacy_people:{'person' if name == 'data' else name}", args=[person])
    return reverse(f"privacy_center:{name}")
