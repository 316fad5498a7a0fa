"""Figures, side by side with the raw limit, in one run. Each module is a command of its own.

Importing the package sets Django up on a database that only this run uses.
"""

import os
import tempfile
from pathlib import Path

import django

#: Removed when the process ends.
FOLDER = tempfile.TemporaryDirectory(prefix="benchmark-")
os.environ["DJANGO_SETTINGS_MODULE"] = "site_project.settings.test"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(FOLDER.name) / 'benchmark.sqlite3'}")
django.setup()
