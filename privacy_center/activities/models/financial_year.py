"""When the controller's financial years end, and since when."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..dates import CALENDAR_YEARS, YearRule


class FinancialYear(models.Model):
    """From a date on, financial years end with the last day of a month.

    Without a row, the calendar year holds. A new row never changes what went before it: days
    before ``starts_on`` keep the rule of their own time (Bokföringslagen 3 kap.).
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


def financial_years() -> tuple[YearRule, ...]:
    """The rules in order of their start; the calendar year before the first of them."""
    rows = FinancialYear.objects.values_list("starts_on", "end_month")
    return (*CALENDAR_YEARS, *(YearRule(starts_on, month) for starts_on, month in rows))
