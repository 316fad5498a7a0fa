from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from privacy_center.audit import Actor, Immutable, record
from privacy_center.audit.models import AuditEntry

pytestmark = pytest.mark.django_db

CHANGES: list[Callable[[AuditEntry], Any]] = [
    lambda entry: entry.save(),
    lambda entry: entry.delete(),
    lambda entry: AuditEntry.objects.update(action="other"),
    lambda entry: AuditEntry.objects.filter(pk=entry.pk).update(action="other"),
    lambda entry: AuditEntry.objects.all().delete(),
    lambda entry: AuditEntry.objects.all()._raw_delete("default"),
    lambda entry: AuditEntry.objects.bulk_update([entry], ["action"]),
    lambda entry: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"action": "other"}),
    lambda entry: AuditEntry.objects.bulk_create(
        [entry], update_conflicts=True, unique_fields=["seq"], update_fields=["action"]
    ),
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_stored_row_is_never_changed_or_removed(change: Callable[[AuditEntry], Any]) -> None:
    entry = record("export", actor=Actor.command())
    entry.action = "other"
    with pytest.raises(Immutable, match="append-only"):
        change(entry)
    assert AuditEntry.objects.get().action == "export"


def test_a_row_read_from_the_database_is_as_immutable() -> None:
    record("export", actor=None)
    entry = AuditEntry.objects.get()
    with pytest.raises(Immutable, match="AuditEntry"):
        entry.save(force_insert=True)
