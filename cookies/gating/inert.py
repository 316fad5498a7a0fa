"""Markup that the browser neither runs nor fetches until the script makes it live."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..choices.links import choices_url
from ..declarations.rows import GroupRow
from ..declarations.sites import site_of
from ..declarations.snapshot import declarations

Attributes = dict[str, str | bool]
#: What would end the element that keeps content inert, were it written inside as it is.
_END = re.compile("</template", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)""", re.IGNORECASE)


def _always_on(group: GroupRow | None) -> bool:
    return group is not None and group.always_on


def address_in(html: str) -> str:
    """The first address of another host that ``html`` would load, or an empty string."""
    found = _SOURCE.search(html)
    return found[1].replace("&amp;", "&") if found else ""


def script(varname: str, src: str, attributes: Attributes) -> SafeString:
    """A script that loads once ``varname`` is accepted; never, when no such group is declared."""
    if _always_on(declarations().group(varname)):
        return format_html("<script{}></script>", flatatt({"src": src, **attributes}))
    if "type" in attributes:
        attributes["data-type"] = attributes.pop("type")
    inert = {"type": "text/plain", "data-consent": varname, "data-src": src, **attributes}
    return format_html("<script{}></script>", flatatt(inert))


def content(
    varname: str,
    html: str,
    *,
    placeholder: bool = True,
    service: str = "",
    link: str = "",
    request: HttpRequest | None = None,
) -> SafeString:
    """Content that appears once ``varname`` is accepted, with a placeholder until then.

    The placeholder names who provides it: ``service``, or whom the content's address belongs to.
    It leads to ``link``, or to that address, in the words of the site that serves ``request``.
    """
    declared = declarations(site=site_of(request) if request else None)
    group = declared.group(varname)
    if _always_on(group):
        return mark_safe(html)  # noqa: S308 (the template's own content)
    address = address_in(html) if placeholder else ""
    host = urlsplit(address).hostname or ""
    known = declared.service_at(host)
    return mark_safe(  # noqa: S308 (the template's own content)
        render_to_string(
            "cookies/consent.html",
            {
                "varname": varname,
                "group": group,
                "html": mark_safe(html),  # noqa: S308 (the template's own content)
                "ends": _END.search(html),
                "placeholder": placeholder,
                "service": service or (known[1].name if known else host),
                "provider": known[1].provider if known else "",
                "link": link or address,
                "choices_url": choices_url(),
            },
        ).strip()
    )
