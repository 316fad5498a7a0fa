"""What the built-in records lose in time, and what is still needed and stays."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits, SearchPromotion
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Comment,
    CommentReply,
    ModelLogEntry,
    PageLogEntry,
    Revision,
    Task,
    TaskState,
    WorkflowState,
)

from privacy_center.activities.models import ProcessingActivity
from privacy_center.audit import Actor
from privacy_center.retention import confirm_rules, retain, retention_plan
from privacy_center.sources import registry

from .makers import MAKERS, page, workflow_state

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
LATELY = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)
CANARY = "canary-of-anna"

#: By source, the column that is set back; what has no time of its own goes with the account.
TIMED = {
    "admin.logentry": "action_time",
    "django_tasks_database.dbtaskresult": "finished_at",
    "sessions.session": "expire_date",
    "usersessions.usersession": "last_seen_at",
    "wagtailadmin.editingsession": "last_seen_at",
    "wagtailadmin.formstate": "last_updated_at",
    "wagtailcore.apitoken": "revoked_at",
    "wagtailcore.comment": "resolved_at",
    "wagtailcore.modellogentry": "timestamp",
    "wagtailcore.pagelogentry": "timestamp",
    "wagtailcore.revision": "created_at",
    "wagtailcore.taskstate": "finished_at",
    "wagtailcore.workflowstate": "created_at",
    "wagtailforms.formsubmission": "submit_time",
}


@pytest.fixture(autouse=True)
def _rules(activities):
    ProcessingActivity.objects.filter(
        slug__in=("editing", "security", "customer-service", "account")
    ).update(period_value=2, period_unit="years")
    confirm_rules(actor=Actor.command())


def run():
    return retain(actor=Actor.command(), today=TODAY)[0]


def due():
    return {step.source.name for step in retention_plan(TODAY).steps}


@pytest.mark.parametrize("name", sorted(TIMED))
def test_what_is_past_its_time_goes_once_and_the_rest_stays(name, anna, erik):
    source = registry.get(name)
    MAKERS[name](anna, CANARY)
    # A version that the page stands on, and a review that goes on, are needed.
    for model in (WorkflowState, TaskState):
        model.objects.update(status="approved")
    for revision in Revision.objects.all():
        revision.content_object.save_revision(log_action=False)
    source.rows().update(**{TIMED[name]: LONG_AGO})
    old = set(source.rows().values_list("pk", flat=True))
    MAKERS[name](erik, "canary-of-erik")
    source.rows().exclude(pk__in=old).update(**{TIMED[name]: LATELY})
    lately = list(source.rows().exclude(pk__in=old).order_by("pk").values())
    assert name in due()
    assert run().status == "complete"
    left = source.rows().filter(pk__in=old)
    assert CANARY not in str(list(left.values()))
    for path in source.subject:
        if left.exists() and name != "wagtailcore.revision":
            assert not left.exclude(**{path: None}).exists()
    assert list(source.rows().exclude(pk__in=old).order_by("pk").values()) == lately
    assert name not in due()


def test_every_built_in_source_with_a_date_is_tried():
    dated = {
        source.name
        for source in registry.sources()
        if source.retained_from
        and type(source).__module__.startswith("privacy_center.sources.builtin.")
    }
    apart = {"wagtailcore.commentreply", "wagtailsearchpromotions.query"}
    assert dated == {*TIMED, *apart}


def revisions_of(saved, *users):
    made = [saved.save_revision(user=user, log_action=False) for user in users]
    Revision.objects.filter(pk__in=[each.pk for each in made]).update(created_at=LONG_AGO)
    return [Revision.objects.get(pk=each.pk) for each in made]


def test_old_versions_name_nobody_and_what_they_say_stays(anna, erik):
    saved = page(owner=anna.user, lead="What we do")
    first, second, latest = revisions_of(saved, anna.user, erik.user, erik.user)
    first.content[COMMENTS_RELATION_NAME] = [
        {"pk": 7, "user": anna.user.pk, "text": CANARY, "replies": []}
    ]
    first.save()
    run()
    for old in (first, second):
        old.refresh_from_db()
        assert old.user is None
        assert old.content["owner"] is None
        assert old.content[COMMENTS_RELATION_NAME] == []
        assert old.content["lead"] == "What we do"
        assert old.as_object().title == saved.title
    latest.refresh_from_db()
    assert (latest.user, latest.content["owner"]) == (erik.user, anna.user.pk)
    assert due() == set()


def test_what_a_page_shows_waits_to_show_or_has_reviewed_stays_as_it_is(anna):
    saved = page(owner=anna.user)
    live, waiting, reviewed, latest = revisions_of(saved, *([anna.user] * 4))
    live.publish(log_action=False)
    saved.refresh_from_db()
    saved.latest_revision = latest
    saved.save()
    Revision.objects.filter(pk=waiting.pk).update(approved_go_live_at=timezone.now())
    state = workflow_state(saved, requested_by=anna.user)
    WorkflowState.objects.update(created_at=LONG_AGO)
    task = TaskState.objects.create(
        workflow_state=state,
        revision=reviewed,
        task=Task.objects.create(name="Look"),
        status=TaskState.STATUS_REJECTED,
        finished_by=anna.user,
        finished_at=LONG_AGO,
        comment="Say more",
    )
    before = list(Revision.objects.order_by("pk").values())
    run()
    assert list(Revision.objects.order_by("pk").values()) == before
    task.refresh_from_db()
    state.refresh_from_db()
    assert (task.comment, task.finished_by, state.requested_by) == (
        "Say more",
        anna.user,
        anna.user,
    )
    WorkflowState.objects.update(status="approved")
    run()
    task.refresh_from_db()
    state.refresh_from_db()
    assert (task.comment, task.finished_by, state.requested_by) == ("", None, None)
    assert Revision.objects.get(pk=reviewed.pk).user is None


def test_an_open_comment_stays_and_a_resolved_one_takes_its_answers_along(anna, erik):
    made = {
        name: Comment.objects.create(
            page=page(), user=anna.user, text=name, contentpath="title", resolved_at=resolved
        )
        for name, resolved in (("open", None), ("closed", LONG_AGO))
    }
    for comment in made.values():
        CommentReply.objects.create(comment=comment, user=erik.user, text="Well")
    Comment.objects.update(created_at=LONG_AGO)
    CommentReply.objects.update(created_at=LONG_AGO)
    run()
    assert list(Comment.objects.all()) == [made["open"]]
    assert CommentReply.objects.get().comment == made["open"]


def test_the_logs_keep_what_was_done_and_when(anna):
    for name in ("wagtailcore.pagelogentry", "wagtailcore.modellogentry"):
        MAKERS[name](anna, CANARY)
    for model in (PageLogEntry, ModelLogEntry):
        model.objects.update(timestamp=LONG_AGO)
    before = [list(m.objects.values("action", "timestamp")) for m in (PageLogEntry, ModelLogEntry)]
    run()
    after = [list(m.objects.values("action", "timestamp")) for m in (PageLogEntry, ModelLogEntry)]
    assert after == before


def test_a_search_goes_when_nobody_has_searched_for_it_lately(db):
    made = {}
    for words, days in (
        ("anna long ago", (LONG_AGO, LONG_AGO + dt.timedelta(days=1))),
        ("anna now and then", (LONG_AGO, LATELY)),
        ("chosen", (LONG_AGO,)),
    ):
        made[words] = Query.objects.create(query_string=words)
        for day in days:
            QueryDailyHits.objects.create(query=made[words], date=day.date(), hits=1)
    SearchPromotion.objects.create(query=made["chosen"], page=page(), sort_order=0)
    run()
    assert set(Query.objects.all()) == {made["anna now and then"], made["chosen"]}
    assert due() == set()
