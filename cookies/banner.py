"""The banner: made once a language and reading of the declarations, the same for everybody."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .choices.links import choices_url
from .conf import settings
from .declarations.snapshot import declarations, memory


def banner_html() -> SafeString:
    """The banner, hidden until the script finds something to ask, and the script itself.

    Reads nothing of the request, so that a page which holds it may be shared by a cache.
    """
    held = memory()
    banners = held.banners
    language = get_language() or ""
    if language not in banners:
        optional = declarations(language, held).optional
        banners[language] = render_to_string(
            "cookies/banner.html",
            {
                "groups": optional,
                "versions": " ".join(f"{group.varname}.{group.version}" for group in optional),
                "choices_url": choices_url(language),
                "cookie_name": settings.CHOICE_COOKIE_NAME,
                "days": f"{settings.ACCEPTANCE_DAYS} {settings.REFUSAL_DAYS}",
            },
        ).strip()
    return mark_safe(banners[language])  # noqa: S308 (a template's own output)
