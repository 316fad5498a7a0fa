"""Web courses, and trying one for free."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from privacy_center.audit import Actor
from privacy_center.subjects import Subject

from ..forms.signup import TrialForm
from ..optin import SignUp
from ..records.trials import CourseTrial
from .base import SitePage
from .blocks import ProseBlock
from .signup import SignUpPage


class CourseIndexPage(SitePage):
    """All courses."""

    lead = models.TextField(_("introduction"), blank=True)

    content_panels = (*SitePage.content_panels, FieldPanel("lead"))
    subpage_types = ("home.CoursePage",)
    template = "home/course_index_page.html"

    class Meta:
        verbose_name = _("page of courses")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["courses"] = CoursePage.objects.child_of(self).live()
        return context


class CoursePage(SignUpPage):
    """A course, and the form to try it."""

    activity = "course-trials"
    purpose = "trial"
    form_class = TrialForm

    lead = models.TextField(_("introduction"), blank=True)
    length = models.CharField(_("how long it takes"), max_length=60, blank=True)
    price = models.CharField(_("price"), max_length=60, blank=True)
    body = StreamField(ProseBlock(), verbose_name=_("content"), blank=True)

    content_panels = (
        *SignUpPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("length"),
        FieldPanel("price"),
        FieldPanel("body"),
        *SignUpPage.consent_panels,
    )
    parent_page_types = ("home.CourseIndexPage",)
    template = "home/trial_page.html"

    class Meta:
        verbose_name = _("course")

    def carry_out(self, sign_up: SignUp, subject: Subject, actor: Actor) -> None:
        """Start the trial; trying the same course again is the same trial."""
        CourseTrial.objects.get_or_create(
            email=sign_up.email,
            course=self.title,
            defaults={"user": subject.user, "name": sign_up.name},
        )
