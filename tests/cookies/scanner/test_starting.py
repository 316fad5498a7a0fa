"""A scan that is started at a page goes on behind it, and one at a time."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.test import Client, override_settings
from django_tasks_db.models import DBTaskResult

from cookies.models import ScanRun
from cookies.scanner.scan import scan_in_background
from cookies.scanner.starting import start

from ..staff.test_pages import staff

NOBODY = "http://127.0.0.1:9/"
PAGE = "/admin/cookies/scans/"
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def wait_for(run: ScanRun) -> ScanRun:
    for thread in threading.enumerate():
        if thread.name == f"scan-{run.pk}":
            thread.join(60)
    run.refresh_from_db()
    return run


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_it_goes_on_in_a_thread_and_says_why_it_failed() -> None:
    run = wait_for(start(NOBODY))
    assert run.state == "failed"
    assert "127.0.0.1:9" in run.error
    assert run.finished_at is not None


@pytest.mark.django_db
@override_settings(TASKS=WORKER)
def test_a_worker_does_it_where_there_is_one(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        run = start(NOBODY)
    (task,) = DBTaskResult.objects.filter(task_path=scan_in_background.module_path)
    assert task.args_kwargs["args"] == [run.pk]
    run.refresh_from_db()
    assert run.state == "waiting"


@pytest.mark.django_db
@override_settings(TASKS=WORKER)
def test_the_button_starts_one_at_a_time(client: Client) -> None:
    staff(client, "add_scanrun")
    assert "Scan now" in client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    for _press in range(2):
        client.post(PAGE)
    assert ScanRun.objects.count() == 1
