"""What the person has said yes to, and taking it back (Art. 7(3))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ..activities.models import ActivityText, ProcessingActivity
from ..consent import (
    Choice,
    ConsentState,
    consents_of,
    direct_marketing_slugs,
    objected_since,
    withdraw,
)
from .mails import confirm
from .marketing import METHOD, allow_marketing, stop_marketing
from .page import PersonalPage
from .renewing import renew, renewed_wording


@dataclass(frozen=True)
class ConsentCard:
    """A consent with the words of its activity."""

    consent: ConsentState
    text: ActivityText | None
    direct_marketing: bool
    new_wording: str = ""

    @property
    def title(self) -> str:
        """What the activity is called; its slug where no editor has described it."""
        return self.text.title if self.text else self.consent.slug

    @property
    def latest(self) -> Choice:
        """The last choice, whose wording is the one that holds."""
        return self.consent.history[-1]


class ConsentsPage(PersonalPage):
    """Each consent with its words and its history; one button ends it."""

    template_name = "privacy_center/portal/consents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the consents, those that stand first."""
        consents = consents_of(self.subject)
        texts = _texts([consent.slug for consent in consents])
        marketing = set(direct_marketing_slugs())
        cards = [
            ConsentCard(
                consent,
                texts.get(consent.slug),
                consent.slug in marketing,
                renewed_wording(consent.slug, self.language) if consent.asked_again else "",
            )
            for consent in consents
        ]
        return super().get_context_data(
            cards=sorted(cards, key=_asked_first),
            objected_since=objected_since(self.subject),
            marketing_given=any(card.consent.given and card.direct_marketing for card in cards),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out one choice: withdraw a consent, stop all marketing, or allow it again."""
        action = request.POST.get("action")
        if action == "stop":
            stop_marketing(request, self.subject, self.actor)
        elif action == "allow":
            allow_marketing(request, self.subject, self.actor)
        elif action == "withdraw":
            self._withdraw(request.POST.get("purpose", ""))
        elif action == "renew":
            self._renew(request.POST.get("purpose", ""))
        else:
            return HttpResponseBadRequest()
        return redirect("privacy_center:consents")

    def _renew(self, slug: str) -> None:
        renewed = renew(
            self.subject,
            slug,
            language=self.language,
            actor=self.actor,
            place=self.request.path,
            method=METHOD,
        )
        if renewed:
            messages.success(self.request, _("Thank you. Your new yes is noted."))
        else:
            messages.info(self.request, _("This consent is not asked for again."))

    def _withdraw(self, slug: str) -> None:
        ended = withdraw(
            self.subject, slug, actor=self.actor, place=self.request.path, method=METHOD
        )
        text = _texts([slug]).get(slug)
        title = text.title if text else slug
        if ended:
            messages.success(
                self.request, _("Your consent is withdrawn: %(title)s.") % {"title": title}
            )
            link = ("consents_url", "consents")
            confirm(self.request, self.subject, "consent_withdrawn", {"purpose": title}, link=link)
        else:
            messages.info(self.request, _("There was no consent to withdraw."))


def _asked_first(card: ConsentCard) -> tuple[bool, bool, str]:
    """What waits for an answer, then what stands, then the rest."""
    return not card.consent.asked_again, not card.consent.given, card.title


def _texts(slugs: list[str]) -> dict[str, Any]:
    activities = ProcessingActivity.objects.filter(slug__in=slugs).prefetch_related("texts__locale")
    return {activity.slug: activity.text() for activity in activities}
