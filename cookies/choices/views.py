"""The choices as a page that works without a script, and the request that stores them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from .. import choice as choices
from ..banner import banner
from ..choice import Choice
from ..declarations.rows import GroupRow
from ..declarations.sites import site_of
from ..declarations.snapshot import declarations, later
from ..receipts.limits import TooMany
from .cleaning import remove_doubles, remove_refused
from .decision import BadDecision, decide, knows_more
from .links import choices_url, language_urls, policy_url, way_back
from .origin import same_origin


class ChoicesView(View):
    """GET shows the groups and the current choice; POST decides.

    POST takes ``decision`` (``accept-all``, ``refuse-all``, ``accept``, ``refuse`` or ``choose``)
    and ``group``, once for each group: those to accept or refuse; with ``choose``, those to accept
    while all others are refused. With ``seen``, the groups and versions that the page showed, all
    of it is about those alone. To a script that accepts JSON it answers with ``receipt`` and with
    ``choice``, as the cookie keeps it, else it redirects to ``next``, if that is a page of this
    site, or to the choices. 400 for an unknown decision or group, 403 for a request from elsewhere,
    429 for more acceptances than anybody makes.
    """

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        """The view. Pages carry no token, for caches share them: the origin is checked instead."""
        return csrf_exempt(super().as_view(**initkwargs))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Speak the language that the address names, if the site has it; no cache may keep it."""
        language = request.POST.get("lang") or request.GET.get("lang") or ""
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            response = super().dispatch(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the choices."""
        return self._page(request, saved="saved" in request.GET)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store a decision."""
        if not same_origin(request):
            error = _("Your choice was not saved: the request did not come from this site.")
            return self._page(request, error=error, status=403)
        declared = declarations()
        if knows_more(request, declared):
            declared = declarations(held=later())
        try:
            choice = decide(request, declared, banner(request))
        except BadDecision:
            error = _("Your choice was not saved: this site has no such choice. Please try again.")
            return self._page(request, error=error, status=400)
        except TooMany:
            error = _("Your choice was not saved: there were too many at once. Please wait a bit.")
            return self._page(request, error=error, status=429)
        value = choices.dump(choice)
        response: HttpResponse = (
            JsonResponse({"receipt": choice.receipt, "choice": value})
            if "application/json" in request.META.get("HTTP_ACCEPT", "")
            else HttpResponseRedirect(way_back(request) or choices_url(saved="1"))
        )
        choices.store(response, value, secure=request.is_secure())
        remove_doubles(request, response)
        remove_refused(request, response, choice, declared.groups)
        return response

    def _page(
        self, request: HttpRequest, *, saved: bool = False, error: str = "", status: int = 200
    ) -> HttpResponse:
        declared = declarations(site=site_of(request))
        choice = choices.of_request(request).only(declared.optional)
        gpc = choices.sends_gpc(request)
        context = {
            "groups": [
                (group, _shown_as(choice, group, gpc), gpc and group.marketing)
                for group in declared.optional
            ],
            "required": declared.required,
            "shown": banner(request),
            "choice": choice,
            "saved": saved and choice.decisions,
            "error": error,
            "next": way_back(request),
            "language_urls": language_urls(),
            "policy_url": policy_url(request),
        }
        return render(request, "cookies/choices.html", context, status=status)


def _shown_as(choice: Choice, group: GroupRow, gpc: bool) -> bool | None:
    """What the visitor has decided; nothing where only Global Privacy Control speaks against it."""
    decided = choice.accepts(group)
    return None if decided and not choice.accepts(group, gpc=gpc) else decided


class DetailsView(View):
    """The banner's second layer: the same for everybody, and so kept by caches.

    Its address carries the banner's version, so that another wording has another address.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer with the markup of the dialog."""
        language = request.GET.get("lang", "")
        if language not in dict(settings.LANGUAGES):
            language = translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            shown = banner(request)
        response = HttpResponse(shown.details)
        is_this = request.GET.get("v") == shown.version
        patch_cache_control(response, public=True, max_age=86_400 if is_this else 60)
        response["Content-Language"] = language
        return response
