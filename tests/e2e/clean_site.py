"""The small site without the faults."""

from django.urls import path

from site_project.urls import urlpatterns as site

from .scan_site import common, sitemap

urlpatterns = [*common, path("sitemap.xml", sitemap("/clean/")), *site]
