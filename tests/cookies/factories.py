"""Declarations and pages for the tests of the cookie choices."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Site

from cookies.declarations.declare import CookieSpec, GroupSpec, declare
from cookies.declarations.group import DeclaredGroup
from cookies.declarations.snapshot import GroupRow, declarations
from cookies.declarations.terms import Exemption
from cookies.policy.page import CookiePolicyPage


def group(varname: str = "analytics", *names: str, required: bool = False) -> DeclaredGroup:
    """A declared group with a cookie of each name."""
    return declare(
        [
            GroupSpec(
                varname=varname,
                title=varname.title(),
                description=f"What {varname} is for.",
                exemption=Exemption.REQUESTED if required else Exemption.NONE,
                without_it="It would not work." if required else "",
                approved=required,
                cookies=tuple(CookieSpec(name=name, purpose=f"Why {name}.") for name in names),
            )
        ]
    )[0]


def row(varname: str = "analytics") -> GroupRow:
    """The group as pages read it."""
    found = declarations().group(varname)
    assert found
    return found


def policy_page(**fields: Any) -> CookiePolicyPage:
    """A published cookie policy with every live block."""
    body = [
        ("heading", "What we store"),
        ("cookie_table", None),
        ("choices", None),
        ("authority", None),
        ("updated", None),
    ]
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_page if site else Page.objects.get(depth=1)
    page = CookiePolicyPage(
        **{"title": "Cookie policy", "slug": "cookies", "body": body, "locale": root.locale}
        | fields
    )
    root.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page
