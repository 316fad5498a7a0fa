"""Template tags: the banner, and what waits for consent."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from ..banner import banner_html, first_layer_context
from ..declarations.site import BannerText
from ..declarations.snapshot import declarations
from ..gating import inert

register = template.Library()


@register.simple_tag(takes_context=True)
def cookie_banner(context: template.Context) -> SafeString:
    """The banner and its script; goes once in a page, before ``</body>``."""
    return banner_html(context.get("request"))


@register.simple_tag(takes_context=True)
def banner_preview(context: template.Context) -> SafeString:
    """The first layer as an editor is about to make it, shown at once."""
    look, language = context["settings_shown"], context["language_shown"]
    texts = {text.locale.language_code: text for text in look.banner_texts.all()}
    with translation.override(language):
        shown = first_layer_context(
            declarations(language, site=look.site_id), look, texts.get(language) or BannerText()
        )
        html = render_to_string("cookies/banner_panel.html", shown)
    return mark_safe(html.replace(" hidden>", ">", 1))  # noqa: S308 (a template's own output)


@register.simple_tag
def consent_script(group: str, src: str, **attributes: str | bool) -> SafeString:
    """A script of ``group``: ``{% consent_script "analytics" src="…" async=True data_site="1" %}``.

    An underscore in an attribute's name becomes a hyphen.
    """
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return inert.script(group, src, named)


@register.simple_block_tag(takes_context=True)
def consent(
    context: template.Context,
    content: str,
    group: str,
    placeholder: bool = True,
    service: str = "",
    link: str = "",
) -> SafeString:
    """Content of ``group``: ``{% consent "video" %}<iframe src="…"></iframe>{% endconsent %}``.

    ``placeholder=False`` leaves nothing in its place until the group is accepted. ``service`` names
    who provides it (found by the address of the content otherwise), ``link`` where it can be seen
    without being loaded here.
    """
    return inert.content(
        group,
        content,
        placeholder=placeholder,
        service=service,
        link=link,
        request=context.get("request"),
    )
