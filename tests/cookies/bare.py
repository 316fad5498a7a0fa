"""``wagtail start``, five lines, and a visitor: python -m tests.cookies.bare FOLDER"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: The five lines, as the README has them.
SETTINGS = """
INSTALLED_APPS += ["cookies", "cookie_consent", "wagtail.contrib.settings"]
"""
URLS = """
urlpatterns.insert(0, path("cookies/", include("cookies.urls")))
"""
TEMPLATE = """{% load cookies_tags %}
{% cookie_banner %}
"""
VISIT = """
from django.test import Client
from cookies.declarations.declare import declare
from cookies.declarations.services import SERVICES
from cookies.declarations.snapshot import declarations

(own,) = declarations("en-us").required
assert own.always_on and len(own.cookies) == 4, own
declare([SERVICES["youtube"]])
page = Client().get("/", headers={"host": "localhost"})
html = page.content.decode()
assert page.status_code == 200, page.status_code
assert 'id="cookie-banner"' in html
assert "data-cookie-settings" in html
assert not page.cookies
assert "Cookie" not in page.get("Vary", "")
answer = Client().post(
    "/cookies/",
    {"decision": "accept-all"},
    headers={"host": "localhost", "origin": "http://localhost", "accept": "application/json"},
)
assert answer.status_code == 200, answer.content
assert answer.json()["receipt"]
import sys
assert not [name for name in sys.modules if name.split(".")[0] == "privacy_center"]
print("It works.")
"""


def run(folder: Path, *command: str) -> str:
    """Run a command in the new site, with this project's packages in reach."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    environment.pop("DATABASE_URL", None)
    environment["DJANGO_SETTINGS_MODULE"] = "bare.settings.dev"
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def add(path: Path, text: str, *, before: str = "") -> None:
    """Write ``text`` at the end of a file, or before a mark in it."""
    old = path.read_text()
    assert before in old
    path.write_text(old.replace(before, text + before, 1) if before else old + text)


def main(folder: Path) -> None:
    """Make the site, add the lines, migrate, check, and visit."""
    python = sys.executable
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [
            python,
            "-c",
            "from wagtail.bin.wagtail import main; main()",
            "start",
            "bare",
            str(folder),
        ],
        check=True,
        env=environment,
        capture_output=True,
    )
    add(folder / "bare/settings/base.py", SETTINGS)
    add(folder / "bare/urls.py", URLS)
    add(folder / "bare/templates/base.html", TEMPLATE, before="</body>")
    run(folder, python, "manage.py", "migrate", "--verbosity", "0")
    run(folder, python, "manage.py", "check", "--fail-level", "ERROR")
    run(folder, python, "manage.py", "makemigrations", "privacy_cookies", "--check", "--dry-run")
    sys.stdout.write(run(folder, python, "manage.py", "shell", "--command", VISIT))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
