"""Mail to people about what was done with their data."""

from .mail import render, send, send_now
from .officers import alert_officers, officer_addresses
from .sender import controller_of_site

__all__ = [
    "alert_officers",
    "controller_of_site",
    "officer_addresses",
    "render",
    "send",
    "send_now",
]
