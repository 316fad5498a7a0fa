"""The privacy centre of somebody who is signed in. Mount it anywhere, such as account/privacy/."""

from django.urls import path

from .portal.consents import ConsentsPage
from .portal.data import DataPage, SearchPage, SourcePage, TimelinePage
from .portal.download import DownloadPage, FetchPage, PackageProgress
from .portal.erasure import ErasureConfirmPage, ErasurePage
from .portal.home import HomePage
from .portal.proof import ProofPage
from .portal.record import RecordPage
from .portal.requests import RequestPage, RequestsPage

app_name = "privacy_center"

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("data/", DataPage.as_view(), name="data"),
    path("data/timeline/", TimelinePage.as_view(), name="timeline"),
    path("data/search/", SearchPage.as_view(), name="search"),
    path("data/<str:source>/", SourcePage.as_view(), name="source"),
    path("data/<str:source>/<str:key>/", RecordPage.as_view(), name="record"),
    path("download/", DownloadPage.as_view(), name="download"),
    path("download/progress/", PackageProgress.as_view(), name="package_progress"),
    path("download/<str:token>/", FetchPage.as_view(), name="fetch"),
    path("consents/", ConsentsPage.as_view(), name="consents"),
    path("erasure/", ErasurePage.as_view(), name="erasure"),
    path("erasure/confirm/", ErasureConfirmPage.as_view(), name="erasure_confirm"),
    path("requests/", RequestsPage.as_view(), name="requests"),
    path("requests/<slug:reference>/", RequestPage.as_view(), name="request"),
    path("proof/", ProofPage.as_view(), name="proof"),
]
