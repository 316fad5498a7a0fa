"""Mailing people about a material change: in the background, resumable, each person once.

The place that was reached is stored before each mail goes, and so is who it goes to. Whatever stops
the work half-way, the next run goes on after it, and nobody is written to twice.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django_tasks import task
from wagtail.models import Site

from ..activities.models import ProcessingActivity
from ..audit import record
from ..conf import settings
from ..consent import consents_of, renewal_token
from ..days import site_today
from ..notices import send_now
from ..subjects import Subject
from .announcements import AnnouncementBatch, MaterialChange, ToldPerson
from .audiences import Reached, audiences, language_of, members
from .material import coming_changes, words_of
from .version import PolicyVersion

_READ_AT_ONCE = 200


@task()
def announce_change(pk: int) -> None:
    """Tell everybody who reads a language in which the change is published.

    Raises what the database raises; a mail that fails is counted, and tried again by the next run.
    """
    change = MaterialChange.objects.filter(pk=pk).first()
    if change is not None:
        announce(change)


def announce(change: MaterialChange, today: dt.date | None = None) -> int:
    """Go on telling people of ``change``; the number of mails sent.

    In the last days before it holds, those too whose own language has not been published. After
    the day itself nobody is told: it would be too late to be of use.
    """
    today = today or site_today()
    if change.effective_on <= today:
        return 0
    words = words_of(change)
    rounds = list(words)
    if change.effective_on - today < dt.timedelta(days=settings.POLICY_NOTICE_DAYS):
        rounds.append("")
    return sum(
        _tell(change, words, language, audience) for language in rounds for audience in audiences()
    )


def announce_all(today: dt.date | None = None) -> dict[str, int]:
    """What the nightly run does: go on with every coming change, and forget who was told of past.

    Returns the number of mails by the day of the change, policies with the same day together.
    """
    past = MaterialChange.objects.filter(effective_on__lte=today or site_today())
    ToldPerson.objects.filter(change__in=past).delete()
    mailed: dict[str, int] = {}
    for change in coming_changes(today):
        day = change.effective_on.isoformat()
        mailed[day] = mailed.get(day, 0) + announce(change, today)
    return mailed


def _tell(
    change: MaterialChange, words: dict[str, PolicyVersion], language: str, audience: str
) -> int:
    """One audience in one language, from where the last run stopped."""
    batch, _created = AnnouncementBatch.objects.get_or_create(
        change=change, language=language, audience=audience
    )
    if batch.finished_at is not None:
        return 0
    before = batch.mailed
    known = _languages(change)
    while found := members(audience, batch.cursor, _READ_AT_ONCE):
        for one in found:
            chosen = _version_for(one.person, language, words, known) if one.person else None
            _reach(batch, one, chosen)
    _finish(batch)
    return batch.mailed - before


def _finish(batch: AnnouncementBatch) -> None:
    """Close the batch; one in which mails failed starts anew in the next run, for those alone."""
    if batch.failed:
        batch.cursor, batch.failed = "", 0
    else:
        batch.finished_at = timezone.now()
    batch.save(update_fields=["cursor", "failed", "finished_at"])
    record(
        "policy_change_announced",
        actor=None,
        policy=batch.change.policy,
        day=batch.change.effective_on,
        language=batch.language,
        audience=batch.audience,
        mailed=batch.mailed,
        finished=batch.finished_at is not None,
    )


def _reach(batch: AnnouncementBatch, one: Reached, chosen: PolicyVersion | None) -> None:
    """Move on past one row, and write to the person behind it with ``chosen``, if any."""
    person = one.person
    with transaction.atomic():
        claim = _claim(batch.change, person) if person and chosen else None
        batch.cursor = one.key
        batch.save(update_fields=["cursor"])
    if person is None or chosen is None or claim is None:
        return
    sent = send_now(
        "policy_changed",
        to=person.emails[0],
        language=chosen.language,
        context=_context(batch.change, chosen, person),
    )
    if sent:
        batch.mailed += 1
    else:
        ToldPerson.objects.filter(pk=claim.pk).update(mailed_at=None)
        batch.failed += 1
    batch.save(update_fields=["mailed", "failed"])


def _version_for(
    person: Subject, language: str, words: dict[str, PolicyVersion], known: set[str]
) -> PolicyVersion | None:
    """The words for this person in this round; None for whoever another round tells."""
    own = language_of(person).split("-")[0]
    first = next(iter(words))
    if not language:
        return words.get(own) or words[first]
    if own not in known:
        own = first
    return words[language] if own == language else None


def _languages(change: MaterialChange) -> set[str]:
    """The languages that the policy has ever been published in."""
    versions = PolicyVersion.objects.filter(policy=change.policy).order_by()
    return set(versions.values_list("language", flat=True).distinct())


def _claim(change: MaterialChange, person: Subject) -> ToldPerson | None:
    """A row that says this person is being told now; None where they have been."""
    rows = ToldPerson.objects.filter(change=change, person__in=person.hashes)
    if rows.filter(mailed_at__isnull=False).exists():
        return None
    told, _created = ToldPerson.objects.get_or_create(change=change, person=person.pseudonym)
    # Of two workers at once, one alone finds the row still free.
    free = ToldPerson.objects.filter(pk=told.pk, mailed_at__isnull=True)
    return told if free.update(mailed_at=timezone.now()) else None


def _context(change: MaterialChange, version: PolicyVersion, person: Subject) -> dict[str, Any]:
    asked = [consent for consent in consents_of(person) if consent.renew_by == change.effective_on]
    root = _root_url()
    titles = {
        activity.slug: activity.text(version.language)
        for activity in ProcessingActivity.objects.with_texts().filter(
            slug__in=[consent.slug for consent in asked]
        )
    }
    return {
        "summary": version.change_summary,
        "effective_on": change.effective_on,
        "policy_url": version.url,
        "compare_url": (
            f"{version.url}versions/compare/?to={version.number}" if version.number > 1 else ""
        ),
        "consents": [
            {
                "title": titles[consent.slug].title if titles.get(consent.slug) else consent.slug,
                "url": _renewal_url(root, person, consent.slug),
            }
            for consent in asked
        ],
        "consents_url": _address(root, "privacy_center:consents") if person.user else "",
    }


def _renewal_url(root: str, person: Subject, slug: str) -> str:
    if person.user is not None:
        return ""
    return _address(root, "privacy_guest:renew", renewal_token(person.emails[0], slug))


def _address(root: str, name: str, *args: str) -> str:
    try:
        return root + reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _root_url() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return site.root_url if site else ""
