"""What a person sees of their data, for an officer who says why; their copy and corrections."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..access import overview, source_page, write_package
from ..access.purposes import purposes
from ..audit import Actor
from ..days import site_today
from ..notices import controller_of_site
from ..portal.correcting import Correcting
from ..portal.proof import to_proof
from ..portal.record_keys import read_key, write_key
from ..requests import requests_of
from ..subjects import Subject
from ..subjects.proving import recently_proved
from .looking_up import LookUp, LookUpForm, look_up, looked_up
from .officers import OfficersOnly
from .permissions import APP, LOOK_UP_PEOPLE

PERMISSION = f"{APP}.{LOOK_UP_PEOPLE}"


class PeopleView(OfficersOnly, WagtailAdminTemplateMixin, TemplateView):
    """GET asks whose data and why; POST looks the person up and leads to them."""

    permission_required = PERMISSION
    template_name = "privacy_center/staff/people.html"
    page_title = _("Find a person")
    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The context with the form."""
        kwargs.setdefault("form", LookUpForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look up; the address is in no URL, neither before nor after."""
        form = LookUpForm(request.POST)
        if form.is_valid():
            found = look_up(request, **form.cleaned_data)
            if found is not None:
                return redirect("privacy_people:person", key=found.key)
            form.add_error("email", _("We hold nothing under this address."))
        return self.render_to_response(self.get_context_data(form=form))


class AboutOnePerson(OfficersOnly, WagtailAdminTemplateMixin):
    """A page about the person whom this session has looked up; anything else is not found."""

    permission_required = PERMISSION
    header_icon = "user"
    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def found(self) -> LookUp:
        """The look-up behind the key in the address."""
        found = looked_up(self.request, self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    @property
    def subject(self) -> Subject:
        """The person."""
        return self.found.subject

    @property
    def actor(self) -> Actor:
        """The officer."""
        return Actor.staff(self.request.user)

    @property
    def language(self) -> str:
        """The officer's."""
        return get_language() or settings.LANGUAGE_CODE

    @cached_property
    def persons_language(self) -> str:
        """The one that the person last used a right in; the site's, where nothing tells."""
        last = requests_of(self.subject).exclude(language="").order_by("-pk").first()
        return last.language if last else settings.LANGUAGE_CODE

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        here = reverse("privacy_people:person", args=[self.found.key])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("privacy_people:index"), "label": _("Find a person")},
            {"url": here, "label": _("What we hold")},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what leads the shared parts to the officer's own pages."""
        given: dict[str, Any] = super().get_context_data(
            person=self.found.key,
            emails=self.subject.emails,
            controller=controller_of_site(),
            today=site_today(),
            **kwargs,
        )
        return given


class PersonView(AboutOnePerson, TemplateView):
    """GET shows everything held, as the person sees it; POST fetches the package."""

    template_name = "privacy_center/staff/person.html"
    page_title = _("What we hold")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the purposes with their records."""
        views = overview(self.subject, self.language)
        return super().get_context_data(
            activities=sorted(views, key=lambda view: not view.count), **kwargs
        )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; the look is on the trail."""
        self.found.note(request.user, "overview")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stream the package, in the person's language, to an officer who has just proved who."""
        if not recently_proved(request):
            return to_proof(request, request.path)
        self.found.note(request.user, "package")
        pieces = write_package(self.subject, actor=self.actor, language=self.persons_language)
        response = StreamingHttpResponse(pieces, content_type="application/zip")
        day = site_today().isoformat()
        response.headers["Content-Disposition"] = f'attachment; filename="data-{day}.zip"'
        return response


class PersonSourceView(AboutOnePerson, TemplateView):
    """All records of one kind, page by page."""

    template_name = "privacy_center/staff/person_source.html"

    def get_page_title(self) -> str:
        """The kind of records."""
        return self.view.title

    @cached_property
    def view(self) -> Any:
        """The page of records that the address asks for."""
        slug = self.request.GET.get("activity", "")
        after = read_key(self.request.GET.get("after", "")) or ""
        name = self.kwargs["source"]
        found = source_page(self.subject, name, slug, self.language, after=after)
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.view.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the records and what they are held for."""
        view = self.view
        (purpose,) = purposes([view.slug], self.language)
        next_key = write_key(view.records[-1].pk) if view.after else ""
        return super().get_context_data(view=view, purpose=purpose, next_key=next_key, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show them; the look is on the trail."""
        self.found.note(request.user, "records", source=self.view.name)
        return super().get(request, *args, **kwargs)


class PersonRecordView(Correcting, AboutOnePerson, TemplateView):
    """One record, corrected on the person's behalf by the same verbs."""

    template_name = "privacy_center/staff/person_record.html"
    key_name = "record"

    def get_page_title(self) -> str:
        """What the record is called."""
        return self.item.label

    @property
    def mail_language(self) -> str:
        """The person is written to in their own language."""
        return self.persons_language

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way here."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.item.label}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; the look is on the trail."""
        self.found.note(request.user, "record", source=self.item.source)
        return super().get(request, *args, **kwargs)

    def say_received(self) -> None:
        """Tell the officer where the proposal went."""
        messages.success(
            self.request, _("Proposed in the person's name. It waits under Corrections.")
        )
