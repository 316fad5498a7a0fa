from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import override_settings

from privacy_center.audit import Actor, Broken, PersonalDetail, record, verify
from privacy_center.audit.chain import GENESIS
from privacy_center.audit.models import AuditEntry, AuditHead

TABLE = "privacy_center_auditentry"
COLUMNS = "seq, at, action, actor, subject, details, previous_hash, hash"


def write(entries: int = 5) -> None:
    for number in range(entries):
        record(
            "data_rectified",
            actor=Actor.person("ab12"),
            subject="ab12",
            fields=["phone", "Åäö 🌲"],
            number=number,
            nested={"b": None, "a": True, "large": 2**60},
        )


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
class TestRecord:
    def test_entries_follow_each_other(self) -> None:
        first = record("export", actor=Actor.command(), subject="ab12", records=3)
        second = record("erasure", actor=None)
        assert (first.seq, first.previous_hash) == (1, GENESIS)
        assert (second.seq, second.previous_hash) == (2, first.hash)
        assert (first.by, second.by) == (Actor.command(), Actor.system())
        assert AuditEntry.objects.get(seq=1).details == {"records": 3}

    def test_a_deed_that_is_rolled_back_leaves_no_entry_and_no_gap(self) -> None:
        write(1)
        with transaction.atomic():
            record("erasure", actor=None)
            transaction.set_rollback(True)
        write(1)
        assert verify() is None
        assert AuditHead.objects.get().seq == 2

    @pytest.mark.parametrize(
        "arguments",
        [
            {"action": "export anna@example.com"},
            {"action": "export", "subject": "anna@example.com"},
            {"action": "export", "note": "sent to anna@example.com"},
        ],
    )
    def test_no_address_gets_in(self, arguments: dict[str, str]) -> None:
        with pytest.raises(PersonalDetail):
            record(actor=None, **arguments)
        assert not AuditEntry.objects.exists()


@pytest.mark.django_db
class TestVerify:
    def test_an_empty_trail_holds(self) -> None:
        assert verify() is None

    def test_what_was_written_holds(self) -> None:
        write()
        assert verify() is None

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("at", "'2020-01-01 00:00:00+00:00'"),
            ("action", "'other'"),
            ("actor", "'person:ffff'"),
            ("subject", "'ffff'"),
            ("details", "'{}'"),
            ("previous_hash", f"'{'f' * 64}'"),
            ("hash", f"'{'f' * 64}'"),
        ],
    )
    @pytest.mark.parametrize("seq", [1, 3, 5])
    def test_an_altered_entry_is_named(self, column: str, value: str, seq: int) -> None:
        write()
        sql(f"UPDATE {TABLE} SET {column} = {value} WHERE seq = {seq}")
        broken = verify()
        assert broken is not None
        assert broken.seq == seq

    @pytest.mark.parametrize("seq", [1, 3, 5])
    def test_a_removed_entry_is_named(self, seq: int) -> None:
        write()
        sql(f"DELETE FROM {TABLE} WHERE seq = {seq}")
        assert verify() == Broken(seq, "The entry is missing.")

    def test_an_emptied_trail_is_found(self) -> None:
        write()
        sql(f"DELETE FROM {TABLE}")
        assert verify() == Broken(1, "The entry is missing.")

    def test_a_gap_that_was_closed_up_is_found(self) -> None:
        write()
        sql(f"DELETE FROM {TABLE} WHERE seq = 3")
        sql(f"UPDATE {TABLE} SET seq = 3 WHERE seq = 4")
        sql(f"UPDATE {TABLE} SET seq = 4 WHERE seq = 5")
        broken = verify()
        assert broken is not None
        assert broken.seq == 3

    @pytest.mark.parametrize("seq", [0, 6])
    def test_an_inserted_entry_is_found(self, seq: int) -> None:
        write()
        copied = COLUMNS.replace("seq", str(seq), 1)
        sql(f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {copied} FROM {TABLE} WHERE seq = 5")
        assert verify() is not None

    def test_entries_that_changed_places_are_found(self) -> None:
        write()
        for old, new in ((2, 99), (3, 2), (99, 3)):
            sql(f"UPDATE {TABLE} SET seq = {new} WHERE seq = {old}")
        broken = verify()
        assert broken is not None
        assert broken.seq == 2

    def test_an_entry_forged_without_the_key_is_found(self) -> None:
        write()
        with override_settings(PRIVACY_CENTER={"HASH_KEY": "the forger's"}):
            write(1)
        broken = verify()
        assert broken == Broken(6, "Its content is not what was written.")

    def test_a_removed_end_of_the_chain_is_found(self) -> None:
        write()
        AuditHead.objects.all().delete()
        assert verify() == Broken(1, "The chain ended before this entry.")

    def test_an_end_that_was_put_back_is_found(self) -> None:
        write()
        AuditHead.objects.update(seq=4)
        assert verify() is not None

    def test_entries_under_an_earlier_key_still_hold(self) -> None:
        with override_settings(PRIVACY_CENTER={"HASH_KEY": "old"}):
            write(2)
        with override_settings(PRIVACY_CENTER={"HASH_KEY": "new", "HASH_KEY_FALLBACKS": ["old"]}):
            write(2)
            assert verify() is None

    def test_a_long_trail_takes_no_more_queries(self, django_assert_num_queries) -> None:
        write(20)
        with django_assert_num_queries(2):
            assert verify() is None


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain() -> None:
    # A database in memory has one connection that writes: there the writers take turns.
    writers = 6 if connection.vendor == "postgresql" else 1

    def work() -> None:
        try:
            for _turn in range(10):
                with transaction.atomic():
                    record("export", actor=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        for done in [pool.submit(work) for _writer in range(writers)]:
            done.result()
    assert AuditHead.objects.get().seq == writers * 10
    assert verify() is None
