"""A writer submits a change of an activity; an editor approves it, and only then it holds."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    Workflow,
    WorkflowContentType,
    WorkflowState,
    WorkflowTask,
)

from privacy_center.activities.models import ProcessingActivity
from privacy_center.staff.permissions import grant_writer
from tests.privacy_center.policy.factories import make_support

from .factories import activity_form, make_editor, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Any:
    group = Group.objects.create(name="Writers")
    grant_writer(group)
    return make_member("writer", group)


@pytest.fixture
def editor() -> Any:
    return make_editor()


@pytest.fixture(autouse=True)
def _workflow(editor: Any) -> None:
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Read by an editor")
    task.groups.add(*editor.groups.all())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(ProcessingActivity)
    )


def url(record: Any, view: str, *more: Any) -> str:
    return reverse(record.snippet_viewset.get_url_name(view), args=[record.pk, *more])


def submit(client: Client, activity: ProcessingActivity, **changes: Any) -> None:
    data = activity_form(activity, **changes)
    del data["action-publish"]
    response = client.post(url(activity, "edit"), data | {"action-submit": "1"})
    assert response.status_code == 302, response.context["form"].errors


def test_a_change_holds_once_it_is_approved(client: Client, writer: Any, editor: Any) -> None:
    support = make_support()
    client.force_login(writer)
    submit(client, support, period_value=1)
    support.refresh_from_db()
    assert support.period_value == 2

    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    client.force_login(editor)
    task = state.current_task_state.pk
    client.post(url(support, "workflow_action", "approve", task), {"comment": ""})
    support.refresh_from_db()
    assert support.period_value == 1
    assert support.live
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_APPROVED


def test_a_writer_publishes_nothing(client: Client, writer: Any) -> None:
    support = make_support()
    client.force_login(writer)
    client.post(url(support, "edit"), activity_form(support, period_value=1))
    support.refresh_from_db()
    assert support.period_value == 2

    submit(client, support, period_value=1)
    task = WorkflowState.objects.get().current_task_state.pk
    client.post(url(support, "workflow_action", "approve", task), {"comment": ""})
    support.refresh_from_db()
    assert support.period_value == 2
