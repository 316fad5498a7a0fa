"""A PostgreSQL cluster of the suite's own, to be stopped and started under a worker's feet."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

MISSING = (
    "PostgreSQL's initdb is missing, and without it nothing proves that an erasure survives a "
    "database that goes away. As root: apt-get install postgresql"
)


def initdb() -> Path | None:
    """Where the server's programs are, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found)
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: [int(part) for part in path.parts[4].split(".")],
    )
    return installed[-1] if installed else None


class Cluster:
    """A server in a folder of its own, on a free port of this machine."""

    def __init__(self) -> None:
        program = initdb()
        assert program is not None, MISSING
        self.programs = program.parent
        self.folder = Path(tempfile.mkdtemp(prefix="privacy-cluster-"))
        self.folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        if os.getuid() == 0:
            # The server refuses to run as root: it runs as the user that its package made.
            shutil.chown(self.folder, "postgres")
        self._run(
            "initdb", "--pgdata", self._data, "--username", "postgres", "--auth", "trust",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync",
        )  # fmt: skip
        self.start()

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def url(self, database: str) -> str:
        """The address of ``database`` in the cluster."""
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' "
            "-c fsync=off"
        )
        self._run("pg_ctl", "--pgdata", self._data, "--wait", "--silent", "--log",
                  str(self.folder / "log"), "--options", options, "start")  # fmt: skip

    def stop(self) -> None:
        """Stop the server at once, whatever is going on: what was committed is there afterwards."""
        self._run("pg_ctl", "--pgdata", self._data, "--wait", "--silent", "--mode", "immediate",
                  "stop")  # fmt: skip

    def create(self, database: str, template: str = "template1") -> None:
        """Make a database, a copy of ``template``."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(database), sql.Identifier(template)
                )
            )

    def remove(self) -> None:
        """Stop the server and remove its folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "--user", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert done.returncode == 0, done.stderr
