"""A site whose faults are hard to see, with pages that a browser cannot show."""

from django.urls import path

from site_project.urls import urlpatterns as site

from .scan_site import bannerless, broken, common, download, hard, sitemap

urlpatterns = [
    *common,
    path("hard/", hard),
    path("broken/", broken),
    path("download/", download),
    path("bannerless/", bannerless),
    path("sitemap.xml", sitemap("/hard/", "/broken/", "/download/", "/bannerless/")),
    *site,
]
