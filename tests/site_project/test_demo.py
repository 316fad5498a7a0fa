"""``make demo`` says what is wrong before it greets."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from site_project.demo import HOST


def demo(port: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "site_project.demo"],
        env={**os.environ, "PORT": port},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_port_in_use_is_named_and_nothing_else_is_said() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = demo(port)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"Port {port} cannot be served on")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_refused_in_one_line(port: str) -> None:
    done = demo(port)
    assert done.returncode == 1
    assert done.stderr == f"PORT is {port!r}, and a port is a number from 1 to 65535.\n"
