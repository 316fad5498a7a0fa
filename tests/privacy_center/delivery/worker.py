"""A process of its own, in which a worker is killed while it makes a package, and is followed.

``python -m tests.privacy_center.delivery.worker <key> <folder> read|store``

The worker dies while it reads the records, or while half of the file is in the storage.
``DATABASE_URL`` says where. What was found after each is told on stdout, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import zipfile
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Let a worker die, look, let the sweeper follow, and look again."""
    key, folder, when = sys.argv[1:4]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.test")
    django.setup()
    from django.conf import settings

    settings.MEDIA_ROOT = Path(folder) / "media"
    settings.PRIVACY_CENTER = {"LEASE_SECONDS": 0}
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    from django.db import connections

    connections.close_all()
    worker = os.fork()
    if not worker:
        _die(key, when)
    _worker, ended = os.waitpid(worker, 0)
    found = {"killed_by": os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0}
    found["after_death"] = _look()
    from privacy_center.delivery import take_up

    found["taken_up"] = [one.state for one in take_up()]
    found["at_the_end"] = _look()
    json.dump(found, sys.stdout)


def _die(key: str, when: str) -> None:
    from django.core.files.base import ContentFile

    from privacy_center.delivery import PreparedPackage, make, making
    from privacy_center.delivery.storage import PrivateStorage

    def told(_self: Any, _done: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def half(self: Any, name: str, content: Any) -> str:
        super(PrivateStorage, self)._save(name, ContentFile(content.read(100)))
        os.kill(os.getpid(), signal.SIGKILL)
        return name

    if when == "read":
        making._Beat.told = told  # type: ignore[method-assign]
    else:
        PrivateStorage._save = half  # type: ignore[method-assign]
    make(PreparedPackage.objects.get(pk=key))
    os._exit(0)


def _look() -> dict[str, Any]:
    from privacy_center.delivery import PreparedPackage
    from privacy_center.delivery.storage import private_folder

    package = PreparedPackage.objects.get()
    folder = private_folder()
    files = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    whole = [zipfile.is_zipfile(Path(folder) / name) for name in files]
    return {"offered": package.can_be_fetched, "files": len(files), "whole": all(whole)}


if __name__ == "__main__":
    main()
