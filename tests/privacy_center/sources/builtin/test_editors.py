"""An editor who leaves: the site keeps what it publishes, and nothing that names the editor."""

import json

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
)
from wagtail.search.models import IndexEntry

from privacy_center.erasure import plan
from privacy_center.sources import registry
from privacy_center.sources.builtin.wagtail_revisions import without_account
from tests.testapp import factories
from tests.testapp.models import Member

from .makers import MAKERS, kind_of, page

User = get_user_model()


@pytest.fixture
def admin(activities):
    person = factories.person("boss@example.com")
    person.user.is_superuser = person.user.is_staff = True
    person.user.save()
    return person


def log_of(record, user, **fields):
    entry = ModelLogEntry(
        content_type=kind_of(type(record)),
        object_id=str(record.pk),
        label=str(record),
        action="wagtail.edit",
        timestamp=timezone.now(),
        user=user,
        **fields,
    )
    entry.save()
    return entry


def test_everything_of_an_editor_goes_and_the_page_stays_published(
    anna, erik, admin, erased, client
):
    made = page(owner=anna.user, lead="We build bridges.")
    made.save_revision(user=anna.user).publish(user=anna.user, skip_permission_checks=True)
    for name, maker in MAKERS.items():
        if name != "wagtailsearch.indexentry":
            maker(anna, "canary")
    assert erased(anna).status == "complete"
    made.refresh_from_db()
    assert (made.live, made.lead, made.owner) == (True, "We build bridges.", None)
    assert made.get_latest_revision_as_object().lead == "We build bridges."
    assert not User.objects.filter(pk=anna.user.pk).exists()
    # Wagtail still shows the page's history, without the name.
    client.force_login(admin.user)
    for name in ("wagtailadmin_pages:history", "wagtailadmin_pages:edit"):
        shown = client.get(reverse(name, args=[made.pk]))
        assert shown.status_code == 200
        assert "anna@example.com" not in shown.content.decode()
    reports = client.get(reverse("wagtailadmin_reports:site_history"))
    assert reports.status_code == 200
    assert "anna@example.com" not in reports.content.decode()


def test_a_comment_that_others_answered_stays_empty_and_their_answer_whole(anna, erik, erased):
    comment = Comment.objects.create(
        page=page(), user=anna.user, text="Is anna right?", contentpath="title"
    )
    reply = CommentReply.objects.create(comment=comment, user=erik.user, text="Yes.")
    erased(anna)
    comment.refresh_from_db()
    reply.refresh_from_db()
    assert (comment.text, reply.text, reply.user) == ("", "Yes.", erik.user)
    nameless = User.objects.get(pk=anna.user.pk)
    assert (nameless.email, nameless.is_active) == ("", False)
    assert "anna" not in nameless.get_username()


def test_what_others_logs_say_of_the_person_is_scrubbed_and_stays_theirs(anna, admin, erased):
    entry = log_of(anna.user, admin.user, data={"email": "anna@example.com"})
    about_boss = log_of(admin.user, admin.user, data={"kept": True})
    django = LogEntry.objects.create(
        user=admin.user,
        content_type=kind_of(User),
        object_id=str(anna.user.pk),
        object_repr="anna@example.com",
        action_flag=CHANGE,
        change_message="[]",
    )
    assert erased(anna).status == "complete"
    for row in (entry, about_boss, django):
        row.refresh_from_db()
    assert "anna" not in entry.label
    assert (entry.data, entry.user_id) == ({}, admin.user.pk)
    assert (about_boss.label, about_boss.data) == (str(admin.user), {"kept": True})
    assert (django.object_repr, django.user_id) == ("", admin.user.pk)


def test_a_log_that_quotes_a_comment_forgets_it(anna, erik, erased):
    comment = Comment.objects.create(page=page(), user=anna.user, text="Psst", contentpath="title")
    comment.log_resolve(user=erik.user)
    other = Comment.objects.create(page=page(), user=erik.user, text="Hi", contentpath="title")
    other.log_create(user=erik.user)
    erased(anna)
    quoting, own = PageLogEntry.objects.filter(user=erik.user).order_by("pk")
    assert quoting.data == {}
    assert quoting.label == "About us"
    assert own.data["comment"]["text"] == "Hi"


def test_other_editors_versions_forget_the_person(anna, erik, erased):
    made = page(owner=anna.user)
    revision = made.save_revision(user=erik.user)
    mine = {"pk": 1, "user": anna.user.pk, "text": "Psst", "replies": []}
    theirs = {"pk": 2, "user": erik.user.pk, "text": "Hi", "resolved_by": None}
    answers = [{"pk": 3, "user": key, "text": str(key)} for key in (anna.user.pk, erik.user.pk)]
    revision.content[COMMENTS_RELATION_NAME] = [mine, theirs | {"replies": answers}]
    revision.save()
    erased(anna)
    kept = Revision.objects.get(pk=revision.pk)
    assert kept.content["owner"] is None
    assert kept.content["title"] == "About us"
    assert kept.content[COMMENTS_RELATION_NAME] == [theirs | {"replies": answers[1:]}]
    assert kept.user == erik.user
    assert kept.as_object().title == "About us"


