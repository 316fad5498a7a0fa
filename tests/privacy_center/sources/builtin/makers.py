"""A row of each built-in source for a person, with a canary in whatever of it is personal."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.forms.models import FormSubmission
from wagtail.contrib.search_promotions.models import Query, QueryDailyHits
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail.search.models import IndexEntry
from wagtail.users.models import UserProfile

from home.models import ContactFormField, ContactPage, StandardPage
from privacy_center.subjects import Subject

Maker = Callable[[Subject, str], None]
MAKERS: dict[str, Maker] = {}


def makes(name: str) -> Callable[[Maker], Maker]:
    """Say which source a function makes a row of."""

    def remember(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return remember


def page(title: str = "About us", **fields: Any) -> StandardPage:
    """A published page."""
    root = Page.get_first_root_node()
    return root.add_child(instance=StandardPage(title=title, slug=uuid.uuid4().hex, **fields))


def contact_page(**fields: Any) -> ContactPage:
    """A form page that asks for an address and a message, in words of its own."""
    root = Page.get_first_root_node()
    made = root.add_child(
        instance=ContactPage(
            title="Contact", slug=uuid.uuid4().hex, **({"thanks": "Thank you."} | fields)
        )
    )
    for label, kind in (("Din e-post", "email"), ("Meddelande", "multiline")):
        ContactFormField.objects.create(page=made, label=label, field_type=kind)
    return made


def kind_of(model: Any) -> ContentType:
    """The content type of a model."""
    return ContentType.objects.get_for_model(model)


@makes("auth.user")
def _user(person: Subject, canary: str) -> None:
    person.user.first_name = canary
    person.user.save()


@makes("sessions.session")
def _session(person: Subject, canary: str) -> None:
    store = SessionStore()
    store[SESSION_KEY] = str(person.user.pk)
    store["canary"] = canary
    store.save()


@makes("account.emailaddress")
def _address(person: Subject, canary: str) -> None:
    EmailAddress.objects.create(user=person.user, email=f"{canary}@example.com", verified=True)


@makes("account.emailconfirmation")
def _confirmation(person: Subject, canary: str) -> None:
    address = EmailAddress.objects.filter(user=person.user).earliest("pk")
    EmailConfirmation.objects.create(email_address=address, key=canary, sent=timezone.now())


@makes("mfa.authenticator")
def _authenticator(person: Subject, canary: str) -> None:
    Authenticator.objects.create(user=person.user, type="totp", data={"seed": canary})


@makes("usersessions.usersession")
def _user_session(person: Subject, canary: str) -> None:
    UserSession.objects.create(
        user=person.user, ip="192.0.2.7", session_key=canary[:40], user_agent=canary
    )


@makes("socialaccount.socialaccount")
def _social_account(person: Subject, canary: str) -> None:
    SocialAccount.objects.create(
        user=person.user, provider="elsewhere", uid=canary, extra_data={"name": canary}
    )


@makes("socialaccount.socialtoken")
def _social_token(person: Subject, canary: str) -> None:
    account = SocialAccount.objects.create(user=person.user, provider="elsewhere", uid=canary[::-1])
    SocialToken.objects.create(account=account, token=canary, token_secret=canary)


@makes("admin.logentry")
def _admin_log(person: Subject, canary: str) -> None:
    LogEntry.objects.create(
        user=person.user,
        content_type=kind_of(Page),
        object_id="1",
        object_repr=canary,
        action_flag=CHANGE,
        change_message=canary,
    )


@makes("wagtailusers.userprofile")
def _profile(person: Subject, canary: str) -> None:
    profile = UserProfile.get_for_user(person.user)
    profile.avatar.save(f"{canary}.png", ContentFile(b"picture"))


@makes("wagtailcore.page")
def _page(person: Subject, canary: str) -> None:
    page(owner=person.user, locked=True, locked_by=person.user)


@makes("wagtailcore.pagelogentry")
def _page_log(person: Subject, canary: str) -> None:
    PageLogEntry(
        page=page(),
        content_type=kind_of(StandardPage),
        label=canary,
        action="wagtail.rename",
        data={"title": {"old": canary, "new": canary}},
        timestamp=timezone.now(),
        user=person.user,
    ).save()


@makes("wagtailcore.modellogentry")
def _model_log(person: Subject, canary: str) -> None:
    ModelLogEntry(
        content_type=kind_of(Workflow),
        object_id="1",
        label=canary,
        action="wagtail.edit",
        data={"note": canary},
        timestamp=timezone.now(),
        user=person.user,
    ).save()


@makes("wagtailcore.revision")
def _revision(person: Subject, canary: str) -> None:
    made = page(owner=person.user)
    revision = made.save_revision(user=person.user, log_action=False)
    comment = {"pk": 7, "user": person.user.pk, "text": canary, "replies": []}
    revision.content[COMMENTS_RELATION_NAME] = [comment]
    revision.save()


@makes("wagtailcore.workflowstate")
def _workflow_state(person: Subject, canary: str) -> None:
    workflow_state(page(), requested_by=person.user)


def workflow_state(of: Page, **fields: Any) -> WorkflowState:
    """A review of a page."""
    return WorkflowState.objects.create(
        content_type=kind_of(StandardPage),
        base_content_type=kind_of(Page),
        object_id=str(of.pk),
        workflow=Workflow.objects.create(name="Review"),
        **fields,
    )


@makes("wagtailcore.taskstate")
def _task_state(person: Subject, canary: str) -> None:
    reviewed = page()
    TaskState.objects.create(
        workflow_state=workflow_state(reviewed),
        revision=reviewed.save_revision(log_action=False),
        task=Task.objects.create(name="Look"),
        status=TaskState.STATUS_APPROVED,
        finished_by=person.user,
        comment=canary,
    )


@makes("wagtailcore.comment")
def _comment(person: Subject, canary: str) -> None:
    Comment.objects.create(page=page(), user=person.user, text=canary, contentpath="title")


@makes("wagtailcore.commentreply")
def _reply(person: Subject, canary: str) -> None:
    comment = Comment.objects.create(
        page=page(), user=person.user, text="Well?", contentpath="title"
    )
    CommentReply.objects.create(comment=comment, user=person.user, text=canary)


@makes("wagtailcore.pagesubscription")
def _subscription(person: Subject, canary: str) -> None:
    PageSubscription.objects.create(page=page(), user=person.user, comment_notifications=True)


@makes("wagtailcore.uploadedfile")
def _upload(person: Subject, canary: str) -> None:
    UploadedFile.objects.create(
        for_content_type=kind_of(get_image_model()),
        uploaded_by_user=person.user,
        file=ContentFile(b"half", name=f"{canary}.png"),
    )


@makes("wagtailcore.apitoken")
def _token(person: Subject, canary: str) -> None:
    APIToken.objects.create(
        user=person.user, name=canary, key_hash=uuid.uuid4().hex, prefix=canary[:8]
    )


@makes("wagtailadmin.editingsession")
def _editing(person: Subject, canary: str) -> None:
    EditingSession.objects.create(
        user=person.user, content_type=kind_of(Page), object_id="1", last_seen_at=timezone.now()
    )


@makes("wagtailadmin.formstate")
def _form_state(person: Subject, canary: str) -> None:
    FormState.objects.create(
        user=person.user,
        content_type=kind_of(Page),
        object_id="1",
        data=f"title={canary}",
        last_updated_at=timezone.now(),
    )


@makes("wagtailimages.image")
def _image(person: Subject, canary: str) -> None:
    get_image_model().objects.create(
        title="Bridge", file=get_test_image_file(), uploaded_by_user=person.user
    )


@makes("wagtaildocs.document")
def _document(person: Subject, canary: str) -> None:
    get_document_model().objects.create(
        title="Terms", file=ContentFile(b"text", name="terms.txt"), uploaded_by_user=person.user
    )


@makes("wagtailforms.formsubmission")
def _submission(person: Subject, canary: str) -> None:
    FormSubmission.objects.create(
        page=contact_page(),
        form_data={"din_e_post": person.emails[0].title(), "meddelande": canary},
    )


@makes("wagtailsearch.indexentry")
def _index_entry(person: Subject, canary: str) -> None:
    IndexEntry.objects.create(
        content_type=kind_of(type(person.user)),
        object_id=str(person.user.pk),
        title_norm=1.0,
        title=canary,
        autocomplete=canary,
        body=canary,
    )


@makes("wagtailsearchpromotions.query")
def _query(person: Subject, canary: str) -> None:
    Query.objects.create(query_string=f"{person.emails[0]} {canary}")


@makes("wagtailsearchpromotions.querydailyhits")
def _hits(person: Subject, canary: str) -> None:
    query = Query.objects.create(query_string=f"mail {person.emails[0]} {canary}")
    QueryDailyHits.objects.create(query=query, date=dt.date(2026, 11, 1), hits=3)


@makes("django_tasks_database.dbtaskresult")
def _task_result(person: Subject, canary: str) -> None:
    DBTaskResult.objects.create(
        args_kwargs={"args": [person.emails[0]], "kwargs": {"text": canary}},
        task_path="shop.tasks.write_to",
        backend_name="default",
        run_after=timezone.now(),
        return_value=canary,
        traceback=canary,
    )
