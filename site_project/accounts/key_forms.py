"""Passkeys and security keys: allauth's forms in the words of this site."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _


class AddKeyForm(webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """Adding a key: its name, and whether it is enough alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
        alone = self.fields["passwordless"]
        alone.label = _("Let this key sign me in without my password")
        alone.help_text = _("The key then asks for your fingerprint, your face or its PIN.")


class EditKeyForm(webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Renaming a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
