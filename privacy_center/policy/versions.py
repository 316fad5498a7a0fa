"""Making versions of a policy, and finding them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from ..audit import Actor, record
from ..days import site_today
from .announcing import announce_change
from .document import digest, document_of
from .material import declare_change
from .recorded import recorded
from .records import PolicyRecords
from .version import PolicyVersion

_TRIES = 5


def versions_of(page: Any) -> QuerySet[PolicyVersion]:
    """The versions of a page, oldest first. Its translations have their own."""
    return PolicyVersion.objects.filter(
        policy=page.translation_key, language=page.locale.language_code
    ).order_by("number")


def latest_version(page: Any) -> PolicyVersion | None:
    """The newest version of a page; None before the first publication."""
    return versions_of(page).last()


def is_behind(page: Any, latest: PolicyVersion | None = None) -> bool:
    """Whether the live page shows something that no version records."""
    latest = latest or latest_version(page)
    return latest is None or digest(document_of(page)) != latest.sha256


def publish_version(page: Any, *, actor: Actor | None) -> PolicyVersion | None:
    """Keep what the live page shows now as its next version; None where nothing has changed.

    A change is material where the page says when it takes effect; once that day has been given to
    a version, later ones no longer carry it, and a day that has come tells nobody any more (the
    editor's form refuses it). Marking what stands already as material makes a
    version too: it says something that the one before did not.
    """
    records = PolicyRecords.load(page.get_site(), page.locale.language_code)
    document = document_of(page, records)
    latest = latest_version(page)
    fresh = not announced(page) and page.change_effective_on > site_today()
    if latest is not None and latest.sha256 == digest(document) and not fresh:
        return None
    sha256 = digest(document)
    with transaction.atomic():
        before = versions_of(page).exclude(sha256=sha256).last()
        version = _keep(
            page,
            document,
            actor=actor,
            published_at=timezone.now(),
            records=recorded(records),
            change_summary=page.change_summary if fresh else "",
            effective_on=page.change_effective_on if fresh else None,
        )
        if version.is_material:
            change = declare_change(version, before, actor=actor)
            transaction.on_commit(partial(announce_change.enqueue, change.pk))
    return version


def record_past_version(
    page: Any, document: dict[str, Any], *, published_at: dt.datetime, actor: Actor | None
) -> PolicyVersion:
    """Keep a text that was in force before this software kept versions.

    ``document`` is in the form of :func:`~.document.document_of`. Raises ValueError where a version
    of that time or later is there: what was published since then stands as it is.
    """
    latest = latest_version(page)
    if latest is not None and latest.published_at >= published_at:
        raise ValueError("A past version comes before every version that there is.")
    return _keep(page, document, actor=actor, published_at=published_at)


def announced(page: Any) -> bool:
    """Whether the day that the page's fields name was given to a version already."""
    day = page.change_effective_on
    return day is None or versions_of(page).filter(effective_on=day).exists()


def live_policies() -> list[Any]:
    """Every live and public policy page, in the order of the page tree."""
    pages = [
        page
        for model in apps.get_models()
        if getattr(model, "is_privacy_policy", False)
        for page in model._default_manager.live().public().select_related("locale")  # type: ignore[attr-defined]
    ]
    return sorted(pages, key=lambda page: page.path)


def _keep(
    page: Any, document: dict[str, Any], *, actor: Actor | None, **values: Any
) -> PolicyVersion:
    for _attempt in range(_TRIES):
        try:
            with transaction.atomic():
                number = versions_of(page).aggregate(last=Max("number"))["last"] or 0
                version = PolicyVersion.objects.create(
                    page_id=page.pk,
                    policy=page.translation_key,
                    language=page.locale.language_code,
                    number=number + 1,
                    title=page.title,
                    url=page.full_url or "",
                    sha256=digest(document),
                    document=document,
                    **values,
                )
                record(
                    "policy_version_published",
                    actor=actor,
                    policy=page.translation_key,
                    language=version.language,
                    number=version.number,
                    sha256=version.sha256,
                    effective_on=version.effective_on,
                )
        except IntegrityError:
            # Somebody else published at the same moment: theirs has taken the number.
            continue
        return version
    raise RuntimeError("Could not store a version of the policy.")
