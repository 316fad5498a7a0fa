import io
import zipfile

import pytest
from django import forms
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.contrib.forms.models import FormSubmission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from home.forms.contact import ContactFormBuilder
from home.models import ContactFormField, ContactPage
from privacy_center.access.package import write_package
from privacy_center.audit import Actor
from privacy_center.erasure import erase
from privacy_center.subjects import Subject
from tests.privacy_center.policy.factories import make_activity

from .builtin.makers import contact_page, page

pytestmark = pytest.mark.django_db
ANNA = Subject.of(None, ["anna@example.com"])


@pytest.fixture(autouse=True)
def _form(db, monkeypatch):
    make_activity("customer-service")
    for kind, field in (("file", forms.FileField), ("image", forms.ImageField)):
        monkeypatch.setattr(
            ContactFormBuilder,
            f"create_{kind}_field",
            lambda self, question, options, field=field: field(**options),
            raising=False,
        )


def form_page():
    made = contact_page()
    for kind in ("file", "image"):
        ContactFormField.objects.create(page=made, label=f"Your {kind}", field_type=kind)
    return made


def sent(where, email="anna@example.com", **answers):
    return FormSubmission.objects.create(page=where, form_data={"din_e_post": email, **answers})


def document(words):
    file = ContentFile(words.encode(), name="cv.txt")
    return get_document_model().objects.create(title="CV", file=file)


def files_of(subject):
    written = b"".join(write_package(subject, actor=Actor.command(), language="en"))
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        names = [name for name in archive.namelist() if name.startswith("files/")]
        return {name: archive.read(name) for name in names}


def test_numbers_and_paths_are_followed_exported_and_removed(django_capture_on_commit_callbacks):
    where = form_page()
    mine, theirs = document("anna's"), document("erik's")
    picture = get_image_model().objects.create(title="Me", file=get_test_image_file())
    path = default_storage.save("uploads/letter.txt", ContentFile(b"letter"))
    submission = sent(where, your_file=mine.pk, your_image=str(picture.pk))
    by_path = sent(where, your_file=path, your_image="")
    sent(where, "erik@example.com", your_file=theirs.pk)

    folder = "files/wagtailforms.formsubmission"
    found = files_of(ANNA)
    assert found[f"{folder}/{submission.pk}/your_file/{mine.filename}"] == b"anna's"
    assert found[f"{folder}/{by_path.pk}/your_file/letter.txt"] == b"letter"
    assert f"{folder}/{submission.pk}/your_image/{picture.filename}" in found
    assert len(found) == 3

    with django_capture_on_commit_callbacks(execute=True):
        assert erase(ANNA, actor=Actor.command(), language="en").status == "complete"
    assert not any(default_storage.exists(f) for f in (mine.file.name, picture.file.name, path))
    assert list(get_document_model().objects.all()) == [theirs]
    assert not get_image_model().objects.exists()
    assert default_storage.exists(theirs.file.name)


def test_a_path_out_of_the_storage_or_to_nothing_is_no_file():
    where = form_page()
    for value in ("../../etc/passwd", "/etc/passwd", "gone.txt", "", None, 4711, "4711", []):
        sent(where, your_file=value)
    assert files_of(ANNA) == {}


def test_what_a_page_shows_meanwhile_stays():
    where, held = form_page(), document("on show")
    sent(where, your_file=held.pk)
    shown = page(body=[("text", f'<p><a linktype="document" id="{held.pk}">CV</a></p>')])
    ReferenceIndex.create_or_update_for_object(shown)
    erase(ANNA, actor=Actor.command(), language="en")
    assert default_storage.exists(held.file.name)
    assert not FormSubmission.objects.exists()


def test_a_page_may_say_itself_which_files_are_the_persons(monkeypatch):
    where, held = form_page(), document("by hook")
    sent(where, cv_number=held.pk)
    assert files_of(ANNA) == {}
    monkeypatch.setattr(
        ContactPage,
        "privacy_files",
        lambda self, record: [get_document_model().objects.get(pk=record.form_data["cv_number"])],
        raising=False,
    )
    assert list(files_of(ANNA).values()) == [b"by hook"]
