"""Purchases on the site, and what stands on their vouchers."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..numbers.fields import (
    CardFreeCharField,
    NumberHashField,
    OrganisationNumberField,
    PersonalNumberField,
    PhoneField,
)
from .guarded import GuardedModel


class OrderQuerySet(models.QuerySet["Order"]):
    """Orders by where they stand."""

    def open(self) -> OrderQuerySet:
        """Contracts not yet performed: something remains to be paid or delivered."""
        unperformed = Q(paid_on=None) | Q(delivered_on=None)
        return self.filter(unperformed).exclude(status=Order.Status.CANCELLED)


class Order(GuardedModel):
    """A purchase. Until it is booked it is a contract; from then on a bookkeeping record.

    Name, address and number stand on the voucher; the ways to reach the customer do not.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        PAID = "paid", _("Paid")
        DELIVERED = "delivered", _("Delivered")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.CharField(_("order number"), max_length=20, unique=True)
    customer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("customer"),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.RECEIVED
    )
    ordered_on = models.DateField(_("ordered on"))
    booked_on = models.DateField(_("booked on"), null=True, blank=True)
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered on"), null=True, blank=True)
    total = models.DecimalField(
        _("total (SEK)"),
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
    )

    name = CardFreeCharField(_("name"), max_length=200)
    street = CardFreeCharField(_("street address"), max_length=200, blank=True)
    postcode = CardFreeCharField(_("postcode"), max_length=12, blank=True)
    city = CardFreeCharField(_("town"), max_length=100, blank=True)
    organisation_number = OrganisationNumberField(
        _("organisation number"), max_length=40, null=True, blank=True
    )
    personal_number = PersonalNumberField(
        _("personal identity number"),
        max_length=40,
        null=True,
        blank=True,
        help_text=_("Only for a sole trader, whose organisation number it is."),
    )
    number_hash = NumberHashField(
        _("keyed hash of the number"),
        sources=("personal_number", "organisation_number"),
        blank=True,
        db_index=True,
    )

    email = models.EmailField(_("e-mail"), blank=True)
    alternative_email = models.EmailField(_("alternative e-mail"), blank=True)
    phone = PhoneField(_("telephone"), max_length=20, blank=True)

    card_brand = CardFreeCharField(_("card brand"), max_length=20, blank=True)
    card_last4 = CardFreeCharField(
        _("last four digits of the card"),
        max_length=4,
        blank=True,
        validators=[RegexValidator(r"^\d{4}$", _("Four digits, no more."))],
    )
    card_token = CardFreeCharField(_("payment provider's token"), max_length=100, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        ordering = ("-ordered_on", "-pk")
        indexes = (
            models.Index(Lower("email"), name="order_email_lower"),
            models.Index(Lower("alternative_email"), name="order_other_email_lower"),
            models.Index("booked_on", name="order_booked_on"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(total__gte=0), name="order_total_not_negative"),
            models.CheckConstraint(
                condition=Q(personal_number=None) | Q(organisation_number=None),
                name="order_one_registration_number",
                violation_error_message=_(
                    "Give the organisation number or the personal identity number, not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(delivered_on__gte=F("ordered_on")),
                name="order_delivered_after_ordered",
                violation_error_message=_("An order is not delivered before it is made."),
            ),
        )

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """One article of an order."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines", verbose_name=_("order"))
    article = models.CharField(_("article"), max_length=200)
    quantity = models.PositiveIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1)]
    )
    price = models.DecimalField(_("price (SEK)"), max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(quantity__gte=1), name="line_quantity_positive"),
            models.CheckConstraint(condition=Q(price__gte=0), name="line_price_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.quantity} × {self.article}"
