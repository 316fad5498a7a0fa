"""What works without signing in. Mount it anywhere, such as privacy/."""

from django.urls import path

from .portal.page import Page

app_name = "privacy_guest"


def _page(name: str) -> object:
    return Page.as_view(template_name=f"privacy_center/guest/{name}.html")


urlpatterns = [
    path("receipt/<str:token>/", _page("receipt"), name="receipt"),
    path("request/", _page("request"), name="request"),
    path("unsubscribe/<str:token>/", _page("unsubscribe"), name="unsubscribe"),
]
