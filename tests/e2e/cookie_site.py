"""A page with everything that may have to wait for consent, for the browser tests."""

from __future__ import annotations

from csp.decorators import csp_update
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path

from site_project.urls import urlpatterns as site

OTHERS = "http://*.example.com"
PAGE = Template(
    """{% extends "cookies/base.html" %}{% load cookies_tags %}
    {% block title %}Gated{% endblock %}
    {% block content %}
    <h1>Gated</h1>
    {% consent_script "analytics" src="http://stats.example.com/first.js" %}
    {% consent_script "analytics" src="http://stats.example.com/second.js" data_site="7" %}
    {% consent "video" %}
      <iframe title="Film" src="http://video.example.com/film"></iframe>
    {% endconsent %}
    {% consent "analytics" placeholder=False %}
      <img alt="" src="http://stats.example.com/pixel.gif">
    {% endconsent %}
    <p><a href="/cookies/" data-cookie-settings id="settings">Cookies</a></p>
    {% endblock %}"""
)


@csp_update({"script-src": [OTHERS], "frame-src": [OTHERS], "img-src": [OTHERS]})
def gated(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE.render(RequestContext(request)))


urlpatterns = [*i18n_patterns(path("gated/", gated)), *site]
