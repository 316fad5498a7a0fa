"""Retention in words: the one place where a period becomes a sentence."""

from __future__ import annotations

from django.utils.translation import get_language, ngettext, override, pgettext
from django.utils.translation import gettext as _

from .choices import CountsFrom, LegalBasis, PeriodUnit
from .models import ProcessingActivity


def period_words(activity: ProcessingActivity, language: str | None = None) -> str:
    """How long an activity's records are kept, as a phrase without a full stop.

    Such as "2 years from the day the case was closed"; in the active language unless ``language``
    names another. Reads the activity's texts: prefetch them
    where there are many (Art. 13(2)(a), Art. 15(1)(d)).
    """
    language = language or get_language() or "en"
    text = activity.text(language)
    point = text.counts_from_text.strip().rstrip(".") if text else ""
    with override(language):
        by_consent = activity.legal_basis == LegalBasis.CONSENT
        if activity.period_value is None:
            return _without_period(activity.counts_from, by_consent)
        words = _counted(activity, point)
        if by_consent:
            return _("%(period)s, or until you withdraw your consent") % {"period": words}
        return words


def length_words(activity: ProcessingActivity, language: str) -> str:
    """How long alone, for a table that has a column for what the time counts from.

    The rules that run to the end of a year stay whole, since their length alone would say less
    than the law does.
    """
    whole = (CountsFrom.FINANCIAL_YEAR, CountsFrom.CALENDAR_YEAR)
    if not activity.period_value or activity.counts_from in whole:
        return period_words(activity, language)
    with override(language):
        words = _length(activity.period_value, activity.period_unit)
        if activity.legal_basis == LegalBasis.CONSENT:
            return _("%(period)s, or until you withdraw your consent") % {"period": words}
        return words


def _without_period(counts_from: str, by_consent: bool) -> str:
    if by_consent:
        return _("Until you withdraw your consent")
    if counts_from == CountsFrom.RELATION:
        return _("As long as you have an account")
    return _("As long as the purpose needs it")


def _counted(activity: ProcessingActivity, point: str) -> str:
    value = activity.period_value or 0
    period = _length(value, activity.period_unit)
    counts_from = activity.counts_from
    if counts_from == CountsFrom.FINANCIAL_YEAR:
        if activity.period_unit == PeriodUnit.YEARS and value:
            return _(
                "%(period)s, to the end of the %(nth)s year after the calendar year in which the "
                "financial year ended"
            ) % {"period": period, "nth": _nth(value)}
        return _(
            "%(period)s from the end of the calendar year in which the financial year ended"
        ) % {"period": period}
    if counts_from == CountsFrom.CALENDAR_YEAR:
        if point:
            return _("%(period)s from the end of the calendar year of %(point)s") % {
                "period": period,
                "point": point,
            }
        return _("%(period)s from the end of the calendar year") % {"period": period}
    if counts_from == CountsFrom.RELATION and not value:
        return _("As long as you have an account")
    if counts_from == CountsFrom.RELATION and not point:
        return _("%(period)s after your account is closed") % {"period": period}
    if point:
        return _("%(period)s from %(point)s") % {"period": period, "point": point}
    return period


def _length(value: int, unit: str) -> str:
    count = {"count": value}
    if unit == PeriodUnit.DAYS:
        return ngettext("%(count)d day", "%(count)d days", value) % count
    if unit == PeriodUnit.MONTHS:
        return ngettext("%(count)d month", "%(count)d months", value) % count
    return ngettext("%(count)d year", "%(count)d years", value) % count


def _nth(value: int) -> str:
    """The ordinal as a word up to ten, as a law would write it."""
    words = (
        pgettext("which year", "first"),
        pgettext("which year", "second"),
        pgettext("which year", "third"),
        pgettext("which year", "fourth"),
        pgettext("which year", "fifth"),
        pgettext("which year", "sixth"),
        pgettext("which year", "seventh"),
        pgettext("which year", "eighth"),
        pgettext("which year", "ninth"),
        pgettext("which year", "tenth"),
    )
    if value <= len(words):
        return words[value - 1]
    return pgettext("which year", "%(number)dth") % {"number": value}
