"""Submissions of Wagtail's form pages: the person stands inside the JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormSubmission
from wagtail.models import Page

from ...days import day_of
from ...ledger.pseudonyms import fold_email
from ..base import PersonalData
from ..mentions import is_address, mentioning
from ..named_files import NamedFile
from ..registry import register
from ..submissions import activities_of_pages
from ..submitted_files import submitted_files

if TYPE_CHECKING:
    from privacy_center.subjects import Subject


@register(FormSubmission)
class FormSubmissionData(PersonalData):
    """What somebody sent by a form, found by the form's own e-mail fields.

    A form page's class says why and how long its submissions are held by
    ``privacy_activity = "slug"``; an editor may say it for one page, where the class has
    ``privacy_center.formpages.SubmissionActivityMixin``; without both they are customer service. A
    site with a submission model of its own registers a subclass for it.
    """

    subject = ()
    title = _("Forms you have sent")
    retained_from = "submit_time"
    fields = {"form_data": "free-text"}
    not_identifying = ("page", "submit_time")
    #: The activity of pages that name none.
    default_activity = "customer-service"

    def activity(self) -> dict[str, Q]:
        """What the editor has chosen on the page, or its class names."""
        return activities_of_pages(self.default_activity)

    def find(self, subject: Subject) -> QuerySet[Any]:
        """The submissions whose first filled e-mail field is one of the person's addresses."""
        if not subject.emails:
            return self.rows().none()
        candidates = mentioning(self.rows(), ["form_data"], subject.emails)
        mine = set(subject.emails)
        keys = [key for key, owner in self.people(candidates) if owner in mine]
        return self.rows().filter(pk__in=keys)

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Pairs of key and the address, folded, that the submission gives as its sender's."""
        fields: dict[Any, Form] = {}
        rows = queryset.values_list("pk", "page_id", "form_data")
        for key, page, data in rows.iterator(chunk_size=1000):
            if page not in fields:
                fields[page] = Form.of(page)
            yield key, fields[page].sender(data if isinstance(data, dict) else {})

    def files(self, records: Iterable[Any]) -> Iterable[tuple[Any, NamedFile]]:
        """What was sent with the form, where the answers name it by number or by path."""
        return submitted_files(records)

    def label(self, record: Any) -> str:
        """The day it came in."""
        day = date_format(day_of(record.submit_time))
        return str(_("Form sent on %(day)s") % {"day": day})


class Form:
    """The fields of one form page: which are for addresses, and which are there at all."""

    def __init__(self, emails: list[str], known: set[str]) -> None:
        self.emails = emails
        self.known = known

    @classmethod
    def of(cls, key: Any) -> Form:
        """The form of the page with ``key`` as it is today."""
        page = Page.objects.filter(pk=key).specific().first()
        fields = list(page.get_form_fields()) if hasattr(page, "get_form_fields") else []
        emails = [field.clean_name for field in fields if field.field_type == "email"]
        return cls(emails, {field.clean_name for field in fields})

    def sender(self, data: dict[str, Any]) -> str | None:
        """The first address in the form's e-mail fields, folded.

        A form that was changed leaves answers under names it no longer has: an address there is
        the sender's too.
        """
        earlier = [name for name in data if name not in self.known]
        for name in (*self.emails, *earlier):
            value = data.get(name)
            if isinstance(value, str) and is_address(value.strip()):
                return fold_email(value)
        return None
