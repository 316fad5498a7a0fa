"""Files that were sent by a form page and stand in the answers by number or by path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from .named_files import NamedFile

#: A method that a form page may have: from a submission to records with ``file``, such as Wagtail
#: documents, or file values such as ``record.cv``.
HOOK = "privacy_files"


def submitted_files(submissions: Iterable[Any]) -> Iterator[tuple[Any, NamedFile]]:
    """Pairs of submission and file. Each page's form is read once.

    The page's own ``privacy_files(submission)`` says which; without it, the answers to the form's
    questions for a file are followed: a number is an image's or a document's, a text is a path in
    the default storage.
    """
    pages: dict[Any, tuple[Any, dict[str, Any]]] = {}
    for submission in submissions:
        if submission.page_id not in pages:
            pages[submission.page_id] = _page(submission.page_id)
        page, questions = pages[submission.page_id]
        found = getattr(page, HOOK)(submission) if hasattr(page, HOOK) else None
        named = _answered(submission, questions) if found is None else map(_given, found)
        yield from ((submission, each) for each in named)


def _page(key: Any) -> tuple[Any, dict[str, Any]]:
    page = Page.objects.filter(pk=key).specific().first()
    if not hasattr(page, "get_form_class"):
        return page, {}
    fields = page.get_form_class().base_fields
    return page, {n: field for n, field in fields.items() if isinstance(field, forms.FileField)}


def _given(held: Any) -> NamedFile:
    if isinstance(held, Model):
        return NamedFile.of_record(held._meta.model_name or "file", held)
    return NamedFile.of_value(held)


def _answered(submission: Any, questions: dict[str, Any]) -> Iterator[NamedFile]:
    for name, question in questions.items():
        answer = submission.form_data.get(name)
        for value in answer if isinstance(answer, list) else [answer]:
            found = _stored(name, question, value)
            if found is not None:
                yield found


def _stored(name: str, question: Any, value: Any) -> NamedFile | None:
    if isinstance(value, int) or (isinstance(value, str) and value.isdigit()):
        is_image = isinstance(question, forms.ImageField)
        model = get_image_model() if is_image else get_document_model()
        record = model._base_manager.filter(pk=value).first()
        return NamedFile.of_record(name, record) if record else None
    if not isinstance(value, str) or not value:
        return None
    path = value.removeprefix(str(getattr(default_storage, "base_url", "") or ""))
    try:
        exists = default_storage.exists(path)
    except SuspiciousFileOperation:  # it leads out of the storage: no upload of this site
        return None
    return NamedFile(name, default_storage, path) if exists else None
