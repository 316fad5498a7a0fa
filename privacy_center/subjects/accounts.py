"""From an account or an address to a subject: the one place that knows allauth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import F, Model, Q, QuerySet
from django.urls import NoReverseMatch, reverse

from ..ledger.pseudonyms import (
    fold_email,
    pseudonyms_of_user_under_every_key,
    pseudonyms_under_every_key,
    written_forms,
)
from .subject import Subject

ALLAUTH = "account"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def subject_of_user(user: Any) -> Subject:
    """The person behind an account, with the addresses that were verified for it.

    The primary address comes first. Without allauth the account's own address counts as verified.
    """
    return Subject.of(user, _verified(user))


def subject_of_email(email: str) -> Subject:
    """The person who holds a mailbox: the account it is verified for, else nobody's account.

    Call it only once the mailbox is proved, or from a command that an operator runs.
    """
    folded = fold_email(email)
    for user in _owners(folded):
        subject = subject_of_user(user)
        if folded in subject.emails:
            return subject
    return Subject.of(None, [folded])


def subjects_of_hashes(hashes: Iterable[str]) -> list[Subject]:
    """The people with an account whom any of ``hashes`` leads to (see :attr:`Subject.hashes`).

    A hash cannot be looked up backwards, so every account is read.
    """
    wanted = frozenset(hashes)
    users = get_user_model()._base_manager.order_by("pk")
    keys = users.values_list("pk", flat=True).iterator()
    found = {key for key in keys if not wanted.isdisjoint(pseudonyms_of_user_under_every_key(key))}
    found |= {
        key
        for key, email in proved_addresses()
        if not wanted.isdisjoint(pseudonyms_under_every_key(email))
    }
    return [subject_of_user(user) for user in users.filter(pk__in=found)]


def seen_since(moment: datetime) -> QuerySet[Any]:
    """The keys of the accounts with a session that was used since ``moment``.

    Where allauth keeps sessions; else none: a sign-in is all that is known then.
    """
    if not apps.is_installed("allauth.usersessions"):
        return get_user_model()._base_manager.none().values("pk")
    sessions = apps.get_model("usersessions", "UserSession").objects
    return sessions.filter(last_seen_at__gte=moment).values("user")


def holders_of(permission: str, **options: Any) -> QuerySet[Any]:
    """The accounts that hold ``permission``, by a group or by hand.

    ``options`` are those of Django's ``with_perm``. None where accounts hold no permissions.
    """
    manager: Any = get_user_model()._default_manager
    if not hasattr(manager, "with_perm"):
        return get_user_model()._base_manager.none()
    holders: QuerySet[Any] = manager.with_perm(permission, backend=_BACKEND, **options)
    return holders


def is_account_address(model: type[Model], field: str) -> bool:
    """Whether ``field`` is an address by which an account signs in or is written to."""
    if model is get_user_model():
        return field == get_user_model().get_email_field_name()
    return model._meta.label_lower == f"{ALLAUTH}.emailaddress" and field == "email"


def address_page() -> str:
    """Where a person changes the address of their account, which is verified on the way.

    Empty on a site that has no such page.
    """
    try:
        return reverse("account_email") if apps.is_installed("allauth.account") else ""
    except NoReverseMatch:
        return ""


def _verified(user: Any) -> list[str]:
    if not apps.is_installed("allauth.account"):
        return [user.email] if user.email else []
    addresses = apps.get_model(ALLAUTH, "EmailAddress").objects.filter(user=user, verified=True)
    return list(addresses.order_by("-primary", "pk").values_list("email", flat=True))


def proved_addresses() -> Iterator[tuple[Any, str]]:
    """Each verified address with the key of its account."""
    yield from proved_rows().values_list("account", "proved").iterator()


def proved_rows() -> QuerySet[Any]:
    """The same as rows: ``account`` is the key of the account, ``proved`` the address."""
    if apps.is_installed("allauth.account"):
        rows = apps.get_model(ALLAUTH, "EmailAddress").objects.filter(verified=True)
        return rows.annotate(account=F("user_id"), proved=F("email"))
    users = get_user_model()
    name = users.get_email_field_name()
    rows = users._base_manager.exclude(**{name: ""}).exclude(**{f"{name}__isnull": True})
    return rows.annotate(account=F("pk"), proved=F(name))


def _owners(folded: str) -> QuerySet[Any]:
    allauth = apps.is_installed("allauth.account")
    column = "emailaddress__email" if allauth else get_user_model().get_email_field_name()
    named = reduce(or_, (Q(**{f"{column}__iexact": form}) for form in written_forms([folded])))
    if allauth:
        named &= Q(emailaddress__verified=True)
    return get_user_model()._default_manager.filter(named)
