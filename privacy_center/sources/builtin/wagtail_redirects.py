"""Wagtail's redirects."""

from __future__ import annotations

from wagtail.contrib.redirects.models import Redirect

from ..registry import nothing_personal

nothing_personal(Redirect, reason="Where old addresses of the site lead.")
