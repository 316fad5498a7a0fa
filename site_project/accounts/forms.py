"""Forms of allauth that the strict content security policy asks to be otherwise."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django.conf import settings


class SignupForm(AllauthSignupForm):
    """Signing up, with the trap for robots hidden by the site's style sheet.

    allauth hides it by an inline style, which the policy blocks: people would see the field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trap = self.fields[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        trap.widget.attrs.pop("style", None)
        trap.widget.attrs["autocomplete"] = "off"
