"""The rights of a person, as a policy tells of them and an export repeats them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Right:
    """One right: what it means, and the door in the privacy centre that it is used through.

    ``url_name`` is the name of an address, or empty where the right is used by mail alone.
    """

    slug: str
    title: str | Promise
    article: str
    meaning: str | Promise
    url_name: str = ""
    link_text: str | Promise = ""


RIGHTS: tuple[Right, ...] = (
    Right(
        "access",
        _("See what we hold about you"),
        "Art. 15",
        _(
            "You can see which data we hold about you, what we use it for, how long we keep it "
            "and who receives it, and get a copy."
        ),
        "privacy_center:data",
        _("See my data"),
    ),
    Right(
        "rectification",
        _("Correct what is wrong"),
        "Art. 16",
        _(
            "Some of your data you can correct yourself; for the rest, tell us what is wrong. "
            "What stands on an issued voucher stays as it was: there, a correction is noted "
            "beside it."
        ),
        "privacy_center:data",
        _("See and correct my data"),
    ),
    Right(
        "consent",
        _("Withdraw a consent"),
        "Art. 7(3)",
        _(
            "You can withdraw a consent at any time, and it is as easy as giving it. What was "
            "done before you withdrew it remains lawful."
        ),
        "privacy_center:consents",
        _("My consents"),
    ),
    Right(
        "marketing",
        _("Say no to marketing"),
        "Art. 21(2)",
        _(
            "You can stop mailings and targeted offers at any time, without giving a reason. To "
            "be able to keep to it, we save your address in a coded form."
        ),
        "privacy_center:consents",
        _("Stop marketing"),
    ),
    Right(
        "erasure",
        _("Have your data erased"),
        "Art. 17",
        _(
            "You can ask us to erase your data. First you see what would go and what must stay, "
            "why, and until when. Back-ups and server logs may hold traces for a time."
        ),
        "privacy_center:erasure",
        _("See what would be erased"),
    ),
    Right(
        "portability",
        _("Take your data with you"),
        "Art. 20",
        _("You can download your data as files that people and other services can read."),
        "privacy_center:download",
        _("Download my data"),
    ),
    Right(
        "objection",
        _("Object"),
        "Art. 21(1)",
        _(
            "Where we rely on a legitimate interest, you can object for reasons of your own. We "
            "stop, unless we can show compelling reasons that weigh more."
        ),
    ),
    Right(
        "restriction",
        _("Have us hold back"),
        "Art. 18",
        _(
            "You can ask us to store your data and do nothing else with it, for instance while "
            "we find out whether it is correct."
        ),
    ),
)

AUTOMATED = Right(
    "automated",
    _("Have a person decide"),
    "Art. 22",
    _(
        "Where a decision about you is made with no person in between, you can ask for a person "
        "to look at it, say what you think, and contest it."
    ),
)


def rights(*, automated_decisions: bool) -> tuple[Right, ...]:
    """The rights to tell of; that of Art. 22 only where decisions are automated."""
    return (*RIGHTS, AUTOMATED) if automated_decisions else RIGHTS
