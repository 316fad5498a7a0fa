"""The blocks of a cookie policy: an editor's prose, and parts that the declarations write."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Site

from ..declarations.site import CookieSettings
from ..declarations.sites import site_of
from ..declarations.snapshot import declarations


class LiveBlock(blocks.StaticBlock):
    """A part that always shows what is declared now."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the declarations in the language of the page."""
        context = super().get_context(value, parent_context)
        context["declarations"] = declarations(site=site_of(context.get("request")))
        return context


class CookieTableBlock(LiveBlock):
    """Every group with its cookies: what, who, why and for how long."""

    class Meta:
        icon = "table"
        label = _("Cookies, by group")
        admin_text = _("Shows every declared cookie, group by group.")
        template = "cookies/blocks/table.html"


class ChoicesBlock(LiveBlock):
    """The visitor's own choice now, and the way to change it."""

    class Meta:
        icon = "user"
        label = _("Your choices now")
        admin_text = _("Shows each visitor their own choice, with a button to change it.")
        template = "cookies/blocks/choices.html"


class AuthorityBlock(blocks.StaticBlock):
    """Who supervises the cookie rule."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the authority that the site's settings name."""
        context = super().get_context(value, parent_context)
        request = context.get("request")
        site = Site.find_for_request(request) if request else None
        # for_request() would create the row, and showing a page changes nothing.
        context["authority"] = CookieSettings.objects.filter(site=site).first()
        return context

    class Meta:
        icon = "site"
        label = _("Authority for cookies")
        admin_text = _("Shows the authority named under Settings, Cookies.")
        template = "cookies/blocks/authority.html"


class UpdatedBlock(blocks.StaticBlock):
    """When the policy last changed: the later of the page and the declarations."""

    class Meta:
        icon = "date"
        label = _("Last updated")
        admin_text = _("Shows the later of the page's date and the declarations'.")
        template = "cookies/blocks/updated.html"


class PolicyBlocks(blocks.StreamBlock):
    """What a cookie policy is put together from."""

    heading = blocks.CharBlock(
        label=_("Heading"), icon="title", template="cookies/blocks/heading.html"
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        features=["bold", "italic", "link", "ul", "ol", "h3"],
        template="cookies/blocks/text.html",
    )
    cookie_table = CookieTableBlock()
    choices = ChoicesBlock()
    authority = AuthorityBlock()
    updated = UpdatedBlock()
