"""Correcting one record (Art. 16)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ..access import record_of
from ..access.items import FieldItem, RecordItem
from ..rectification import NotYours, Way, WrongWay
from ..requests import PrivacyRequest
from ..requests.correcting import (
    request_correction,
    request_note,
    request_review,
    withdraw_review,
)
from ..sources import PersonalData, registry
from .forms import AtOnceForm, NoteForm, ReviewForm
from .mails import confirm
from .page import PersonalPage
from .record_keys import read_key


@dataclass(frozen=True)
class Correctable:
    """A field with the form to correct it; ``wrong`` where it was filled in and did not hold."""

    field: FieldItem
    form: forms.Form
    wrong: bool


class RecordPage(PersonalPage):
    """What the record says, and a form for each way in which a value is corrected."""

    template_name = "privacy_center/portal/record.html"

    @cached_property
    def item(self) -> RecordItem:
        """The record; one that is not the person's is not found."""
        key = read_key(self.kwargs["key"])
        found = record_of(self.subject, self.kwargs["source"], key or "", self.language)
        if found is None:
            raise Http404
        return found

    @cached_property
    def source(self) -> PersonalData:
        """The declaration of the record's model."""
        source = registry.get(self.item.source)
        if source is None:
            raise Http404
        return source

    @cached_property
    def record(self) -> Any:
        """The row behind the record."""
        return self.source.rows().get(pk=self.item.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record and its forms; ``wrong`` is the one that was filled in wrongly."""
        wrong: forms.Form | None = kwargs.pop("wrong", None)
        at_once = wrong if isinstance(wrong, AtOnceForm) else self._at_once(None)
        return super().get_context_data(
            item=self.item,
            at_once=at_once if at_once.fields else None,
            reviews=self._forms(Way.REVIEW, wrong),
            locked=self._forms(Way.NOTE, wrong),
            wrong=wrong,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out one correction; nothing is stored where it does not hold."""
        action, field = request.POST.get("action", ""), request.POST.get("field", "")
        if action == "withdraw":
            return self._withdraw(request.POST.get("proposal", ""))
        form = self._posted(action, field)
        if form is None:
            return HttpResponseBadRequest()
        if form.is_valid():
            try:
                self._carry_out(form)
            except ValidationError as error:
                _add(form, error)
            except NotYours:
                raise Http404 from None
            except WrongWay:
                messages.error(request, _("This has changed meanwhile. Look again."))
        if form.errors:
            return self.show(400, wrong=form)
        return redirect(request.path)

    def _posted(self, action: str, field: str) -> forms.Form | None:
        data = self.request.POST
        if action == "correct" and self._names(Way.NOW):
            return self._at_once(data)
        if action == "propose" and field in self._names(Way.REVIEW):
            return ReviewForm(self.source, self.record, field, data)
        if action == "note" and field in self._names(Way.NOTE):
            return NoteForm(field, data)
        return None

    def _carry_out(self, form: forms.Form) -> None:
        given = form.cleaned_data
        about = (self.subject, self.source, self.item.pk)
        common: dict[str, Any] = {"actor": self.actor, "language": self.language}
        if isinstance(form, AtOnceForm):
            self._tell(request_correction(*about, given, **common))
        elif isinstance(form, ReviewForm):
            name, reason = form.field_name, given["reason"]
            asked = request_review(*about, name, given["value"], reason=reason, **common)
            self._acknowledge(asked)
            messages.success(
                self.request,
                _("Thank you. We look at it, and you have our answer within a month."),
            )
        elif isinstance(form, NoteForm):
            request_note(*about, form.field_name, given["text"], **common)
            messages.success(self.request, _("Your correction now stands beside the record."))

    def _tell(self, changed: tuple[str, ...]) -> None:
        if not changed:
            messages.info(self.request, _("Nothing was changed: it says so already."))
            return
        fields = ", ".join(changed)
        messages.success(self.request, _("Corrected: %(fields)s.") % {"fields": fields})
        told = {"fields": list(changed)}
        confirm(self.request, self.subject, "data_rectified", told, link=("data_url", "data"))

    def _acknowledge(self, asked: PrivacyRequest) -> None:
        told = {
            "kind": asked.get_kind_display(),
            "received_on": timezone.localdate(asked.received_at),
            "due_on": asked.due_on,
        }
        link = ("requests_url", "requests")
        confirm(self.request, self.subject, "request_received", told, link=link)

    def _withdraw(self, proposal: str) -> HttpResponse:
        if not (proposal.isascii() and proposal.isdecimal() and len(proposal) < 19):
            return HttpResponseBadRequest()
        if withdraw_review(self.subject, int(proposal), actor=self.actor):
            messages.success(self.request, _("You took the proposal back."))
        return redirect(self.request.path)

    def _at_once(self, data: Any) -> AtOnceForm:
        return AtOnceForm(self.source, self.record, self._names(Way.NOW), data)

    def _names(self, way: Way) -> list[str]:
        return [field.name for field in self.item.fields if field.way is way]

    def _forms(self, way: Way, wrong: forms.Form | None) -> list[Correctable]:
        rows = []
        for field in self.item.fields:
            if field.way is not way or (way is Way.NOTE and not field.value):
                continue
            if wrong is not None and getattr(wrong, "field_name", None) == field.name:
                rows.append(Correctable(field, wrong, wrong=True))
            elif way is Way.REVIEW:
                form = ReviewForm(self.source, self.record, field.name)
                rows.append(Correctable(field, form, wrong=False))
            else:
                rows.append(Correctable(field, NoteForm(field.name), wrong=False))
        return rows


def _add(form: forms.Form, error: ValidationError) -> None:
    """Put the model's own complaints beside the fields of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else next(iter(form.fields)), errors)
