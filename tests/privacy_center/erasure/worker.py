"""A process of its own that erases somebody, and kills itself after a batch.

``python -m tests.privacy_center.erasure.worker <address> <batches> <pause>``

``batches`` is the number of the batch to die after; 0 carries on to the end; ``each`` dies after
its first batch, and is followed by another worker that does the same, until one comes to the end.
``pause`` is how long to rest after a batch, in seconds. ``DATABASE_URL`` says where, and
``MAIL_FOLDER`` in which folder mail is put.
"""

from __future__ import annotations

import os
import signal
import sys
import time

import django

#: Far more workers than there are batches: one that never comes further is a fault.
MOST = 60


def main() -> None:
    """Carry the erasure out as the arguments say."""
    address, batches, pause = sys.argv[1:4]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_project.settings.test")
    django.setup()
    from django.conf import settings

    settings.PRIVACY_CENTER = {"BATCH_SIZE": 2, "LEASE_SECONDS": 0}
    # Other processes count what was mailed.
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = os.environ["MAIL_FOLDER"]
    if batches == "each":
        _one_after_the_other(address)
    else:
        _work(address, int(batches), float(pause))


def _one_after_the_other(address: str) -> None:
    """A new process for each worker; forked, for starting one anew takes seconds."""
    killed = 0
    while True:
        worker = os.fork()
        if not worker:
            _work(address, 1, 0)
            sys.stdout.flush()
            os._exit(0)
        _worker, ended = os.waitpid(worker, 0)
        if not os.WIFSIGNALED(ended):
            sys.stdout.write(f"killed {killed}\n")
            sys.exit(os.WEXITSTATUS(ended))
        assert os.WTERMSIG(ended) == signal.SIGKILL
        killed += 1
        if killed > MOST:
            sys.exit(f"No end after {MOST} workers.")


def _work(address: str, batches: int, pause: float) -> None:
    from privacy_center.audit import Actor
    from privacy_center.erasure import Progress, erase, patience
    from privacy_center.subjects import subject_of_email

    patience.SECONDS = 1
    seen = 0

    def told(progress: Progress) -> None:
        nonlocal seen
        seen += 1
        sys.stdout.write(f"batch {seen}\n")
        sys.stdout.flush()
        if seen == batches:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(pause)

    run = erase(subject_of_email(address), actor=Actor.command(), language="en", progress=told)
    sys.stdout.write(f"{run.status}\n")


if __name__ == "__main__":
    main()
