"""Corrections that wait for the officer: the list, the decision, and whom to tell afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..audit import Actor, record
from ..rectification import CannotDecide, Difference, mark_told, notices_waiting
from ..rectification.attachments import media_type
from ..rectification.models import CorrectionProposal, ProposalState, RecipientNotice
from ..requests.correcting import accept_review, refuse_review
from ..sources import registry
from .decision_forms import CorrectionForm
from .officers import OfficersOnly
from .permissions import APP, DECIDE_CORRECTION

PERMISSION = f"{APP}.{DECIDE_CORRECTION}"

#: How many of each the page lists; the rest follow as these are done.
MOST = 50


class CorrectionsView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET lists what waits, the earliest first; POST notes that a recipient has been told."""

    permission_required = PERMISSION
    template_name = "privacy_center/staff/corrections.html"
    page_title = _("Corrections")
    header_icon = "edit"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: proposals by the day their answer is due, and recipients to tell."""
        waiting = waiting_proposals()
        notices = notices_waiting().select_related("recipient")
        return super().get_context_data(
            proposals=[_row(proposal) for proposal in waiting[:MOST]],
            count=waiting.count(),
            notices=[_notice(notice) for notice in notices[:MOST]],
            notices_count=notices.count(),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Note that the recipient was told."""
        key = request.POST.get("told", "")
        known = key.isascii() and key.isdecimal() and len(key) < 19
        notice = get_object_or_404(RecipientNotice, pk=int(key) if known else 0)
        if mark_told(notice, officer=request.user):
            messages.success(
                request, _("Noted: %(who)s has been told.") % {"who": notice.recipient}
            )
        return redirect("privacy_corrections:index")


class CorrectionView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET shows the difference, the reason and the attachment; POST accepts or refuses."""

    permission_required = PERMISSION
    template_name = "privacy_center/staff/correction.html"
    page_title = _("Decide on a correction")
    header_icon = "edit"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the proposal."""
        super().setup(request, *args, **kwargs)
        self.proposal = get_object_or_404(CorrectionProposal, pk=kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("privacy_corrections:index"), "label": _("Corrections")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: what it says, what it would say, and the form while it waits."""
        difference = Difference(self.proposal)
        form = kwargs.pop("form", None) or CorrectionForm(initial={"shown": difference.shown})
        return super().get_context_data(
            difference=difference,
            proposal=self.proposal,
            asked=self.proposal.requests.order_by("pk").last(),
            form=form if self.proposal.is_pending else None,
            gone=difference.subject is None or not difference.way,
            **kwargs,
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; the look is on the trail."""
        _note_look(request, self.proposal, "proposal")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide, and lead back to what else waits."""
        form = CorrectionForm(request.POST)
        if form.is_valid():
            try:
                self._decide(form)
            except CannotDecide as error:
                form.add_error(None, str(error))
            except ValidationError as error:
                for words in error.messages:
                    form.add_error(None, words)
            else:
                return redirect("privacy_corrections:index")
        self.proposal.refresh_from_db()
        return self.render_to_response(self.get_context_data(form=form))

    def _decide(self, form: CorrectionForm) -> None:
        given, officer = form.cleaned_data, self.request.user
        if given["decision"] == CorrectionForm.ACCEPT:
            accept_review(
                self.proposal, shown=given["shown"], answer=given["reason"], officer=officer
            )
            messages.success(self.request, _("Corrected. The person has been told."))
        else:
            refuse_review(self.proposal, answer=given["reason"], officer=officer)
            messages.success(self.request, _("Refused. The person has the reason."))


class AttachmentView(OfficersOnly, View):
    """The file that came with a proposal. Saved, never opened on the site's own pages."""

    permission_required = PERMISSION
    http_method_names = ("get",)

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        """Hand it over; the look is on the trail."""
        proposal = get_object_or_404(CorrectionProposal.objects.exclude(attachment=""), pk=pk)
        _note_look(request, proposal, "attachment")
        name = str(proposal.attachment.name)
        suffix = name.rpartition(".")[2]
        response = FileResponse(
            proposal.attachment.open("rb"),
            as_attachment=True,
            filename=f"{_('attachment')}-{proposal.pk}.{suffix}",
            content_type=media_type(name),
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response


def waiting_proposals() -> Any:
    """Proposals that nobody has decided on, the earliest first."""
    rows = CorrectionProposal.objects.filter(state=ProposalState.PENDING)
    return rows.prefetch_related("requests").order_by("created_at", "pk")


def _row(proposal: CorrectionProposal) -> dict[str, Any]:
    """A line of the list. It says which field, and never what anybody wrote."""
    asked = next(iter(proposal.requests.all()), None)
    return {"proposal": proposal, "asked": asked, **_place(proposal.source, [proposal.field])}


def _notice(notice: RecipientNotice) -> dict[str, Any]:
    return {"notice": notice, **_place(notice.source, notice.fields)}


def _place(name: str, fields: list[str]) -> dict[str, str]:
    source = registry.get(name)
    if source is None:
        return {"source": name, "fields": ", ".join(fields)}
    return {
        "source": str(source.title),
        "fields": ", ".join(source.field_label(field) for field in fields),
    }


def _note_look(request: HttpRequest, proposal: CorrectionProposal, what: str) -> None:
    record(
        "person_viewed",
        actor=Actor.staff(request.user),
        subject=proposal.subject,
        reason="correction",
        page=what,
        proposal=proposal.pk,
    )
