"""Each place for the ledger keeps lines in order, one writer at a time."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection

from privacy_center.ledger.backends import LedgerUnavailable, OddAddress, open_ledger

pytestmark = pytest.mark.django_db


def append(url: str, line: str) -> None:
    open_ledger(url).append(lambda last: line)


def test_lines_come_back_in_order(ledger_url: str) -> None:
    assert list(open_ledger(ledger_url).lines()) == []
    for line in ("one", "two", "three"):
        append(ledger_url, line)
    assert list(open_ledger(ledger_url).lines()) == ["one", "two", "three"]


def test_each_line_is_made_of_the_last(ledger_url: str) -> None:
    for _ in range(3):
        open_ledger(ledger_url).append(lambda last: f"{last}x" if last else "a" * 9000)
    assert [len(line) for line in open_ledger(ledger_url).lines()] == [9000, 9001, 9002]


def test_writers_at_once_lose_nothing(ledger_url: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda _: open_ledger(ledger_url).append(lambda last: str(int(last or 0) + 1)),
                range(40),
            )
        )
    assert list(open_ledger(ledger_url).lines()) == [str(number) for number in range(1, 41)]


def test_a_line_that_cannot_be_made_leaves_the_ledger_as_it_was(ledger_url: str) -> None:
    append(ledger_url, "one")

    def fail(last: str) -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        open_ledger(ledger_url).append(fail)
    append(ledger_url, "two")
    assert list(open_ledger(ledger_url).lines()) == ["one", "two"]


def test_a_ledger_that_works_has_nothing_to_say(ledger_url: str) -> None:
    assert open_ledger(ledger_url).check() == []


@pytest.mark.parametrize(
    "url",
    ["file:ledger", "file://host/ledger", "file:///", "ftp://x/y", "/ledger", "sqlite://", "x"],
)
def test_an_odd_address_is_named_at_once(url: str) -> None:
    with pytest.raises(OddAddress):
        open_ledger(url)


def test_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    append(f"file://{tmp_path}/ledger", "one")
    assert stat.S_IMODE((tmp_path / "ledger").stat().st_mode) == 0o600


def test_a_torn_line_is_ended_and_left(tmp_path: Path) -> None:
    path = tmp_path / "ledger"
    path.write_text("one\ntw")
    open_ledger(f"file://{path}").append(lambda last: f"after {last}")
    assert path.read_text() == "one\ntw\nafter tw\n"


@pytest.mark.parametrize("url", ["file:///nowhere/at/all", "sqlite:////nowhere/at/all"])
def test_what_cannot_be_written_says_so(url: str) -> None:
    with pytest.raises(LedgerUnavailable):
        append(url, "one")
    assert open_ledger(url).check()


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnavailable):
        list(open_ledger(f"file://{tmp_path}").lines())


def test_a_full_disk_leaves_the_file_as_it_was() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("This system has no device that is always full.")
    with pytest.raises(LedgerUnavailable):
        append(f"file://{full}", "one")


def test_the_sites_own_database_is_no_place_for_it(settings: Any) -> None:
    own = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{quote(str(own['NAME']))}"
    else:
        port = f":{own['PORT']}" if own["PORT"] else ""
        url = f"postgres://{own['USER']}@{own['HOST']}{port}/{own['NAME']}"
    assert "site's own database" in open_ledger(url).check()[0]


class Shelf:
    """A site's own place, which needs no more than two verbs."""

    keeps = durable = True

    def __init__(self, url: str) -> None:
        self.url = url


def test_a_site_names_a_place_of_its_own(settings: Any) -> None:
    settings.PRIVACY_CENTER = {"LEDGER_BACKENDS": {"shelf": f"{__name__}.Shelf"}}
    assert isinstance(open_ledger("shelf://top"), Shelf)
