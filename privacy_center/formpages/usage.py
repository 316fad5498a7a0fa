"""Which form pages ask for a consent, or hold their answers for an activity."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from ..activities.models import ProcessingActivity
from .pages import SubmissionActivityMixin
from .questions import ConsentQuestionMixin


def pages_using(activity: ProcessingActivity) -> list[str]:
    """The titles of the form pages that an editor has tied to ``activity``, each once, in order."""
    titles: set[str] = set()
    for model in apps.get_models():
        rows: Any = model._base_manager
        if issubclass(model, ConsentQuestionMixin):
            titles.update(
                rows.filter(consent_activity=activity).values_list("page__title", flat=True)
            )
        elif issubclass(model, SubmissionActivityMixin):
            titles.update(
                rows.filter(submissions_activity=activity).values_list("title", flat=True)
            )
    return sorted(titles)
