"""Markup that the browser neither runs nor fetches until the script makes it live."""

from __future__ import annotations

from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..choices.links import choices_url
from ..declarations.snapshot import GroupRow, declarations

Attributes = dict[str, str | bool]


def _required(group: GroupRow | None) -> bool:
    return group is not None and group.required


def script(varname: str, src: str, attributes: Attributes) -> SafeString:
    """A script that loads once ``varname`` is accepted; never, when no such group is declared."""
    if _required(declarations().group(varname)):
        return format_html("<script{}></script>", flatatt({"src": src, **attributes}))
    if "type" in attributes:
        attributes["data-type"] = attributes.pop("type")
    inert = {"type": "text/plain", "data-consent": varname, "data-src": src, **attributes}
    return format_html("<script{}></script>", flatatt(inert))


def content(varname: str, html: str, *, placeholder: bool = True) -> SafeString:
    """Content that appears once ``varname`` is accepted, with a placeholder until then."""
    group = declarations().group(varname)
    if _required(group):
        return mark_safe(html)  # noqa: S308 (the template's own content)
    return mark_safe(  # noqa: S308 (the template's own content)
        render_to_string(
            "cookies/consent.html",
            {
                "varname": varname,
                "group": group,
                "html": mark_safe(html),  # noqa: S308
                "placeholder": placeholder,
                "choices_url": choices_url(),
            },
        ).strip()
    )
