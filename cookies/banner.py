"""The banner: made once a language, site and reading of the declarations, for everybody the same.

The first layer stands in each page; the second, with every group, service and cookie, is fetched
from a cacheable address when a visitor asks for it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .choices.cleaning import script_code
from .choices.links import CHOICES, choices_url
from .conf import settings
from .declarations.rows import Declarations
from .declarations.site import BannerText, CookieSettings
from .declarations.sites import site_of
from .declarations.snapshot import Memory, declarations, memory

#: What the script takes for granted: pages need not carry it.
USUAL = [str(settings.DEFAULTS[name]) for name in ("CHOICE_COOKIE_NAME", "ACCEPTANCE_DAYS")]


@dataclass(frozen=True)
class Banner:
    """What visitors are shown in one language on one site."""

    #: Names this wording: the same for the same bytes.
    version: str
    language: str
    site: int | None
    #: The host name of the site.
    host: str
    #: The first layer and the script, as they stand in a page.
    html: str
    #: The script alone: what an editor previews shows nothing over the page.
    quiet: str
    #: The first layer alone.
    panel: str
    #: The second layer.
    details: str
    #: The groups with their versions, as the script reads them.
    groups: str

    @property
    def words(self) -> dict[str, str]:
        """What is kept of it as proof, field by field."""
        return {
            "language": self.language,
            "host": self.host,
            "groups": self.groups,
            "first_layer": self.panel,
            "second_layer": self.details,
        }


def banner(request: HttpRequest | None = None) -> Banner:
    """The banner in the active language, from memory."""
    held = memory()
    site = site_of(request, held)
    key = (get_language() or "", site)
    found: Banner | None = held.banners.get(key)
    if found is None:
        found = held.banners[key] = _made(held, *key)
    return found


def banner_html(request: HttpRequest | None = None) -> SafeString:
    """The banner, hidden until the script finds something to ask, and the script itself.

    Reads nothing of the request but its host, so that a page which holds it may be shared by a
    cache. What no cache keeps asks nothing: an editor's preview, and the page of the choices.
    """
    made = banner(request)
    return mark_safe(made.quiet if _is_quiet(request) else made.html)  # noqa: S308 (a template's own output)


def _is_quiet(request: HttpRequest | None) -> bool:
    match = request and request.resolver_match
    return getattr(request, "is_preview", False) or bool(match and match.view_name == CHOICES)


def first_layer_context(
    declared: Declarations, look: CookieSettings, text: BannerText
) -> dict[str, Any]:
    """What the first layer's template reads."""
    return {
        "groups": declared.optional,
        "has_marketing": any(group.marketing for group in declared.optional),
        "look": look,
        "text": text,
        "choices_url": choices_url(get_language()),
    }


def _made(held: Memory, language: str, site: int | None) -> Banner:
    declared = declarations(language, held, site)
    look = held.settings.get(site or 0) or CookieSettings()
    text = held.banner_text(site, language)
    context = first_layer_context(declared, look, text)
    panel = render_to_string("cookies/banner_panel.html", context) if declared.optional else ""
    details = render_to_string("cookies/details.html", {**context, "declarations": declared})
    groups = " ".join(group.banner_code for group in declared.optional)
    seen = "\n".join([panel, details, groups])
    version = hashlib.sha256(seen.encode()).hexdigest()[:12]
    # One number stands for both, for pages carry it.
    days = dict.fromkeys([settings.ACCEPTANCE_DAYS, settings.REFUSAL_DAYS])
    own = [settings.CHOICE_COOKIE_NAME, *map(str, days)]
    frame = {
        **context,
        "groups_for_script": " ".join(map(script_code, declared.optional)),
        "settings_for_script": " ".join([version, *(own if own != USUAL else [])]),
    }
    html, quiet = (
        render_to_string("cookies/banner.html", {**frame, "panel": mark_safe(shown)}).strip()  # noqa: S308 (a template's own output)
        for shown in (panel, "")
    )
    return Banner(
        version=version,
        language=language,
        site=site,
        host=held.host_of(site),
        html=html,
        quiet=quiet,
        panel=panel,
        details=details.strip(),
        groups=groups,
    )
