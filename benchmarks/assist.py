"""The peer: django-gdpr-assist making as many rows anonymous, in an environment of its own.

Needs the package index. Its log lies in a second database, as its documentation asks for.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import connection

from benchmarks.stage import Figure

#: The newest Django that the peer says it knows.
PINNED = ("Django==4.2.30", "django-gdpr-assist==1.4.2", "psycopg[binary]==3.3.4")
_WORKER = Path(__file__).with_name("assist_worker.py")


def assist(rows: int) -> Figure:
    """Install it, and have it make ``rows`` rows of five columns anonymous on the same server."""
    own = connection.settings_dict
    with tempfile.TemporaryDirectory(prefix="peer-") as folder:
        python = Path(folder) / "venv" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", Path(folder) / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PINNED], check=True)
        server = {key: own[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
        if connection.vendor == "sqlite":
            databases = {
                alias: server | {"NAME": f"{folder}/{alias}.sqlite3"}
                for alias in ("default", "gdpr_log")
            }
        else:
            databases = {"default": server, "gdpr_log": server}
        job = json.dumps([rows, databases])
        done = subprocess.run([python, _WORKER, job], stdout=subprocess.PIPE, check=True)
    seconds, queries = json.loads(done.stdout)
    return Figure(f"django-gdpr-assist 1.4.2, {rows} rows", seconds, queries, 0.0)
