"""A small site with one fault of each kind, for the scanner to find; and the same without."""

from __future__ import annotations

from collections.abc import Callable

from csp.decorators import csp_exempt
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from site_project.urls import urlpatterns as site

CLEAN = """
  {% consent_script "analytics" src="/statistics.js" %}
"""
PLANTED = """
  <script type="text/plain" data-consent="analytics">
    document.cookie = "planted_undeclared=1; path=/";
    document.cookie = "_an_long=1; path=/; max-age=34560000";
    document.cookie = "_stay=1; path=/";
    localStorage.setItem("planted_key", "1");
  </script>
  {% consent "analytics" placeholder=False %}
    <img alt="" src="http://pixel.example.com/p.gif">
  {% endconsent %}
"""
HARD = """
  <script type="text/plain" data-consent="analytics">document.cookie = "_stay=1; path=/";</script>
  <div style="height: 9000px"></div>
  <img alt="" loading="lazy" src="http://lazy.example.com/p.gif">
  <script>
    setTimeout(() => { document.cookie = "planted_late=1; path=/"; }, 1500);
    new WebSocket("ws://socket.example.com/feed");
  </script>
  AFTERWARDS
"""
AFTERWARDS = '<img alt="" src="http://afterwards.example.com/x.gif">'
PAGE = """{% load cookies_tags %}<!doctype html><html lang="en"><title>Page</title>
<main><h1>Page</h1>PARTS</main>{% cookie_banner %}</html>"""


def _page(request: HttpRequest, parts: str) -> HttpResponse:
    template = Template(PAGE.replace("PARTS", parts))
    return HttpResponse(template.render(RequestContext(request)))


@csp_exempt()
def clean(request: HttpRequest) -> HttpResponse:
    return _page(request, CLEAN)


@csp_exempt()
def planted(request: HttpRequest) -> HttpResponse:
    response = _page(request, CLEAN + PLANTED)
    response.set_cookie("_an_early", "1")
    return response


@csp_exempt()
def hard(request: HttpRequest) -> HttpResponse:
    """What comes late, far down, by a socket, and for as long as a cookie of the group is left."""
    return _page(request, HARD.replace("AFTERWARDS", AFTERWARDS * ("_stay" in request.COOKIES)))


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse("An error.", status=500)


def download(request: HttpRequest) -> HttpResponse:
    disposition = {"Content-Disposition": "attachment; filename=report.bin"}
    return HttpResponse(b"x", content_type="application/octet-stream", headers=disposition)


def bannerless(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Bare</title><p>No banner.")


def statistics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "document.cookie = '_an_id=1; path=/; max-age=86400';", content_type="text/javascript"
    )


def sitemap(*pages: str) -> Callable[[HttpRequest], HttpResponse]:
    """Names the host that the site is published at, which is not where it is scanned."""
    urls = "".join(f"<url><loc>https://www.example.org{page}</loc></url>" for page in pages)
    return lambda request: HttpResponse(f"<urlset>{urls}</urlset>", content_type="application/xml")


common = [path("", clean), path("clean/", clean), path("statistics.js", statistics)]
urlpatterns = [
    *common,
    path("planted/", planted),
    path("sitemap.xml", sitemap("/clean/", "/planted/")),
    *site,
]
