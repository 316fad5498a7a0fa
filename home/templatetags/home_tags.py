"""Template tags of the demo site's frame: the main menu, the language switch, the company's facts.

None of them reads the visitor's session, so a page that holds nothing else personal stays cacheable.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

register = template.Library()


@dataclass
class MenuItem:
    """One line of the main menu."""

    title: str
    url: str
    is_current: bool = False
    children: list[MenuItem] = field(default_factory=list)

    @property
    def is_within(self) -> bool:
        return any(child.is_current or child.is_within for child in self.children)


@dataclass(frozen=True)
class LanguageLink:
    """The same page, or the front page, in one language."""

    code: str
    name: str
    url: str
    is_current: bool
    is_rtl: bool


def _front_pages(request: HttpRequest | None) -> dict[str, Page]:
    """The site's front page in every language that it is published in, by language code."""
    site = Site.find_for_request(request) if request else None
    if site is None:
        return {}
    root = site.root_page
    pages = Page.objects.live().filter(translation_key=root.translation_key)
    return {page.locale.language_code: page for page in pages.select_related("locale")}


def _front_page(request: HttpRequest | None) -> Page | None:
    pages = _front_pages(request)
    language = get_language() or settings.LANGUAGE_CODE
    return pages.get(language) or next(iter(pages.values()), None)


@register.simple_tag(takes_context=True)
def front_page_url(context: template.Context) -> str:
    """The address of the front page in the language being spoken."""
    request = context.get("request")
    page = _front_page(request)
    return (page.get_url(request) if page else None) or "/"


@register.simple_tag(takes_context=True)
def main_menu(context: template.Context) -> list[MenuItem]:
    """Two levels of the pages that editors show in menus, under the front page of this language."""
    request = context.get("request")
    front = _front_page(request)
    if front is None:
        return []
    current = context.get("page")
    current_pk = current.pk if isinstance(current, Page) else None
    pages = (
        Page.objects.descendant_of(front)
        .live()
        .in_menu()
        .filter(depth__lte=front.depth + 2)
        .order_by("path")
    )
    items: list[MenuItem] = []
    parents: dict[str, MenuItem] = {}
    for page in pages:
        item = MenuItem(page.title, page.get_url(request) or "", page.pk == current_pk)
        if page.depth == front.depth + 1:
            items.append(item)
            parents[page.path] = item
        elif parent := parents.get(page.path[: -Page.steplen]):
            parent.children.append(item)
    return items


def _link(code: str, url: str) -> LanguageLink:
    info = get_language_info(code)
    return LanguageLink(
        code, info["name_local"].capitalize(), url, code == get_language(), info["bidi"]
    )


@register.inclusion_tag("partials/language_links.html", takes_context=True)
def language_links(context: template.Context) -> dict[str, Any]:
    """The language switch: plain links where each language has its own address, else a form.

    A form carries a CSRF token and so belongs to one visitor; it appears on addresses without a
    language prefix only, and those are never cached.
    """
    request = context.get("request")
    page = context.get("page")
    if not isinstance(page, Page) and request is not None and request.resolver_match is not None:
        links = [_link(code, "") for code, _name in settings.LANGUAGES]
        return {"links": links, "form": True, "next": request.get_full_path(), **_token(context)}
    translations = _front_pages(request)
    if isinstance(page, Page):
        translations |= {
            each.locale.language_code: each
            for each in page.get_translations(inclusive=True).live().select_related("locale")
        }
    links = [
        _link(code, translations[code].get_url(request) or "/")
        for code, _name in settings.LANGUAGES
        if code in translations
    ]
    return {"links": links, "form": False}


def _token(context: template.Context) -> dict[str, Any]:
    return {"csrf_token": context.get("csrf_token")}
