"""Template tags: the banner, and what waits for consent."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from ..banner import banner_html
from ..gating import inert

register = template.Library()


@register.simple_tag
def cookie_banner() -> SafeString:
    """The banner and its script; goes once in a page, before ``</body>``."""
    return banner_html()


@register.simple_tag
def consent_script(group: str, src: str, **attributes: str | bool) -> SafeString:
    """A script of ``group``: ``{% consent_script "analytics" src="…" async=True data_site="1" %}``.

    An underscore in an attribute's name becomes a hyphen.
    """
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return inert.script(group, src, named)


@register.simple_block_tag
def consent(content: str, group: str, placeholder: bool = True) -> SafeString:
    """Content of ``group``: ``{% consent "video" %}<iframe src="…"></iframe>{% endconsent %}``.

    ``placeholder=False`` leaves nothing in its place until the group is accepted.
    """
    return inert.content(group, content, placeholder=placeholder)
