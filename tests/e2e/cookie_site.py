"""A page with everything that may have to wait for consent, for the browser tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from csp.decorators import csp_update
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from django.utils import timezone, translation
from wagtail.blocks import StreamBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from cookies.declarations.declare import GroupSpec, ServiceSpec, declare
from cookies.declarations.services import SERVICES, STATISTICS
from cookies.declarations.starter import declare_starter
from home.demo.cookie_groups import COUNTER
from site_project.urls import urlpatterns as site

OTHERS = "http://*.example.com"
EMBED = "http://www.video.example.com/watch?v=1"
PHOTO = "http://photos.example.com/1"
PAGE = Template(
    """{% extends "cookies/base.html" %}{% load cookies_tags wagtailcore_tags wagtailembeds_tags %}
    {% block title %}Gated{% endblock %}
    {% block content %}
    <h1>Gated</h1>
    {% consent_script "analytics" src="http://stats.example.com/first.js" %}
    {% consent_script "analytics" src="http://stats.example.com/second.js" data_site="7" %}
    {% consent "video" %}
      <iframe title="Film" src="http://video.example.com/film"></iframe>
    {% endconsent %}
    <div id="rich">{{ rich|richtext }}</div>
    <div id="block">{% include_block film %}</div>
    <div id="undeclared">{% embed photo %}</div>
    {% consent "analytics" placeholder=False %}
      <img alt="" src="http://stats.example.com/pixel.gif">
    {% endconsent %}
    <p><a href="/cookies/" data-cookie-settings id="settings">Cookies</a></p>
    {% endblock %}"""
)


BARE = Template(
    """{% load cookies_tags %}<!doctype html><html lang="en"><title>Bare</title>
    <meta name="viewport" content="width=device-width">
    <main><h1>Bare</h1><p>Nothing else.</p></main>{% cookie_banner %}</html>"""
)
NESTED = """
    {% consent "video" %}<div id="outer">{{ rich|richtext }}
      {% consent "analytics" placeholder=False %}<b id="inner">Counted</b>{% endconsent %}
    </div>{% endconsent %}"""
IN_ORDER = """
    {% consent "analytics" placeholder=False %}
    <script src="http://stats.example.com/first.js"></script>
    <script>window.inline = document.documentElement.dataset.ran;</script>
    <script src="http://stats.example.com/second.js"></script>
    {% endconsent %}"""
OWN_PAGE = """{% extends "cookies/base.html" %}{% load cookies_tags wagtailcore_tags %}
    {% block title %}Page{% endblock %}{% block content %}<h1>Page</h1>PARTS{% endblock %}"""


def page(parts: str, **policy: list[str]) -> Callable[[HttpRequest], HttpResponse]:
    """A page with ``parts`` and nothing else that waits."""
    template = Template(OWN_PAGE.replace("PARTS", parts))

    @csp_update({"frame-src": [OTHERS], "script-src": [OTHERS], **policy})
    def view(request: HttpRequest) -> HttpResponse:
        rich = f'<p>Watch:</p><embed embedtype="media" url="{EMBED}"/>'
        return HttpResponse(template.render(RequestContext(request, {"rich": rich})))

    return view


@csp_update({"script-src": [OTHERS], "frame-src": [OTHERS], "img-src": [OTHERS]})
def gated(request: HttpRequest) -> HttpResponse:
    """Two scripts, an embed in rich text and one in a block, an iframe and a pixel."""
    block = StreamBlock([("embed", EmbedBlock())]).to_python([{"type": "embed", "value": EMBED}])
    context = {
        "rich": f'<p>Watch:</p><embed embedtype="media" url="{EMBED}"/>',
        "film": block[0],
        "photo": PHOTO,
    }
    return HttpResponse(PAGE.render(RequestContext(request, context)))


def mirrored(request: HttpRequest) -> HttpResponse:
    """The same page in a language that is written from right to left."""
    with translation.override("ar"):
        return gated(request)


def declare_site() -> None:
    """Everything that the page names, and what Wagtail would have asked an embed's provider for."""
    declare_starter()
    declare([SERVICES["matomo"], SERVICES["youtube"]])
    # The demo's own counter, which the page's frame loads.
    declare([replace(STATISTICS, services=(COUNTER,))])
    declare(
        [
            GroupSpec(
                varname="video",
                title="Video",
                description="Plays films.",
                services=(ServiceSpec("Filmtube", "Film Ltd", "US", ("video.example.com",)),),
            )
        ]
    )
    for url, title, source in (
        (EMBED, "Filmtube", "http://video.example.com/embed"),
        (PHOTO, "Photostore", "http://photos.example.com/embed"),
    ):
        Embed.objects.create(
            url=url,
            hash=get_embed_hash(url),
            type="video",
            provider_name=title,
            html=f'<iframe title="{title}" src="{source}"></iframe>',
            last_updated=timezone.now(),
            thumbnail_url="http://video.example.com/thumbnail.gif",
        )


def bare(request: HttpRequest) -> HttpResponse:
    """A page of a site that has no link of its own to the choices."""
    return HttpResponse(BARE.render(RequestContext(request)))


urlpatterns = [
    path("bare/", bare),
    path("other/deep/", page("")),
    path("nested/", page(NESTED)),
    path("in-order/", page(IN_ORDER, **{"script-src": [OTHERS, "'unsafe-inline'"]})),
    *i18n_patterns(path("gated/", gated), path("mirrored/", mirrored)),
    *site,
]
