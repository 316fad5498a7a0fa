"""The browser of the end-to-end tests: which one, how it is started, and how it gets here.

``python -m tests.browser`` makes sure that there is one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The first is for containers, where the tests run as root; the others keep the browser quiet.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.example.com 127.0.0.1",
]


def executable() -> str | None:
    """Return the path of an installed Chromium; None leaves it to Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    return next(filter(None, map(shutil.which, NAMES)), None)


def starts() -> bool:
    """Return whether the browser that the tests will use can be started."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(executable_path=executable(), args=FLAGS).close()
    except Error:
        return False
    return True


def _run(*command: str, timeout: int = 600) -> bool:
    try:
        return subprocess.run(command, check=False, timeout=timeout).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> bool:
    """Fetch Playwright's Chromium, else the system's package; return whether one starts now."""
    is_root = os.geteuid() == 0
    _run(sys.executable, "-m", "playwright", "install", "chromium", timeout=300)
    if starts():
        return True
    if is_root and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _run("apt-get", "update", "--quiet")
        _run("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
    return starts()


def main() -> int:
    """Return 0 when there is a browser that starts."""
    stamp = Path(sys.prefix) / ".browser"
    known = str(executable() or "playwright")
    if stamp.exists() and stamp.read_text() == known:
        return 0
    if not starts():
        sys.stdout.write("Installing the browser of the tests …\n")
        if not install():
            sys.stderr.write(
                "No browser for the tests. As root: apt-get install chromium; "
                "or name one: CHROMIUM=/path/to/chromium make test\n"
            )
            return 1
    stamp.write_text(str(executable() or "playwright"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
