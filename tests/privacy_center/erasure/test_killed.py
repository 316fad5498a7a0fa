"""A worker killed after each batch in turn, and a database that goes away: the same end."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from .cluster import MISSING, Cluster, initdb
from .staging import ANNA

# Nothing here touches the suite's own database; the mark lets this file run by itself.
pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]


def environment(url: str, mail: Path | None = None) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "MAIL_FOLDER": str(mail)}


def run(
    module: str, url: str, *arguments: str, mail: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", f"tests.privacy_center.erasure.{module}", *arguments],
        cwd=ROOT,
        env=environment(url, mail),
        capture_output=True,
        text=True,
    )


def state(url: str) -> dict[str, object]:
    done = run("staging", url, "state")
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def carry_out(url: str, mail: Path, batches: int = 0) -> subprocess.CompletedProcess[str]:
    return run("worker", url, ANNA, str(batches), "0", mail=mail)


def receipts(mail: Path) -> int:
    """How many mails went to the person: a worker that sends none makes no file."""
    texts = [path.read_text() for path in mail.glob("*")]
    return sum(text.count(f"\nTo: {ANNA}\n") for text in texts)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    if initdb() is None:
        # A bare machine may do without; where everything must hold, nothing is passed by.
        missing = pytest.fail if os.environ.get("POSTGRES_REQUIRED") else pytest.skip
        missing(MISSING)
    made = Cluster()
    try:
        made.create("stage")
        staged = run("staging", made.url("stage"))
        assert staged.returncode == 0, staged.stderr
        yield made
    finally:
        made.remove()


@pytest.fixture(scope="module")
def undisturbed(
    cluster: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, object], int]:
    """How it ends when nothing happens, and how many batches that takes."""
    cluster.create("undisturbed", "stage")
    url, mail = cluster.url("undisturbed"), tmp_path_factory.mktemp("mail")
    done = carry_out(url, mail)
    assert done.stdout.endswith("complete\n"), done.stderr
    assert receipts(mail) == 1
    return state(url), done.stdout.count("batch ")


def test_killed_after_each_batch_and_taken_up_again_it_ends_the_same(
    cluster: Cluster, undisturbed: tuple[dict[str, object], int], tmp_path: Path
) -> None:
    expected, batches = undisturbed
    assert batches > 5
    cluster.create("killed", "stage")
    url = cluster.url("killed")
    # The same erasure dies after its first batch, again and again, until none is left: each batch
    # in turn is the last that a worker commits.
    done = run("worker", url, ANNA, "each", "0", mail=tmp_path)
    ended = re.search(r"complete\nkilled (\d+)\n$", done.stdout)
    assert ended, done.stderr
    # There are more deaths than batches. With each worker the steps that leave the record (what is
    # cut to the least by law) go through once more, and so do parts that stay as they are: they
    # lead to the person still, and are written the same. What is deleted or made anonymous does
    # not come again.
    assert batches <= int(ended[1]) < 3 * batches
    assert state(url) == expected
    assert receipts(tmp_path) == 1


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_killed_once_in_the_middle_and_taken_up_it_ends_the_same(
    cluster: Cluster, undisturbed: tuple[dict[str, object], int], share: float, tmp_path: Path
) -> None:
    expected, batches = undisturbed
    name = f"middle{int(share * 10)}"
    cluster.create(name, "stage")
    url = cluster.url(name)
    killed = carry_out(url, tmp_path, int(batches * share))
    assert (killed.returncode, receipts(tmp_path)) == (-signal.SIGKILL, 0)
    assert carry_out(url, tmp_path).stdout.endswith("complete\n")
    assert state(url) == expected
    assert receipts(tmp_path) == 1


def test_a_database_that_goes_away_in_mid_run_is_no_loss(
    cluster: Cluster, undisturbed: tuple[dict[str, object], int], tmp_path: Path
) -> None:
    expected, _batches = undisturbed
    cluster.create("stopped", "stage")
    url = cluster.url("stopped")
    with subprocess.Popen(
        [sys.executable, "-m", "tests.privacy_center.erasure.worker", ANNA, "0", "0.5"],
        cwd=ROOT,
        env=environment(url, tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout is not None
        for line in worker.stdout:
            if line == "batch 3\n":
                cluster.stop()
                break
        worker.communicate()
        assert worker.returncode == 1
    cluster.start()
    assert receipts(tmp_path) == 0
    assert carry_out(url, tmp_path).stdout.endswith("complete\n")
    assert state(url) == expected
    assert receipts(tmp_path) == 1


def test_a_row_that_another_transaction_holds_is_told_and_taken_up_later(
    cluster: Cluster, undisturbed: tuple[dict[str, object], int], tmp_path: Path
) -> None:
    expected, _batches = undisturbed
    cluster.create("locked", "stage")
    url = cluster.url("locked")
    with psycopg.connect(url) as other:
        other.execute("SELECT id FROM testapp_eventsignup WHERE email = %s FOR UPDATE", [ANNA])
        assert carry_out(url, tmp_path).stdout.endswith("partial\n")
        other.rollback()
    (receipt,) = state(url)["receipts"]  # type: ignore[misc]
    reasons = {step["source"]: step["reason"] for step in receipt["steps"] if step["reason"]}
    assert reasons == {"testapp.eventsignup": "RowsLocked"}
    assert receipts(tmp_path) == 1
    assert carry_out(url, tmp_path).stdout.endswith("complete\n")
    # One mail says that it is not finished, one that it is.
    assert receipts(tmp_path) == 2
    ended = state(url)
    for name in ("accounts", "testapp.Member", "testapp.EventSignup", "testapp.Message"):
        assert ended[name] == expected[name]
