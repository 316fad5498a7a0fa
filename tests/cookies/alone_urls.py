"""The URLconf of a site that has the cookie choices alone."""

from django.urls import include, path

urlpatterns = [path("cookies/", include("cookies.urls"))]
