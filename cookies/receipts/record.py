"""Writing a receipt: one INSERT, before the visitor is answered."""

from __future__ import annotations

import re
import secrets

from django.utils import timezone

from ..banner import Banner
from ..choice import Choice
from ..declarations.rows import GroupRow
from ..declarations.snapshot import memory
from .insert import insert
from .models import BannerVersion, Way

_VERSION = re.compile(r"[0-9a-f]{12}", re.ASCII)


def record(
    before: Choice,
    after: Choice,
    groups: tuple[GroupRow, ...],
    *,
    shown: Banner,
    seen: str,
    host: str,
    gpc: bool,
) -> str:
    """Keep one choice, with the words that it was made on, and give the receipt's id.

    One query once the words are known.
    ``seen`` is the version that the visitor's page showed, which an older cached page may name.
    """
    yes = [_code(after, group) for group in groups if _decided(after, group) is True]
    no = [_code(after, group) for group in groups if _decided(after, group) is False]
    receipt = secrets.token_urlsafe(16)
    insert(
        receipt=receipt,
        decided_at=after.decided_at or timezone.now(),
        way=_way(before, after, groups),
        accepted=_listed(yes),
        refused=_listed(no),
        gpc=gpc,
        language=shown.language,
        host=host[:255],
        banner=_kept(shown, seen),
    )
    return receipt


def _decided(choice: Choice, group: GroupRow) -> bool | None:
    decision = choice.decisions.get(group.varname)
    return decision.accepted if decision else None


def _code(choice: Choice, group: GroupRow) -> str:
    return f"{group.varname}.{choice.decisions[group.varname].version}"


def _listed(codes: list[str]) -> str:
    return f" {' '.join(codes)} " if codes else ""


def _way(before: Choice, after: Choice, groups: tuple[GroupRow, ...]) -> Way:
    answers = {_decided(after, group) for group in groups}
    if any(_decided(before, group) is True and _decided(after, group) is False for group in groups):
        return Way.WITHDRAW
    if answers == {True}:
        return Way.ACCEPT
    return Way.REFUSE if True not in answers else Way.CHOOSE


def _kept(shown: Banner, seen: str) -> str:
    """The version that was seen, its words stored; empty for one that nobody knows."""
    stored = memory().stored_versions
    if shown.version not in stored:
        BannerVersion.objects.get_or_create(version=shown.version, defaults=shown.words)
        stored.add(shown.version)
    if not seen or seen == shown.version:
        return shown.version
    if not _VERSION.fullmatch(seen):
        return ""
    if seen not in stored and not BannerVersion.objects.filter(version=seen).exists():
        return ""
    stored.add(seen)
    return seen
