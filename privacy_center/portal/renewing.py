"""Answering anew for a purpose whose terms change: on the consents page, or by a link in a mail."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from ..activities.models import ProcessingActivity
from ..activities.words import period_words
from ..audit import Actor
from ..consent import consents_of, give
from ..subjects import Subject


def renewed_wording(slug: str, language: str) -> str:
    """What a new yes is to: the purpose, the time and the recipients as they are now.

    Empty where no published activity has the slug.
    """
    activity = ProcessingActivity.objects.published().with_texts().filter(slug=slug).first()
    text = activity.text(language) if activity else None
    if activity is None or text is None:
        return ""
    with override(language):
        recipients = ", ".join(str(recipient) for recipient in activity.recipients.all())
        lines = [
            _("Yes, I agree to this: %(title)s.") % {"title": text.title},
            text.purpose,
            _("Kept: %(period)s.") % {"period": period_words(activity, language)},
            _("Who receives it: %(names)s.") % {"names": recipients} if recipients else "",
            text.automated_text,
        ]
    return "\n".join(line for line in lines if line)


def renew(
    person: Subject, slug: str, *, language: str, actor: Actor, place: str, method: str
) -> bool:
    """Note a new yes with the words that were shown. False where nobody asks for one."""
    asked = {consent.slug for consent in consents_of(person) if consent.asked_again}
    wording = renewed_wording(slug, language)
    if slug not in asked or not wording:
        return False
    give(
        person,
        slug,
        wording=wording,
        place=place,
        method=method,
        language=language,
        actor=actor,
    )
    return True
