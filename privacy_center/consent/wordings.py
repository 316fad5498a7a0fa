"""Versions of what people are asked."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import Max

from .models import ConsentWording

_TRIES = 5


def wording_for(slug: str, language: str, text: str) -> ConsentWording:
    """The wording with exactly this text, kept as the next version where it is new.

    Versions count from 1 for each activity and language. Raises ValueError for an empty text: a
    consent to nothing proves nothing.
    """
    text = text.strip()
    if not text:
        raise ValueError("A consent needs the words that the person agreed to.")
    same = ConsentWording.objects.filter(activity=slug, language=language)
    for _attempt in range(_TRIES):
        known = same.filter(text=text).last()
        if known is not None:
            return known
        latest = same.aggregate(version=Max("version"))["version"] or 0
        try:
            with transaction.atomic():
                return ConsentWording.objects.create(
                    activity=slug, language=language, version=latest + 1, text=text
                )
        except IntegrityError:
            # Somebody else was first with this version: it may be the same text.
            continue
    raise RuntimeError(f"Could not store a wording of {slug} in {language}.")
