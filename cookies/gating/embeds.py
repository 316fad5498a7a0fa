"""Wagtail's embedded media wait for consent, in rich text and in blocks, as the content stands.

Wagtail makes every embed in one of two ways: ``embed_to_frontend_html`` (rich text and
``EmbedBlock``) and the template tag ``{% embed %}``. Both are replaced where Wagtail looks them up.
"""

from __future__ import annotations

import re
from types import ModuleType
from urllib.parse import urlsplit

from django.apps import apps
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from ..declarations.snapshot import declarations
from .inert import address_in, content

NAME = "embed_to_frontend_html"
# A strict policy forbids the style that markup sets, also in what is inert, and not the one that a
# script sets.
_STYLE = re.compile(r"(<[a-z][^<>]*?\s)style(?=\s*=)", re.IGNORECASE)
_KEPT = r"\1data-cookie-style"


def connect() -> None:
    """Gate all embeds of this process; called once, when the app is ready.

    Does nothing where Wagtail's embeds are not installed.
    """
    if not apps.is_installed("wagtail.embeds"):
        return
    # Wagtail's app must be ready before its modules can be imported.
    from wagtail.embeds.templatetags import wagtailembeds_tags  # noqa: PLC0415

    for module in seams():
        setattr(module, NAME, frontend_html)
    wagtailembeds_tags.register.simple_tag(embed_tag, takes_context=True, name="embed")


def seams() -> list[ModuleType]:
    """Wagtail's modules that look the function up by its name."""
    from wagtail.embeds import blocks, format  # noqa: A004, PLC0415

    return [module for module in (format, blocks) if hasattr(module, NAME)]


def gated() -> bool:
    """Whether every way in which Wagtail makes an embed is held; False on an unknown Wagtail."""
    if not apps.is_installed("wagtail.embeds"):
        return True
    held = seams()
    return len(held) == 2 and all(getattr(module, NAME) is frontend_html for module in held)


def embed_tag(context: Context, url: str, max_width: int | None = None) -> SafeString:
    """``{% embed url %}``, inert until its group is accepted."""
    return frontend_html(url, max_width, request=context.get("request"))


def frontend_html(
    url: str,
    max_width: int | None = None,
    max_height: int | None = None,
    *,
    request: HttpRequest | None = None,
) -> SafeString:
    """The embed at ``url``, inert until its group is accepted; nothing where there is none.

    Its group is that of the declared service which ``url``, or what the embed would load, belongs
    to. Where none is declared it stays blocked, with a link to where it can be seen.
    """
    from wagtail.embeds.embeds import get_embed  # noqa: PLC0415
    from wagtail.embeds.exceptions import EmbedException  # noqa: PLC0415

    try:
        embed = get_embed(url, max_width, max_height)
    except EmbedException:
        return mark_safe("")
    html = f'<div class="cookie-embed">{_STYLE.sub(_KEPT, embed.html)}</div>'
    # What is loaded counts, and only where nothing is named there, the page that it stands for.
    hosts = [urlsplit(address).hostname or "" for address in (address_in(embed.html), url)]
    known = next(filter(None, (declarations().service_at(host) for host in hosts)), None)
    return content(
        known[0].varname if known else "",
        html,
        service=known[1].name if known else embed.provider_name or hosts[-1],
        link=url,
        request=request,
    )
