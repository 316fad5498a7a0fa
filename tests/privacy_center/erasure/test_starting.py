import threading

import pytest
from django.test import override_settings
from django_tasks_db.models import DBTaskResult

from privacy_center.audit import Actor
from privacy_center.erasure import start
from privacy_center.erasure.models import ErasureRun
from privacy_center.erasure.progress import progress_of
from privacy_center.erasure.tasks import take_up, take_up_erasure
from tests.testapp import factories
from tests.testapp.models import Member

WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def started(subject):
    return start(subject, actor=Actor.person(subject.pseudonym), language="en")


@pytest.mark.django_db
def test_a_small_erasure_is_done_at_once_where_no_worker_is(anna):
    factories.member(anna, name="Anna Ek")
    assert started(anna).status == "complete"


@pytest.mark.django_db
@override_settings(TASKS=WORKER)
def test_a_worker_does_it_where_there_is_one(anna, erik, django_capture_on_commit_callbacks):
    factories.member(anna, name="Anna Ek")
    his = factories.member(erik, name="Erik Kvist")
    with django_capture_on_commit_callbacks(execute=True):
        run = started(anna)
    assert Member.objects.filter(name="Anna Ek").exists()
    progress = progress_of(run)
    assert (progress.done, progress.under_way) == (0, True)
    assert progress.records > 0
    (task,) = DBTaskResult.objects.filter(task_path=take_up_erasure.module_path)
    assert task.args_kwargs["args"] == [str(run.pk)]
    assert take_up(str(run.pk)) == "complete"
    assert not Member.objects.filter(name="Anna Ek").exists()
    assert Member.objects.get(pk=his.pk).name == "Erik Kvist"
    assert not progress_of(ErasureRun.objects.get(pk=run.pk)).under_way
    # Who comes too late finds it done.
    assert take_up(str(run.pk)) == "complete"


@pytest.mark.django_db(transaction=True)
@override_settings(PRIVACY_CENTER={"ERASURE_AT_ONCE": 0})
def test_a_large_one_goes_on_behind_the_page_where_no_worker_is(anna):
    factories.member(anna, name="Anna Ek")
    run = started(anna)
    for thread in threading.enumerate():
        if thread.name == f"erasure-{run.pk}":
            thread.join(60)
    run.refresh_from_db()
    assert run.status == "complete"
    assert not Member.objects.filter(name="Anna Ek").exists()
