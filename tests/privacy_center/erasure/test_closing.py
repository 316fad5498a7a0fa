"""The end of an attempt belongs to one worker: one proof counts, and one mail goes out."""

import time

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from privacy_center.activities.models import ProcessingActivity
from privacy_center.erasure import AlreadyRunning
from privacy_center.erasure.lease import LeaseLost, renewing
from privacy_center.erasure.models import ErasureRun
from privacy_center.erasure.sweeping import sweep
from privacy_center.sources import registry
from tests.testapp import factories
from tests.testapp.models import Message, Post
from tests.testapp.privacy import MessageData, PostData

from .test_sweeping import LONG_AGO

pytestmark = pytest.mark.django_db


class SlowBackend(EmailBackend):
    """While the server takes its time, the sweeper comes by."""

    def send_messages(self, messages):
        ErasureRun.objects.update(retry_at=LONG_AGO)
        assert list(sweep()) == []
        return super().send_messages(messages)


def test_while_the_receipt_is_mailed_nobody_else_takes_the_run_up(anna, erased):
    with override_settings(EMAIL_BACKEND=f"{__name__}.SlowBackend"):
        run = erased(anna)
    assert run.closed_at
    assert [message.to for message in mail.outbox] == [["anna@example.com"]]


@pytest.fixture
def quoted(erik):
    """Others quote Anna, so that the proof stops to ask whose rows these are."""
    Post.objects.create(author=erik.user, text="Ask anna@example.com")
    factories.message(erik, body="Ask anna@example.com")


def asked_in_the_proof(base, do):
    """A declaration of ``base`` that does something when the proof asks for owners."""

    def people(self, queryset):
        do()
        return base.people(self, queryset)

    return type("Asked", (base,), {"people": people})


def expire():
    ErasureRun.objects.update(lease_until=LONG_AGO)


@pytest.mark.usefixtures("quoted")
def test_who_lost_the_lease_in_the_proof_says_nothing_more(anna, erased):
    swept = []

    def taken_over():
        if not swept:
            swept.append("")
            expire()
            swept[:] = [run.status for run in sweep()]

    with (
        registry.register_temporarily(Message, asked_in_the_proof(MessageData, taken_over)),
        pytest.raises(AlreadyRunning),
    ):
        erased(anna)
    assert swept == ["complete"]
    assert [message.to for message in mail.outbox] == [["anna@example.com"]]
    assert ErasureRun.objects.get().status == "complete"


@pytest.mark.usefixtures("quoted")
def test_the_lease_is_renewed_from_table_to_table(anna, erased):
    left = []

    def seen():
        left.append(ErasureRun.objects.get().lease_until - timezone.now())
        expire()
        time.sleep(0.6)

    with (
        override_settings(PRIVACY_CENTER={**settings.PRIVACY_CENTER, "LEASE_SECONDS": 5}),
        registry.register_temporarily(Post, asked_in_the_proof(PostData, seen)),
        registry.register_temporarily(Message, asked_in_the_proof(MessageData, seen)),
    ):
        assert erased(anna).status == "complete"
    assert len(left) == 2
    assert all(seconds.total_seconds() > 3 for seconds in left)


def test_work_in_small_pieces_renews_the_lease_now_and_then(django_assert_num_queries):
    run = ErasureRun.objects.create(lease_owner="me")
    working = renewing(run)
    with django_assert_num_queries(1):
        for _ in range(100):
            working()
    run.refresh_from_db()
    assert run.lease_until > timezone.now()
    ErasureRun.objects.update(lease_owner="another")
    with pytest.raises(LeaseLost):
        renewing(run)()


def test_inside_a_transaction_nothing_is_begun(anna, erased):
    record = factories.member(anna, name="Anna Ek")
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        erased(anna)
    record.refresh_from_db()
    assert record.name == "Anna Ek"
    assert not ErasureRun.objects.exists()


def test_a_run_that_waits_can_be_taken_up_at_once(anna, erased):
    ProcessingActivity.objects.filter(slug="members").update(preset="confidentiality")
    factories.member(anna, name="Anna Ek")
    run = erased(anna)
    run.refresh_from_db()
    assert (run.status, run.lease_until, run.lease_owner) == ("awaiting_decision", None, "")