def test_an_answered_comment_in_a_version_stays_without_its_text():
    comment = {"user": 5, "text": "Psst", "replies": [{"user": 6, "text": "Hi"}]}
    cleaned = without_account({COMMENTS_RELATION_NAME: [comment], "owner": 6}, 5)
    assert cleaned == {
        COMMENTS_RELATION_NAME: [comment | {"text": "", "resolved_by": None}],
        "owner": 6,
    }


def test_versions_and_index_of_a_persons_own_record_go_blank(anna, erik, erased):
    factories.activity("members")
    member = factories.member(anna, name="Anna Ek", email="anna@example.com")
    other = factories.member(erik, name="Erik Kvist")
    for record in (member, other):
        Revision.objects.create(
            content_type=kind_of(Member),
            base_content_type=kind_of(Member),
            object_id=str(record.pk),
            object_str=record.name,
            user=erik.user,
            created_at=timezone.now(),
            content={"pk": record.pk, "name": record.name, "email": record.email, "joined_on": ""},
        )
        IndexEntry.objects.create(
            content_type=kind_of(Member),
            object_id=str(record.pk),
            title_norm=1,
            title=record.name,
            autocomplete="",
            body=record.email,
        )
    assert erased(anna).status == "complete"
    blank, kept = Revision.objects.filter(content_type=kind_of(Member)).order_by("pk")
    assert (blank.object_str, blank.content["name"], blank.content["email"]) == ("", "", "")
    assert (kept.object_str, kept.content["name"]) == ("Erik Kvist", "Erik Kvist")
    entries = IndexEntry.objects.filter(content_type=kind_of(Member))
    assert [entry.object_id for entry in entries] == [str(other.pk)]


def test_pages_stay_in_the_search_index(anna, erased):
    made = page(owner=anna.user)
    before = IndexEntry.objects.filter(object_id=str(made.pk)).count()
    erased(anna)
    assert IndexEntry.objects.filter(object_id=str(made.pk)).count() == before


def test_the_last_administrator_stays_whole_until_there_is_another(admin, anna, erased):
    planned = plan(admin)
    assert {str(step.action) for step in planned.steps} == {"review"}
    assert "only account that can administer" in str(planned.steps[0].fate.ground)
    run = erased(admin)
    assert run.status == "awaiting_decision"
    admin.user.refresh_from_db()
    assert admin.user.is_active
    assert admin.user.check_password("secret-hash")
    assert admin.user.emailaddress_set.count() == 1
    anna.user.is_superuser = True
    anna.user.save()
    assert erased(admin).status == "complete"
    assert not User.objects.filter(pk=admin.user.pk).exists()


def test_a_page_is_neither_exported_whole_nor_lost_with_its_lock(anna, erik, erased):
    made = page(owner=erik.user, locked=True, locked_by=anna.user)
    erased(anna)
    made = Page.objects.get(pk=made.pk)
    assert (made.owner, made.locked, made.locked_by) == (erik.user, True, None)
    assert "content" not in registry.get(Revision).columns
    assert json.dumps(registry.get(Page).columns)


def version_of(record, editor, **content):
    """A version of ``record`` as ``editor`` saved it."""
    return Revision.objects.create(
        content_type=kind_of(type(record)),
        base_content_type=kind_of(type(record)),
        object_id=str(record.pk),
        object_str=str(record),
        user=editor.user,
        created_at=timezone.now(),
        content={"pk": record.pk, **content},
    )


def test_a_version_that_the_person_saved_of_anothers_record_stays_whole(anna, erik, erased):
    factories.activity("members")
    member = factories.member(anna, name="Anna Ek")
    version = version_of(member, erik, name="Anna Ek, draft", email="anna@example.com")
    assert erased(erik).status == "complete"
    version.refresh_from_db()
    assert version.user is None
    assert version.content["name"] == "Anna Ek, draft"
    assert version.content["email"] == "anna@example.com"
    assert version.object_str == str(member)


def test_of_anothers_record_a_version_loses_what_is_the_persons_there(anna, erik, erased):
    factories.activity("messages")
    message = factories.message(anna, recipient_email="erik@example.com", recipient_name="Erik")
    content = {name: getattr(message, name) for name in ("recipient_email", "recipient_name")}
    version = version_of(message, anna, body="From Anna", **content)
    assert erased(erik).status == "complete"
    version.refresh_from_db()
    assert version.content["body"] == "From Anna"
    assert (version.content["recipient_email"], version.content["recipient_name"]) == ("", "")
    assert version.user == anna.user
