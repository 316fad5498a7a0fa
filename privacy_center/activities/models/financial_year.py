"""When the controller's financial years end, and since when."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from privacy_center.days import site_today

from ..dates import CALENDAR_YEARS, YearRule
from ..shortening import first_shortened


class FinancialYear(models.Model):
    """From a date on, financial years end with the last day of a month.

    Without a row, the calendar year holds. A new row never changes what went before it: days
    before ``starts_on`` keep the rule of their own time (Bokföringslagen 3 kap.). Nor does any
    change make a day that has been belong to a year that ended earlier.
    """

    starts_on = models.DateField(
        _("from"),
        unique=True,
        help_text=_("The first day of the first financial year that ends so."),
    )
    end_month = models.PositiveSmallIntegerField(
        _("last month"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("1 to 12. The year ends with the last day of this month."),
    )

    class Meta:
        ordering = ["starts_on"]
        verbose_name = _("financial year")
        verbose_name_plural = _("financial years")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_month__gte=1, end_month__lte=12),
                name="privacy_financial_year_month",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d}: {self.end_month}"

    def clean(self) -> None:
        """Refuse a change by which what is booked already would be kept a shorter time."""
        super().clean()
        if self.starts_on and self.end_month in range(1, 13):
            self._refuse_shortening(YearRule(self.starts_on, self.end_month))

    def refuse_deletion_that_shortens(self) -> None:
        """Raise ``ValidationError`` where this row must stay, for the same reason."""
        self._refuse_shortening()

    def _refuse_shortening(self, *mine: YearRule) -> None:
        others = _rules(FinancialYear.objects.exclude(pk=self.pk))
        after = (*CALENDAR_YEARS, *sorted((*others, *mine)))
        if found := first_shortened(financial_years(), after, site_today()):
            raise ValidationError(
                _(
                    "What was booked on %(day)s belongs to a financial year that ends in "
                    "%(before)s. After this change it would end in %(after)s, and the records "
                    "would be kept a shorter time than the Bookkeeping Act demands. Let a new "
                    "rule hold from a day to come."
                ),
                params={
                    "day": found.day.isoformat(),
                    "before": str(found.before),
                    "after": str(found.after),
                },
            )


def financial_years() -> tuple[YearRule, ...]:
    """The rules in order of their start; the calendar year before the first of them."""
    return (*CALENDAR_YEARS, *_rules(FinancialYear.objects.all()))


def _rules(rows: models.QuerySet[FinancialYear]) -> list[YearRule]:
    found = rows.order_by("starts_on").values_list("starts_on", "end_month")
    return [YearRule(starts_on, month) for starts_on, month in found]
