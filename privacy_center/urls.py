"""The privacy centre of somebody who is signed in. Mount it anywhere, such as account/privacy/."""

from django.urls import path

from .portal.page import PersonalPage

app_name = "privacy_center"


def _page(name: str) -> object:
    return PersonalPage.as_view(template_name=f"privacy_center/portal/{name}.html")


urlpatterns = [
    path("", _page("home"), name="home"),
    path("data/", _page("data"), name="data"),
    path("data/<str:source>/<str:key>/", _page("record"), name="record"),
    path("download/", _page("download"), name="download"),
    path("consents/", _page("consents"), name="consents"),
    path("erasure/", _page("erasure"), name="erasure"),
    path("erasure/confirm/", _page("erasure_confirm"), name="erasure_confirm"),
    path("requests/", _page("requests"), name="requests"),
    path("requests/<slug:reference>/", _page("request"), name="request"),
]
