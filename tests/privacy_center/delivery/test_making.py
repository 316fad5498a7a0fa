"""A package is offered when it is whole, and a failure leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import io
import zipfile
from typing import Any
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone

from privacy_center.access.selection import Selection
from privacy_center.audit import Actor
from privacy_center.delivery import PackageState, PreparedPackage, forget, make, prepare, take_up
from privacy_center.delivery.storage import PrivateStorage
from privacy_center.erasure.lease import AlreadyRunning
from privacy_center.requests import State, requests_of
from privacy_center.sources import registry
from tests.testapp.factories import member, person
from tests.testapp.models import EventSignup, Member
from tests.testapp.privacy import MemberData

pytestmark = pytest.mark.django_db

FULL: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


class FullDisk(PrivateStorage):
    """Half of a file fits."""

    def _save(self, name: str, content: Any) -> str:
        super()._save(name, ContentFile(content.read(100)))
        raise OSError(errno.ENOSPC, "No space left on device")


class Liar(PrivateStorage):
    """Loses the end of a file, and says nothing."""

    def _save(self, name: str, content: Any) -> str:
        return super()._save(name, ContentFile(content.read(100)))


def on(storage: type[PrivateStorage], folder: Any) -> Any:
    backend = f"{__name__}.{storage.__name__}"
    return override_settings(
        STORAGES={**FULL, "packages": {"BACKEND": backend, "OPTIONS": {"location": folder}}},
        PRIVACY_CENTER={"PACKAGE_STORAGE": "packages"},
    )


def files(folder: Any) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def later(**changes: Any) -> None:
    PreparedPackage.objects.update(lease_until=None, retry_at=None, **changes)


def test_it_is_whole_private_and_told(anna: Any, prepared: Any, folder: Any) -> None:
    member(anna, name="Anna Ek")
    member(person("erik@example.com"), name="Erik Canary")
    package = prepared(anna)
    assert package.state == PackageState.READY
    path = folder / package.file.name
    content = path.read_bytes()
    assert (len(content), hashlib.sha256(content).hexdigest()) == (package.size, package.sha256)
    assert path.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        everything = b"".join(map(archive.read, archive.namelist()))
    assert b"Anna Ek" in everything
    assert b"Canary" not in everything
    assert package.expires_at - package.ready_at == dt.timedelta(days=7)
    assert package.done == package.records > 0
    assert requests_of(anna).get().state == State.COMPLETED
    (told,) = mail.outbox
    assert told.to == ["anna@example.com"]
    assert "/download/" in told.body
    assert "Anna" not in package.file.name


@pytest.mark.parametrize(("storage", "error"), [(FullDisk, "OSError"), (Liar, "NotWhole")])
def test_a_storage_that_fails_keeps_nothing_and_the_next_attempt_succeeds(
    anna: Any, prepared: Any, folder: Any, storage: Any, error: str
) -> None:
    with on(storage, folder):
        package = prepared(anna)
        assert (package.state, package.error) == (PackageState.WAITING, error)
        assert package.retry_at > timezone.now()
        assert not package.file
        assert files(folder) == []
        assert list(take_up()) == []
    assert not mail.outbox
    later()
    assert [one.state for one in take_up()] == [PackageState.READY]
    assert len(files(folder)) == 1


def test_a_full_disk_for_what_is_put_aside_is_no_package_either(
    anna: Any, prepared: Any, folder: Any
) -> None:
    def full(*args: Any, **options: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    with patch("privacy_center.delivery.making.TemporaryFile", full):
        package = prepared(anna)
    assert (package.state, files(folder)) == (PackageState.WAITING, [])


def test_what_fails_again_and_again_is_given_up_and_can_be_asked_for_anew(
    anna: Any, prepared: Any, folder: Any
) -> None:
    with on(FullDisk, folder):
        prepared(anna)
        for _attempt in range(4):
            later()
            list(take_up())
        assert PreparedPackage.objects.get().state == PackageState.FAILED
        later()
        assert list(take_up()) == []
    assert requests_of(anna).get().state == State.IN_PROGRESS
    assert prepared(anna).state == PackageState.READY
    # It answers the request that was still open: nobody has to ask twice.
    assert requests_of(anna).get().state == State.COMPLETED


def test_a_source_that_fails_tells_its_kind_alone(anna: Any, prepared: Any, caplog: Any) -> None:
    class Broken(MemberData):
        def value(self, record: Any, field: str) -> Any:
            raise RuntimeError("anna@example.com")

    member(anna)
    with registry.register_temporarily(Member, Broken):
        assert prepared(anna).error == "RuntimeError"
    assert "anna@example.com" not in caplog.text


def test_one_worker_at_a_time(anna: Any, prepared: Any) -> None:
    package = prepared(anna)
    later(state=PackageState.WAITING)
    package.lease_until = timezone.now() + dt.timedelta(minutes=1)
    package.save(update_fields=["lease_until"])
    with pytest.raises(AlreadyRunning):
        make(package)


def test_asking_again_for_the_same_finds_the_one_that_is_being_made(anna: Any) -> None:
    asked = {"actor": Actor.person(anna.pseudonym), "language": "en"}
    first = prepare(anna, selection=Selection(), **asked)
    assert prepare(anna, selection=Selection(), **asked).pk == first.pk
    assert prepare(anna, selection=Selection(portability=True), **asked).pk != first.pk
    assert PreparedPackage.objects.count() == 1


def test_a_new_package_replaces_the_one_before_and_its_file(
    anna: Any, prepared: Any, folder: Any
) -> None:
    first = prepared(anna)
    second = prepared(anna)
    assert first.pk != second.pk
    assert files(folder) == [second.file.name]


def test_a_person_who_is_erased_while_it_is_made_leaves_no_file(
    anna: Any, prepared: Any, folder: Any
) -> None:
    class Erases(MemberData):
        def value(self, record: Any, field: str) -> Any:
            forget(anna)
            return super().value(record, field)

    member(anna)
    with registry.register_temporarily(Member, Erases), pytest.raises(PreparedPackage.DoesNotExist):
        prepared(anna)
    assert files(folder) == []
    assert not mail.outbox


def test_somebody_without_an_account_gets_a_link_and_no_number(prepared: Any, folder: Any) -> None:
    from privacy_center.subjects import subject_of_email

    class Numbered(registry.get(EventSignup).__class__):  # type: ignore[name-defined,misc]
        fields = {"email": "contact", "event": "identification"}
        not_identifying = ("course", "held_on")

    EventSignup.objects.create(email="guest@example.com", event="19800101-1234")
    with registry.register_temporarily(EventSignup, Numbered):
        package = prepared(subject_of_email("guest@example.com"))
    with zipfile.ZipFile(folder / package.file.name) as archive:
        everything = b"".join(map(archive.read, archive.namelist()))
    assert b"19800101" not in everything
    assert "••••••••-••••".encode() in everything
    assert "guest@example.com" not in str(PreparedPackage.objects.values())
    assert "/package/" in mail.outbox[0].body
