"""Whose a package is: found again when the worker has nothing but the row."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from ..audit import Actor
from ..ledger.sealed import decrypt, encrypt
from ..subjects import Subject, subject_of_user
from .models import PreparedPackage

_PURPOSE = "package-address"


def seal(subject: Subject) -> str:
    """The address of somebody without an account, sealed; empty for whoever has one."""
    return "" if subject.user is not None else encrypt(subject.emails[0], purpose=_PURPOSE)


def subject_of(package: PreparedPackage) -> Subject | None:
    """The person, with the addresses that are verified today; None where the account is gone."""
    if package.user is not None:
        return subject_of_user(package.user)
    if not package.sealed_address:
        return None
    return Subject.of(None, [decrypt(package.sealed_address, purpose=_PURPOSE)])


def actor_of(package: PreparedPackage) -> Actor:
    """Who asked for it."""
    return Actor.parse(f"{package.actor_kind}:{package.actor_id}")


def packages_of(subject: Subject) -> QuerySet[PreparedPackage]:
    """The packages of the person: of the account, and of each proved address without one."""
    owned = Q(user__isnull=True, subject__in=subject.hashes)
    if subject.user_pk is not None:
        owned |= Q(user=subject.user_pk)
    return PreparedPackage.objects.filter(owned)
