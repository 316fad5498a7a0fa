"""What a page does that corrects one record (Art. 16), whoever sits in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from ..access import record_of
from ..access.items import FieldItem, RecordItem
from ..audit import Actor, record
from ..days import day_of
from ..rectification import Copy, NotYours, Way, WrongWay
from ..requests import PrivacyRequest
from ..requests.correcting import (
    correct_copies,
    request_correction,
    request_note,
    request_review,
    withdraw_review,
)
from ..sources import PersonalData, registry
from ..subjects import Subject, address_page
from ..subjects.proving import recently_proved
from .forms import AtOnceForm, NoteForm, ReviewForm
from .mails import confirm
from .proof import to_proof
from .record_keys import read_key


@dataclass(frozen=True)
class Correctable:
    """A field with the form to correct it; ``wrong`` where it was filled in and did not hold."""

    field: FieldItem
    form: forms.Form
    wrong: bool


class Correcting:
    """Mixed into a template view that has ``subject``, ``actor`` and ``language``.

    ``source`` and ``key`` come from the address. Another person's record is not found.
    """

    subject: Subject
    actor: Actor
    language: str
    request: HttpRequest
    kwargs: dict[str, Any]
    #: What the address calls the record's key.
    key_name = "key"

    @property
    def mail_language(self) -> str:
        """In which the person is written to."""
        return self.language

    def say_received(self) -> None:
        """Tell whoever proposed that it has come in."""
        messages.success(
            self.request, _("Thank you. We look at it, and you have our answer within a month.")
        )

    @cached_property
    def item(self) -> RecordItem:
        """The record; one that is not the person's is not found."""
        key = read_key(self.kwargs[self.key_name])
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
        given: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            item=self.item,
            at_once=at_once if at_once.fields else None,
            reviews=self._forms(Way.REVIEW, wrong),
            locked=self._forms(Way.NOTE, wrong),
            addresses=[field for field in self.item.fields if field.way is Way.EMAIL],
            address_page=address_page(),
            wrong=wrong,
            **kwargs,
        )
        return given

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out one correction; nothing is stored where it does not hold."""
        action, field = request.POST.get("action", ""), request.POST.get("field", "")
        if action == "withdraw":
            return self._withdraw(request.POST.get("proposal", ""))
        if action == "reveal":
            return self._reveal(field)
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
            files = self.request.FILES
            return ReviewForm(self.subject, self.source, self.record, field, data, files)
        if action == "note" and field in self._names(Way.NOTE):
            return NoteForm(field, data)
        return None

    def _carry_out(self, form: forms.Form) -> None:
        given = form.cleaned_data
        about = (self.subject, self.source, self.item.pk)
        common: dict[str, Any] = {"actor": self.actor, "language": self.mail_language}
        if isinstance(form, AtOnceForm):
            changed = request_correction(*about, form.changes, **common)
            copies = {name: form.copies(name) for name in form.changes}
            self._tell(changed)
            self._follow(copies, form.changes, common)
        elif isinstance(form, ReviewForm):
            name = form.field_name
            why: dict[str, Any] = {key: given[key] for key in ("reason", "attachment")}
            common |= why
            asked = request_review(*about, name, given["value"], **common)
            self._acknowledge(asked)
            self.say_received()
            self._follow({name: form.copies}, {name: given["value"]}, common)
        elif isinstance(form, NoteForm):
            request_note(*about, form.field_name, given["text"], **common)
            messages.success(self.request, _("Your correction now stands beside the record."))

    def _follow(
        self, copies: dict[str, list[Copy]], values: dict[str, Any], common: dict[str, Any]
    ) -> None:
        """Correct the copies that were ticked, and say what became of them."""
        for name, chosen in copies.items():
            if not chosen:
                continue
            done = correct_copies(self.subject, chosen, values[name], **common)
            if done.corrected:
                words = ngettext(
                    "Corrected in one more place.",
                    "Corrected in %(count)d more places.",
                    done.corrected,
                )
                messages.success(self.request, words % {"count": done.corrected})
            if done.proposed:
                words = ngettext(
                    "Proposed for one more place.",
                    "Proposed for %(count)d more places.",
                    done.proposed,
                )
                messages.success(self.request, words % {"count": done.proposed})
            for place in done.failed:
                messages.warning(self.request, _("Not changed: %(place)s.") % {"place": place})

    def _reveal(self, field: str) -> HttpResponse:
        """Show a masked value once, in this answer alone, to whoever has just proved themselves."""
        if not any(known.name == field and known.masked for known in self.item.fields):
            return HttpResponseBadRequest()
        if not recently_proved(self.request):
            return to_proof(self.request, self.request.path)
        record(
            "data_revealed",
            actor=self.actor,
            subject=self.subject.pseudonym,
            source=self.source.name,
            fields=[field],
        )
        return self.show(
            revealed=field, revealed_value=str(self.source.unmasked(self.record, field))
        )

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page itself as the answer to a form."""
        shown: HttpResponse = self.render_to_response(  # type: ignore[attr-defined]
            self.get_context_data(**context), status=status
        )
        return shown

    def _tell(self, changed: tuple[str, ...]) -> None:
        if not changed:
            messages.info(self.request, _("Nothing was changed: it says so already."))
            return
        fields = ", ".join(changed)
        messages.success(self.request, _("Corrected: %(fields)s.") % {"fields": fields})
        told = {"fields": list(changed)}
        self._mail("data_rectified", told, "data_url", "data")

    def _acknowledge(self, asked: PrivacyRequest) -> None:
        with override(self.mail_language):
            kind = asked.get_kind_display()
        told = {
            "kind": kind,
            "received_on": day_of(asked.received_at),
            "due_on": asked.due_on,
        }
        self._mail("request_received", told, "requests_url", "requests")

    def _mail(self, template: str, told: dict[str, Any], name: str, page: str) -> None:
        language = self.mail_language
        confirm(self.request, self.subject, template, told, link=(name, page), language=language)

    def _withdraw(self, proposal: str) -> HttpResponse:
        if not (proposal.isascii() and proposal.isdecimal() and len(proposal) < 19):
            return HttpResponseBadRequest()
        if withdraw_review(self.subject, int(proposal), actor=self.actor):
            messages.success(self.request, _("You took the proposal back."))
        return redirect(self.request.path)

    def _at_once(self, data: Any) -> AtOnceForm:
        names = self._names(Way.NOW)
        return AtOnceForm(self.subject, self.source, self.record, names, data)

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
                form = ReviewForm(self.subject, self.source, self.record, field.name)
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
