"""Whom a mail comes from."""

from __future__ import annotations

from email.headerregistry import Address

from django.conf import settings

from ..activities.models import Controller
from ..conf import settings as privacy_settings


def controller_of_site() -> Controller:
    """The controller of the default site; an empty one where no editor has written any yet."""
    known = Controller.objects.filter(site__is_default_site=True).first()
    return known or Controller.objects.order_by("pk").first() or Controller()


def from_address(controller: Controller) -> str:
    """The controller's name and contact address, else ``DEFAULT_FROM_EMAIL``."""
    if not controller.contact_email:
        return str(settings.DEFAULT_FROM_EMAIL)
    name = one_line(controller.name or privacy_settings.SITE_NAME)
    return str(Address(display_name=name, addr_spec=controller.contact_email))


def one_line(text: str) -> str:
    """``text`` as a header takes it: no line breaks, single spaces."""
    return " ".join(text.split())
