"""Django's sites."""

from __future__ import annotations

from django.contrib.sites.models import Site

from ..registry import nothing_personal

nothing_personal(Site, reason="The names and addresses of the site.")
