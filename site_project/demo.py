"""``make demo``: gets the database ready, says where everything is, and serves.

All in one process, for loading Django and Wagtail is most of what a second start costs.
"""

from __future__ import annotations

import os
import socket
import sys
from io import StringIO

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

HOST = "127.0.0.1"

WELCOME = """
The demo is ready.

  {url}/                          the site
  {url}/account/privacy/          the privacy centre
  {url}/privacy/request/          the same rights without an account
  {url}/admin/                    for editors and the privacy officer

  admin@example.com               superuser
  editor@example.com              edits pages and processing records
  officer@example.com             privacy officer
  anna@example.com                a customer
  erik@example.com                a sole trader with work under way
  guest@example.com               no account: a message and a newsletter

  Passkeys need http://localhost:{port}/ instead: no browser makes one for an IP address.
  Every password is demo-password-1. Mail is shown here and kept in {mail}.
  Stop with Ctrl-C. The data stays; remove var/ to begin anew.
"""


def say(text: str) -> None:
    """Write a line to the terminal at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def prepare(port: int) -> None:
    """Migrate what is not migrated, load the demo into an empty database, and set the address."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the database …")
        call_command("migrate", verbosity=0)
    if not apps.get_model(settings.AUTH_USER_MODEL).objects.exists():
        say("Loading the demo …")
        # Its own list of accounts would stand above the same list below.
        call_command("load_demo", stdout=StringIO())
    # Links in mail lead to where the demo is served today.
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    if site and (site.hostname, site.port) != (HOST, port):
        site.hostname, site.port = HOST, port
        site.save()


def chosen_port() -> int:
    """Return ``PORT`` (8000), or exit with one line when it cannot be served on."""
    text = os.environ.get("PORT") or "8000"
    if not (text.isdecimal() and 0 < int(text) < 65536):
        sys.exit(f"PORT is {text!r}, and a port is a number from 1 to 65535.")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, int(text)))
        except OSError as error:
            sys.exit(
                f"Port {text} cannot be served on ({error.strerror}). Try: PORT=8001 make demo"
            )
    return int(text)


def main() -> None:
    """Run the demo on ``127.0.0.1``, at ``PORT`` (8000)."""
    port = chosen_port()
    url = f"http://{HOST}:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.dev")
    os.environ.setdefault("SITE_URL", url)
    django.setup()
    prepare(port)
    say(WELCOME.format(url=url, port=port, mail=settings.MAIL_DIR.relative_to(settings.BASE_DIR)))
    call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=True)


if __name__ == "__main__":
    main()
