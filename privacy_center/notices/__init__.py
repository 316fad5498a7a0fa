"""Mail to people about what was done with their data."""

from .mail import render, send, send_now
from .sender import controller_of_site

__all__ = ["controller_of_site", "render", "send", "send_now"]
