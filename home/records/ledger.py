"""The accounts receivable ledger."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..numbers.fields import CardFreeCharField
from .guarded import GuardedModel
from .orders import Order


class LedgerEntry(GuardedModel):
    """A claim on a customer, or the payment of one. Whole, it is a bookkeeping record."""

    order = models.ForeignKey(
        Order,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ledger_entries",
        verbose_name=_("order"),
    )
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="ledger_entries",
        verbose_name=_("customer"),
    )
    booked_on = models.DateField(_("booked on"), db_index=True)
    name = CardFreeCharField(_("name"), max_length=200)
    amount = models.DecimalField(
        _("amount (SEK)"),
        max_digits=10,
        decimal_places=2,
        help_text=_("A claim is above zero, a payment below."),
    )
    text = CardFreeCharField(_("text"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("accounts receivable ledger")
        ordering = ("-booked_on", "-pk")

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount}"
