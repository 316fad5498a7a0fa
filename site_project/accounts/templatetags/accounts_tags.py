"""Template tags of the signed-in pages: the account menu, and devices in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from privacy_center.sources.devices import in_words

register = template.Library()


@dataclass(frozen=True)
class AccountLink:
    """One line of the account menu; ``icon`` is the template of its drawing."""

    title: str
    url: str
    icon: str
    is_current: bool
    is_within: bool


@register.simple_tag(takes_context=True)
def account_menu(context: template.Context) -> list[AccountLink]:
    """The pages of an account in the order that people look for them, the present one marked."""
    path = context["request"].path
    rows = [
        (_("Privacy centre"), reverse("privacy_center:home"), "shield"),
        (_("E-mail addresses"), reverse("account_email"), "mail"),
        (_("Password"), reverse("account_change_password"), "lock"),
        (_("Two-step sign-in"), reverse("mfa_index"), "key"),
        (_("Signed-in devices"), reverse("usersessions_list"), "screen"),
        (_("Sign out"), reverse("account_logout"), "leave"),
    ]
    return [
        AccountLink(title, url, f"partials/icons/{icon}.html", path == url, path.startswith(url))
        for title, url, icon in rows
    ]


@register.filter
def in_fours(secret: str) -> str:
    """A long key in groups of four, as people copy it; apps take it with the spaces."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@register.filter
def device(user_agent: str) -> str:
    """A browser's user agent as a person would say it: *Firefox on Windows*."""
    return in_words(user_agent) or _("Unknown browser")
