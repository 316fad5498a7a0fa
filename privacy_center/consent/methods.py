"""How a choice was made, in words. The ledger keeps the name, which no translation changes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: The ways that the plugin itself knows. A site's own way is shown as the site wrote it.
IN_WORDS = {
    "double opt-in": _("a tick in a form, confirmed by a link that we mailed"),
    "privacy centre": _("in the privacy centre"),
    "link in a mail": _("by the link in a mail"),
    "mail program": _("by the mail program's button"),
    "erasure": _("by the erasure that was asked for"),
}


def method_in_words(method: str) -> str:
    """Return ``method`` as a person reads it, in the active language (Art. 7(1))."""
    return str(IN_WORDS.get(method, method))
