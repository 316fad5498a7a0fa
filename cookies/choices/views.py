"""The choices as a page that works without a script, and the request that stores them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from .. import choice as choices
from ..choice import Choice
from ..declarations.snapshot import Declarations, GroupRow, declarations
from .cleaning import remove_refused
from .links import choices_url, language_urls, policy_url, way_back
from .origin import same_origin


class BadDecision(ValueError):
    """The posted decision is none that this site offers."""


# Pages are shared by caches and carry no token, so the origin of the request is checked instead.
@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(cache_control(no_store=True, private=True), name="dispatch")
class ChoicesView(View):
    """GET shows the groups and the current choice; POST decides.

    POST takes ``decision`` (``accept-all``, ``refuse-all``, ``accept``, ``refuse`` or ``choose``)
    and ``group``, once for each group: those to accept or refuse; with ``choose``, those to accept
    while all others are refused. It answers 204 to a script that accepts JSON, else it redirects
    to ``next``, if that is a page of this site, or to the choices. 400 for an unknown decision or
    group, 403 for a request from elsewhere.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Speak the language that the address names, if the site has it."""
        language = request.POST.get("lang") or request.GET.get("lang") or ""
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the choices."""
        return self._page(request, saved="saved" in request.GET)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store a decision."""
        if not same_origin(request):
            error = _("Your choice was not saved: the request did not come from this site.")
            return self._page(request, error=error, status=403)
        declared = declarations()
        try:
            choice = _decide(request, declared)
        except BadDecision:
            error = _("Your choice was not saved: this site has no such choice. Please try again.")
            return self._page(request, error=error, status=400)
        response = (
            HttpResponse(status=204)
            if request.get_preferred_type(["text/html", "application/json"]) == "application/json"
            else HttpResponseRedirect(way_back(request) or choices_url(saved="1"))
        )
        choices.store(response, choice, secure=request.is_secure())
        remove_refused(request, response, choice, declared.optional)
        return response

    def _page(
        self, request: HttpRequest, *, saved: bool = False, error: str = "", status: int = 200
    ) -> HttpResponse:
        declared = declarations()
        choice = choices.of_request(request).only(declared.optional)
        context = {
            "groups": [(group, choice.accepts(group)) for group in declared.optional],
            "required": declared.required,
            "choice": choice,
            "saved": saved and choice.decisions,
            "error": error,
            "next": way_back(request),
            "language_urls": language_urls(),
            "policy_url": policy_url(request),
        }
        return render(request, "cookies/choices.html", context, status=status)


def _decide(request: HttpRequest, declared: Declarations) -> Choice:
    optional = declared.optional
    named = request.POST.getlist("group")
    if unknown := set(named) - {group.varname for group in optional}:
        raise BadDecision(unknown)
    chosen = [group for group in optional if group.varname in named]
    others = [group for group in optional if group.varname not in named]
    nothing: list[GroupRow] = []
    offered = {
        "accept-all": (optional, nothing),
        "refuse-all": (nothing, optional),
        "accept": (chosen, nothing),
        "refuse": (nothing, chosen),
        "choose": (chosen, others),
    }
    try:
        yes, no = offered[request.POST.get("decision", "")]
    except KeyError as error:
        raise BadDecision from error
    before = choices.of_request(request).only(optional)
    return before.decide(yes, accepted=True).decide(no, accepted=False)
