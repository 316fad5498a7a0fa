from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from privacy_center.checks import check_attachment_storage
from privacy_center.rectification import propose
from privacy_center.rectification.attachments import LARGEST, checked, media_type
from tests.testapp.factories import member, person

PDF = b"%PDF-1.7 something"


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (PDF, ".pdf", "application/pdf"),
        (b"\xff\xd8\xff\xe0 photo", ".jpg", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n photo", ".png", "image/png"),
    ],
)
def test_a_file_is_known_by_what_it_holds(content, suffix, kind):
    file = checked(SimpleUploadedFile("Anna Ek passport.exe", content))
    assert file.name == f"attachment{suffix}"
    assert file.read() == content
    assert media_type(file.name) == kind


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ", PDF + b"x" * LARGEST])
def test_what_is_no_such_file_or_too_large_is_refused(content):
    with pytest.raises(ValidationError):
        checked(SimpleUploadedFile("certificate.pdf", content))


@pytest.mark.django_db
def test_it_is_stored_under_a_name_that_says_nothing_and_no_address_leads_there():
    anna = person("anna@example.com")
    file = SimpleUploadedFile("Anna Ek.pdf", PDF)
    mine = member(anna)
    proposal = propose(
        anna, "testapp.member", mine.pk, "name", "Anna Alm", attachment=file, actor=None
    )
    proposal.refresh_from_db()
    assert "Anna" not in proposal.attachment.name
    stored = Path(proposal.attachment.path)
    assert stored.read_bytes() == PDF
    assert not stored.is_relative_to(settings.MEDIA_ROOT)
    assert stored.parent.parent == Path(settings.MEDIA_ROOT).parent / "private"
    assert (stored.stat().st_mode & 0o777, stored.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    with pytest.raises(ValueError, match="not accessible"):
        _url = proposal.attachment.url


@pytest.mark.django_db
def test_a_file_that_is_refused_leaves_no_proposal():
    anna = person("anna@example.com")
    mine = member(anna)
    with pytest.raises(ValidationError) as raised:
        propose(
            anna,
            "testapp.member",
            mine.pk,
            "name",
            "Anna Alm",
            attachment=SimpleUploadedFile("x.pdf", b"no"),
            actor=None,
        )
    assert set(raised.value.error_dict) == {"attachment"}


def test_a_place_that_anybody_can_fetch_from_is_refused():
    assert check_attachment_storage() == []
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "privacy_center": disk}):
        (message,) = check_attachment_storage()
    assert message.id == "privacy_center.E041"
    assert "proposal" in message.msg
