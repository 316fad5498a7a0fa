"""Template tags of the demo site's frame: the main menu, the language switch, the company's facts.

None of them reads the visitor's session: a page that holds nothing else personal stays cacheable.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_from_path, get_language_info
from wagtail.models import Page, Site, get_page_models

from cookies.choices.links import choices_url
from cookies.policy.page import CookiePolicyMixin
from privacy_center.activities.models import Controller
from privacy_center.policy.models import PrivacyPolicyMixin
from privacy_center.portal.controller import controller_of

register = template.Library()

T = TypeVar("T")


@dataclass
class MenuItem:
    """One line of a menu."""

    title: str
    url: str
    is_current: bool = False
    children: list[MenuItem] = field(default_factory=list)

    @property
    def is_within(self) -> bool:
        """Whether the page being read lies under this one."""
        return any(child.is_current for child in self.children)


@dataclass(frozen=True)
class LanguageLink:
    """The same page, or the front page, in one language."""

    code: str
    name: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def company(context: template.Context) -> Controller:
    """Who answers for the site, with a name even before an editor has written one."""
    request = context.get("request")

    def look_up() -> Controller:
        controller = controller_of(request) if request else Controller()
        controller.name = controller.name or settings.WAGTAIL_SITE_NAME
        return controller

    return _once(request, "company", look_up)


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
    page = context.get("page")
    current = page.pk if isinstance(page, Page) else None
    return _once(request, "menu", lambda: _menu(request, current))


@register.simple_tag(takes_context=True)
def policy_pages(context: template.Context) -> list[MenuItem]:
    """The privacy policy and the cookie policy in the language being spoken."""
    request = context.get("request")
    front = _front_page(request)
    models = [
        model
        for model in get_page_models()
        if issubclass(model, (PrivacyPolicyMixin, CookiePolicyMixin))
    ]
    if front is None or not models:
        return []
    pages = Page.objects.descendant_of(front).live().type(*models).order_by("path")
    return [MenuItem(page.title, page.get_url(request) or "") for page in pages]


@register.simple_tag
def cookie_settings_url() -> str:
    """Where a visitor changes the choice of cookies, in the language being spoken."""
    return choices_url()


@register.inclusion_tag("partials/language_links.html", takes_context=True)
def language_links(context: template.Context) -> dict[str, Any]:
    """The language switch: plain links where each language has its own address, else a form.

    A form carries a CSRF token and so belongs to one visitor. It stands only at addresses that
    name no language, which are never cached.
    """
    request = context.get("request")
    if given := context.get("language_urls"):
        return {"links": [_link(each["code"], each["url"]) for each in given]}
    page = context.get("page")
    if isinstance(page, Page):
        return {"links": _addresses(request, _front_pages(request) | _translations(page))}
    if request is None or get_language_from_path(request.path_info):
        return {"links": _addresses(request, _front_pages(request))}
    links = [_link(code, "") for code, _name in settings.LANGUAGES]
    token = context.get("csrf_token")
    return {"links": links, "form": True, "next": request.get_full_path(), "csrf_token": token}


def _once(request: HttpRequest | None, name: str, make: Callable[[], T]) -> T:
    """What the header and the footer both ask for is looked up once a request and language."""
    if request is None:
        return make()
    kept = request.__dict__.setdefault("_frame", {})
    key = (name, get_language())
    if key not in kept:
        kept[key] = make()
    value: T = kept[key]
    return value


def _front_pages(request: HttpRequest | None) -> dict[str, Page]:
    """The site's front page in every language that it is published in, by language code."""

    def look_up() -> dict[str, Page]:
        site = Site.find_for_request(request) if request else None
        if site is None:
            return {}
        pages = Page.objects.live().filter(translation_key=site.root_page.translation_key)
        return {page.locale.language_code: page for page in pages.select_related("locale")}

    return _once(request, "front pages", look_up)


def _front_page(request: HttpRequest | None) -> Page | None:
    pages = _front_pages(request)
    language = get_language() or settings.LANGUAGE_CODE
    return pages.get(language) or next(iter(pages.values()), None)


def _menu(request: HttpRequest | None, current: int | None) -> list[MenuItem]:
    front = _front_page(request)
    if front is None:
        return []
    shown = Page.objects.descendant_of(front).live().in_menu()
    items: list[MenuItem] = []
    parents: dict[str, MenuItem] = {}
    for page in shown.filter(depth__lte=front.depth + 2).order_by("path"):
        item = MenuItem(page.title, page.get_url(request) or "", page.pk == current)
        if page.depth == front.depth + 1:
            items.append(item)
            parents[page.path] = item
        elif parent := parents.get(page.path[: -Page.steplen]):
            parent.children.append(item)
    return items


def _translations(page: Page) -> dict[str, Page]:
    pages = page.get_translations(inclusive=True).live().select_related("locale")
    return {each.locale.language_code: each for each in pages}


def _addresses(request: HttpRequest | None, pages: dict[str, Page]) -> list[LanguageLink]:
    return [
        _link(code, pages[code].get_url(request) or "/")
        for code, _name in settings.LANGUAGES
        if code in pages
    ]


def _link(code: str, url: str) -> LanguageLink:
    name = get_language_info(code)["name_local"].capitalize()
    return LanguageLink(code, name, url, code == get_language())
