"""Whom a change concerns: people with an account, and those who have said yes to something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model

from ..activities.choices import LegalBasis
from ..activities.models import ProcessingActivity
from ..consent import events_of, has_consent
from ..sources import registry
from ..subjects import Subject, subject_of_email, subject_of_user

ACCOUNTS = "accounts"


@dataclass(frozen=True)
class Reached:
    """One row of an audience: its key, and the person behind it, if mail may reach anybody."""

    key: str
    person: Subject | None


def audiences() -> list[str]:
    """Accounts first, then every source that holds addresses for something consented to."""
    return [ACCOUNTS, *sorted(_sources())]


def members(audience: str, after: str, limit: int) -> list[Reached]:
    """The next rows of an audience after the key ``after``, by key, at most ``limit``."""
    if audience == ACCOUNTS:
        return list(_accounts(after, limit))
    return list(_subscribers(audience, after, limit))


def language_of(person: Subject) -> str:
    """The language the person chose: on the account, else where they last said yes or no."""
    if person.user is not None and apps.is_installed("wagtail.users"):
        profiles = apps.get_model("wagtailusers", "UserProfile").objects.filter(user=person.user)
        saved = profiles.values_list("preferred_language", flat=True).first()
        if saved:
            return str(saved)
    latest = events_of(person).last()
    return latest.language if latest else ""


def _accounts(after: str, limit: int) -> Iterator[Reached]:
    users = get_user_model()
    rows = users._base_manager.filter(**{"is_active": True} if _has_active(users) else {})
    if after:
        rows = rows.filter(pk__gt=users._meta.pk.to_python(after))
    for user in rows.order_by("pk")[:limit]:
        person = subject_of_user(user)
        yield Reached(str(user.pk), person if person.emails else None)


def _subscribers(audience: str, after: str, limit: int) -> Iterator[Reached]:
    source = registry.get(audience)
    slugs = _sources().get(audience, [])
    if source is None:
        return
    rows = source.rows()
    if after:
        rows = rows.filter(pk__gt=source.model._meta.pk.to_python(after))
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    owners = dict(source.people(source.rows().filter(pk__in=keys)))
    for key in keys:
        yield Reached(str(key), _subscriber(owners.get(key), slugs))


def _subscriber(owner: Any, slugs: list[str]) -> Subject | None:
    """The holder of an address whose yes stands; who has an account is reached as such."""
    if not isinstance(owner, str) or not owner:
        return None
    person = subject_of_email(owner)
    return person if any(has_consent(person, slug) for slug in slugs) else None


def _sources() -> dict[str, list[str]]:
    by_consent = set(
        ProcessingActivity.objects.published()
        .filter(legal_basis=LegalBasis.CONSENT)
        .values_list("slug", flat=True)
    )
    found = {
        source.name: sorted(by_consent.intersection(source.activities()))
        for source in registry.sources()
        if registry.parent(source) is None
    }
    return {name: slugs for name, slugs in found.items() if slugs}


def _has_active(users: Any) -> bool:
    return any(column.name == "is_active" for column in users._meta.concrete_fields)
