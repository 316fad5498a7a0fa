"""What works without signing in. Mount it anywhere, such as privacy/."""

from django.urls import path

from .portal.guests import GuestRequestPage
from .portal.receipts import ReceiptPage
from .portal.unsubscribe import UnsubscribePage

app_name = "privacy_guest"

urlpatterns = [
    path("receipt/<str:token>/", ReceiptPage.as_view(), name="receipt"),
    path("request/", GuestRequestPage.as_view(), name="request"),
    path("unsubscribe/<str:token>/", UnsubscribePage.as_view(), name="unsubscribe"),
]
