"""Wagtail's user bar stays out of pages that caches share.

The bar asks who is signed in, and with that the page varies by cookie for everybody. Whoever
sends no session cookie is nobody, so for them the bar is left out without asking.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.template import Context


def connect() -> None:
    """Let the tag ask for a session cookie first; called once, when the app is ready."""
    if not apps.is_installed("wagtail.admin"):
        return
    # Wagtail's app must be ready before its modules can be imported.
    from wagtail.admin.templatetags import wagtailuserbar as tags  # noqa: PLC0415

    original = tags.wagtailuserbar

    def userbar(context: Context, *args: Any, **kwargs: Any) -> Any:
        request = context.get("request")
        if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return ""
        return original(context, *args, **kwargs)

    tags.register.simple_tag(userbar, takes_context=True, name="wagtailuserbar")
