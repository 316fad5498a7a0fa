"""Figures, side by side with the raw limit, in one run. Each module is a command of its own.

Importing the package sets Django up on a database that only this run uses.
"""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlencode

import django

#: Removed when the process ends.
FOLDER = tempfile.TemporaryDirectory(prefix="benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "site_project.settings.test"
#: As the site itself writes to SQLite.
_AS_THE_SITE = urlencode(
    {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
)
os.environ.setdefault(
    "DATABASE_URL", f"sqlite:///{Path(FOLDER.name) / 'benchmark.sqlite3'}?{_AS_THE_SITE}"
)
django.setup()
