"""Making one person's rows anonymous, beside plain SQL and beside django-gdpr-assist.

``python -m benchmarks.assist --rows 100000``; set ``DATABASE_URL`` for PostgreSQL. All three clear
the same columns of tables alike; ``erase()`` also plans, erases the account, proves and writes its
receipt. At least thirty times as fast as the peer is the aim. The peer is installed in an
environment of its own, from the package index, and keeps its log in a second database, as its
documentation asks for.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks.contacts import COLUMNS, Contact, ContactData, make_table, person_with_contacts
from benchmarks.erasure import erase_wholly, in_chunks
from benchmarks.stage import Figure, apart, median, show, stage
from privacy_center.sources import registry

#: The newest Django that the peer says it knows.
PINNED = ("Django==4.2.30", "django-gdpr-assist==1.4.2", "psycopg[binary]==3.3.4")
_WORKER = Path(__file__).with_name("assist_worker.py")


def anonymise_plainly(user: Any) -> None:
    """The columns, and the reference to the person, by UPDATE."""
    blank = dict.fromkeys(COLUMNS, "")
    rows = Contact._base_manager.filter(customer=user)
    in_chunks(rows, lambda chunk: chunk.update(**blank, customer=None))


def erase_contacts(user: Any) -> None:
    """Plan, every other source, execution, proof, trail and receipt."""
    with registry.register_temporarily(Contact, ContactData):
        erase_wholly(user)


def assist(folder: Path, rows: int) -> Figure:
    """The peer, on the same server and with the same settings of the connection."""
    own = connection.settings_dict
    server = {key: own[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    databases = {"default": server, "gdpr_log": server}
    if connection.vendor == "sqlite":
        databases = {alias: {**server, "NAME": f"{folder}/{alias}.db"} for alias in databases}
    job = json.dumps([rows, COLUMNS, databases, own["OPTIONS"].get("init_command", "")])
    done = subprocess.run(
        [folder / "venv" / "bin" / "python", _WORKER, job],
        stdout=subprocess.PIPE,
        check=True,
    )
    seconds, queries = json.loads(done.stdout)
    return Figure("django-gdpr-assist", seconds, queries, 0.0)


def _install(folder: Path) -> None:
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)


def _round(number: int, rows: int, folder: Path) -> list[Figure]:
    """Each of the three once, on rows of its own."""
    works = (
        ("plain SQL in chunks", anonymise_plainly),
        ("erase(): plan, SQL, proof, receipt", erase_contacts),
    )
    figures = []
    for name, work in works:
        Contact._base_manager.all().delete()
        stem = f"{work.__name__}{number}".replace("_", "-")
        idle = person_with_contacts(f"{stem}-idle", 1)
        figures.append(apart(name, work, person_with_contacts(stem, rows), idle))
    return [*figures, assist(folder, rows)]


def main() -> None:
    """All three, so many times, and how many times as long the peer took."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peer-") as name, stage():
        folder = Path(name)
        _install(folder)
        make_table()
        rounds = [_round(number, asked.rows, folder) for number in range(asked.rounds)]
        plain, ours, peer = (median(figures) for figures in zip(*rounds, strict=True))
        show(f"{asked.rows} rows made anonymous", [plain, ours, peer])
        print(f"  The peer takes {peer.seconds / ours.seconds:.0f} times as long as erase().")


if __name__ == "__main__":
    main()
