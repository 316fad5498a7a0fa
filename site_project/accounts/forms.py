"""allauth's forms, with the words of this site and nothing that the strict policy blocks."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class _EmailInOurWords(forms.Form):
    """Calls the address what the rest of the site calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login" if "login" in self.fields else "email"].label = _("E-mail address")


class LoginForm(_EmailInOurWords, account.LoginForm):  # type: ignore[misc]
    """Signing in with address and password."""


class AddEmailForm(_EmailInOurWords, account.AddEmailForm):  # type: ignore[misc]
    """One more address for an account."""


class ResetPasswordForm(_EmailInOurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a new password."""


class SignupForm(_EmailInOurWords, account.SignupForm):  # type: ignore[misc]
    """Signing up, with the trap for robots hidden by the site's style sheet.

    allauth hides it by an inline style, which the policy blocks: people would see the field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trap = self.fields[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        trap.widget.attrs.pop("style", None)
        trap.widget.attrs["autocomplete"] = "off"
