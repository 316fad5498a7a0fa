"""Writing the trail, and proving that nobody has altered it since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .actor import Actor
from .chain import GENESIS, Link, digest, matches
from .details import plain
from .models import AuditEntry, AuditHead

_READ_AT_ONCE = 2000


@dataclass(frozen=True)
class Broken:
    """The first entry that does not hold, and why."""

    seq: int
    reason: str


def record(action: str, *, actor: Actor | None, subject: str = "", **details: Any) -> AuditEntry:
    """Append a deed to the trail, in the transaction of the deed itself.

    ``actor`` None is the system. ``subject`` is a pseudonym. Writers wait for each other until
    their transactions end, so record last. Raises :class:`~.details.PersonalDetail` (a
    ValueError) where anything looks like an e-mail address, TypeError for values that are not
    plain.
    """
    by = str(actor or Actor.system())
    plain([action, subject], "action and subject")
    values = plain(details)
    with transaction.atomic():
        head = _next_head()
        link = Link(head.seq, timezone.now(), action, by, subject, values, head.hash)
        entry = AuditEntry(**link._asdict(), hash=digest(link))
        entry.save()
        AuditHead.objects.filter(pk=AuditHead.THE_ONE).update(hash=entry.hash)
    return entry


def verify() -> Broken | None:
    """Walk the whole chain; None where every entry stands as it was written.

    Finds what was altered, removed, inserted or moved, the last entries included. Whoever can
    also put back an earlier end of the chain can hide the entries after it: note the number and
    the hash that ``privacy_verify`` prints somewhere else now and then.
    """
    # The end is read first: entries that arrive while we walk come after it, and are checked too.
    head = AuditHead.objects.filter(pk=AuditHead.THE_ONE).first() or AuditHead()
    previous_hash, seq = GENESIS, 0
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=_READ_AT_ONCE):
        if entry.seq != seq + 1:
            return Broken(seq + 1, "The entry is missing.")
        seq = entry.seq
        if entry.previous_hash != previous_hash:
            return Broken(seq, "It does not follow the entry before it.")
        if not matches(entry.link, entry.hash):
            return Broken(seq, "Its content is not what was written.")
        if seq == head.seq and entry.hash != head.hash:
            return Broken(seq, "It is not the entry that the chain ended with.")
        previous_hash = entry.hash
    if seq < head.seq:
        return Broken(seq + 1, "The entry is missing.")
    if seq > head.seq and not _head_moved(head):
        return Broken(head.seq + 1, "The chain ended before this entry.")
    return None


def _next_head() -> AuditHead:
    """Lock the end of the chain by moving it on; ``hash`` is still that of the entry before."""
    mine = AuditHead.objects.filter(pk=AuditHead.THE_ONE)
    if not mine.update(seq=F("seq") + 1):
        AuditHead.objects.get_or_create(pk=AuditHead.THE_ONE)
        mine.update(seq=F("seq") + 1)
    return mine.get()


def _head_moved(head: AuditHead) -> bool:
    return AuditHead.objects.filter(pk=AuditHead.THE_ONE, seq__gt=head.seq).exists()
