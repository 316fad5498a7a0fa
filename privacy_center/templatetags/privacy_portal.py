"""Template filters of the privacy centre's pages."""

from __future__ import annotations

from typing import Any

from django import template

from privacy_center.portal.record_keys import write_key

register = template.Library()


@register.filter
def record_key(pk: Any) -> str:
    """A record's primary key as an address may show it."""
    return write_key(pk)
