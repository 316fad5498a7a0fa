"""Addresses of the demo site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from site_project import doors, health, languages, robots

urlpatterns = [
    path("admin/", include(doors.admin_doors)),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("account/privacy/", include("privacy_center.urls")),
    path("account/", include("site_project.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("cookies/", include("cookies.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("privacy/", include("privacy_center.guest_urls")),
    path("language/", languages.set_language, name="set_language"),
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("robots.txt", robots.robots),
    path("sitemap.xml", sitemap),
    # Renditions are what a published page shows; originals and avatars are nobody's to fetch.
    *static(f"{settings.MEDIA_URL}images/", document_root=settings.MEDIA_ROOT / "images"),
    *i18n_patterns(
        path("", include(doors.page_doors)),
        path("", include(wagtail_urls)),
        prefix_default_language=True,
    ),
]
