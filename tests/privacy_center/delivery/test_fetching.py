"""Who fetches a package: its person, once for each link, for some days."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from privacy_center.audit import Actor
from privacy_center.audit.models import AuditEntry
from privacy_center.delivery import (
    NotThere,
    PackageState,
    PreparedPackage,
    clear,
    fetch,
    find,
    link_of,
    package_of,
)
from privacy_center.requests import request_erasure
from privacy_center.subjects import subject_of_email
from tests.testapp.factories import member, person
from tests.testapp.models import EventSignup

pytestmark = pytest.mark.django_db


def test_each_link_fetches_once(anna: Any, prepared: Any, folder: Any) -> None:
    package = prepared(anna)
    mail.outbox.clear()
    link = link_of(package)
    content = b"".join(fetch(link, anna).pieces)
    assert content == (folder / package.file.name).read_bytes()
    with pytest.raises(NotThere):
        fetch(link, anna)
    package.refresh_from_db()
    assert package.fetched_at is not None
    assert b"".join(fetch(link_of(package), anna).pieces) == content
    entries = AuditEntry.objects.filter(action="package_fetched")
    assert [entry.subject for entry in entries] == [anna.pseudonym] * 2


def test_each_fetch_is_told_by_mail(
    anna: Any, prepared: Any, django_capture_on_commit_callbacks: Any
) -> None:
    package = prepared(anna)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        b"".join(fetch(link_of(package), anna).pieces)
    assert [message.to for message in mail.outbox] == [["anna@example.com"]]


def test_a_fetch_that_breaks_off_can_be_begun_anew(anna: Any, prepared: Any) -> None:
    link = link_of(prepared(anna))
    fetched = fetch(link, anna)
    next(fetched.pieces)
    with pytest.raises(NotThere):
        find(link, anna)
    fetched.pieces.close()  # type: ignore[attr-defined]
    assert len(b"".join(fetch(link, anna).pieces)) == fetched.size


def test_what_is_not_ready_or_lost_is_not_there(anna: Any, prepared: Any, folder: Any) -> None:
    package = prepared(anna)
    link = link_of(package)
    for state in (PackageState.WAITING, PackageState.WORKING, PackageState.FAILED):
        PreparedPackage.objects.update(state=state)
        with pytest.raises(NotThere):
            fetch(link, anna)
    PreparedPackage.objects.update(state=PackageState.READY)
    (folder / package.file.name).unlink()
    with pytest.raises(NotThere):
        fetch(link, anna)
    found = package_of(anna)
    assert found is not None
    assert found.state == PackageState.FAILED


def test_another_persons_an_altered_and_an_expired_link(anna: Any, prepared: Any) -> None:
    erik = person("erik@example.com")
    package = prepared(anna)
    link = link_of(package)
    for bad, whom in ((link, erik), (link, None), (f"{link}x", anna), ("", anna), ("x", None)):
        with pytest.raises(NotThere):
            fetch(bad, whom)
    PreparedPackage.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    with pytest.raises(NotThere):
        fetch(link, anna)
    assert package_of(anna) is None


def test_clearing_frees_the_space_of_what_has_expired(
    anna: Any, prepared: Any, folder: Any
) -> None:
    erik = person("erik@example.com")
    prepared(anna)
    kept = prepared(erik)
    assert clear() == 0
    PreparedPackage.objects.exclude(pk=kept.pk).update(
        expires_at=timezone.now() - dt.timedelta(seconds=1)
    )
    assert clear() == 1
    assert [path.name for path in folder.iterdir()] == [kept.file.name]


def test_an_account_that_is_deleted_by_hand_leaves_no_package(
    anna: Any, prepared: Any, folder: Any
) -> None:
    link = link_of(prepared(anna))
    anna.user.delete()
    with pytest.raises(NotThere):
        fetch(link)
    assert clear() == 1
    assert list(folder.iterdir()) == []


def test_erasure_takes_the_package_along(anna: Any, prepared: Any, folder: Any) -> None:
    erik = person("erik@example.com")
    member(erik)
    link = link_of(prepared(anna))
    kept = prepared(erik)
    run = request_erasure(anna, actor=Actor.person(anna.pseudonym), language="en")
    assert "privacy_center.preparedpackage" in {step.source for step in run.steps.all()}
    for whom in (anna, None):
        with pytest.raises(NotThere):
            fetch(link, whom)
    assert [path.name for path in folder.iterdir()] == [kept.file.name]
    assert find(link_of(kept), erik) == kept


def test_the_guests_page_shows_by_get_and_fetches_by_post(
    client: Any, prepared: Any, folder: Any
) -> None:
    EventSignup.objects.create(email="guest@example.com", event="Picnic")
    package = prepared(subject_of_email("guest@example.com"))
    address = reverse("privacy_guest:package", args=[link_of(package)])
    shown = client.get(address)
    assert shown.status_code == 200
    assert "guest@example.com" not in shown.content.decode()
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in shown.headers["Cache-Control"]
    answer = client.post(address)
    assert answer.getvalue() == (folder / package.file.name).read_bytes()
    gone, never = client.post(address), client.post(address[:-3] + "xx/")
    assert (gone.status_code, never.status_code) == (404, 404)
    assert client.get(address).status_code == 404
