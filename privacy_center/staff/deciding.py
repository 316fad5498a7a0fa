"""The officer's page for one erasure: what waits, why, and the word that ends the waiting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..audit import Actor
from ..erasure import AlreadyRunning, resume
from ..erasure.deciding import CannotDecide, Changed, keep, let_go, reviews
from ..erasure.fates import RunStatus
from ..erasure.models import ErasureRun
from ..erasure.standing import is_for_officer
from ..erasure.told import told_steps
from ..erasure.tracing import accept, redact, shown
from .decision_forms import DecisionForm, TraceForm
from .officers import OfficersOnly
from .permissions import APP, DECIDE_ERASURE

PERMISSION = f"{APP}.{DECIDE_ERASURE}"

#: How many records of a step the page names.
MOST = 25


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class DecideView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET shows the plan and the records that wait; POST decides on one step, or on one trace."""

    template_name = "privacy_center/staff/decide.html"
    page_title = _("Decide")
    header_icon = "bin"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the run."""
        super().setup(request, *args, **kwargs)
        self.run = get_object_or_404(ErasureRun, pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """The reference, which says nothing about anybody."""
        return self.run.reference

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("privacy_erasures:index"), "label": _("Erasures")},
            {"url": _shown(self.run), "label": self.run.reference},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context: the plan as the person sees it, and a form for each thing that waits."""
        bound = kwargs.pop("bound", None)
        return super().get_context_data(
            run=self.run,
            steps=told_steps(self.run),
            asked=self.run.requests.order_by("pk").last(),
            reviews=self._reviews(bound),
            traces=self._traces(bound),
            most=MOST,
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Decide, and carry out at once what was decided."""
        kind = TraceForm if "model" in request.POST else DecisionForm
        form = kind(request.POST)
        try:
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(bound=form))
            _decide(self.run, form, request.user)
        except (CannotDecide, Changed) as refused:
            form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data(bound=form))
        except ValueError:
            messages.error(request, _("This erasure is closed."))
            return redirect(_shown(self.run))
        return _carry_on(request, self.run)

    def _reviews(self, bound: Any) -> list[dict[str, Any]]:
        if not self.run.identifiers:
            return []
        return [
            {
                "review": review,
                "step": review.step,
                "records": list(review.labels(MOST)),
                "form": (
                    bound
                    if isinstance(bound, DecisionForm) and bound["step"].value() == review.key
                    else DecisionForm(
                        initial={"step": review.key, "shown": review.shown},
                        auto_id=f"id_{number}_%s",
                    )
                ).offering(compelling=review.compelling),
            }
            for number, review in enumerate(reviews(self.run))
        ]

    def _traces(self, bound: Any) -> list[dict[str, Any]]:
        if not self.run.identifiers:
            return []
        places = [
            found for found in self.run.residue if is_for_officer(found["model"], found["state"])
        ]
        return [
            {
                "place": place,
                "rows": list(shown(self.run, place["model"], place["field"], MOST)),
                "form": bound
                if isinstance(bound, TraceForm)
                and (bound["model"].value(), bound["field"].value())
                == (place["model"], place["field"])
                else TraceForm(
                    initial={"model": place["model"], "field": place["field"]},
                    auto_id=f"id_trace{number}_%s",
                ),
            }
            for number, place in enumerate(places)
        ]


@method_decorator(transaction.non_atomic_requests, name="dispatch")
class RetryView(OfficersOnly, View):
    """POST takes up a run that stopped, without waiting for the sweeper."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Carry it on, and show it."""
        run = get_object_or_404(ErasureRun, pk=pk)
        if not run.identifiers:
            messages.error(request, _("This erasure is closed."))
            return redirect(_shown(run))
        return _carry_on(request, run)


def _decide(run: ErasureRun, form: Any, officer: Any) -> None:
    given = form.cleaned_data
    if isinstance(form, TraceForm):
        if given["decision"] == TraceForm.REDACT:
            redact(run, given["model"], given["field"], officer=officer)
        else:
            accept(run, given["model"], given["field"], reason=given["reason"], officer=officer)
    elif given["decision"] == DecisionForm.ERASE:
        let_go(run, given["step"], shown=given["shown"], reason=given["reason"], officer=officer)
    else:
        keep(
            run,
            given["step"],
            shown=given["shown"],
            ground=given["decision"],
            reason=given["reason"],
            review_on=given["review_on"],
            officer=officer,
        )


def _carry_on(request: HttpRequest, run: ErasureRun) -> HttpResponse:
    """Take the run up, say how it stands, and lead to what still waits."""
    try:
        run = resume(run, actor=Actor.staff(request.user))
    except AlreadyRunning:
        messages.warning(
            request, _("It is being carried out right now. What you decided is taken up next.")
        )
        return redirect(_shown(run))
    if run.closed_at:
        messages.success(request, _("Done. The person has the receipt."))
    elif run.status in (RunStatus.PARTIAL, RunStatus.FAILED):
        messages.error(request, _("Not all of it went as it should. It is tried again."))
    else:
        messages.success(request, _("Noted. Something else waits still."))
        return redirect(reverse("privacy_erasures:decide", args=[run.pk]))
    return redirect(_shown(run))


def _shown(run: ErasureRun) -> str:
    return reverse("privacy_erasures:inspect", args=[run.pk])
