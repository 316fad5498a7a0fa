"""What the admin says about sign-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component


class WithoutSecondFactor(Component):
    """Says on the admin's front page that staff sign in here with a password alone."""

    order = 10
    template_name = "admin/without_second_factor.html"


@hooks.register("construct_homepage_panels")
def say_that_factors_are_off(request: HttpRequest, panels: list[Any]) -> None:
    if not settings.STAFF_MFA_REQUIRED:
        panels.append(WithoutSecondFactor())
