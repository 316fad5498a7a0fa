"""Addresses of the cookie choices; a site mounts them where it likes."""

from django.urls import path

from .choices.views import ChoicesView, DetailsView

app_name = "cookies"

urlpatterns = [
    path("", ChoicesView.as_view(), name="choices"),
    path("details/", DetailsView.as_view(), name="details"),
]
