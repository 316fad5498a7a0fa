"""What works without signing in. Mount it anywhere, such as privacy/."""

from django.urls import path

from .portal.confirming import ConfirmConsentPage
from .portal.guest_package import GuestPackagePage
from .portal.guests import GuestRequestPage
from .portal.receipts import ReceiptFile, ReceiptPage
from .portal.renewal import RenewalPage
from .portal.unsubscribe import UnsubscribePage

app_name = "privacy_guest"

urlpatterns = [
    path("receipt/<str:token>/", ReceiptPage.as_view(), name="receipt"),
    path("receipt/<str:token>/receipt.json", ReceiptFile.as_view(), name="receipt_file"),
    path("package/<str:token>/", GuestPackagePage.as_view(), name="package"),
    path("request/", GuestRequestPage.as_view(), name="request"),
    path("consent/<str:token>/", ConfirmConsentPage.as_view(), name="consent"),
    path("renew/<str:token>/", RenewalPage.as_view(), name="renew"),
    path("unsubscribe/<str:token>/", UnsubscribePage.as_view(), name="unsubscribe"),
]
