"""What is personal in the company's records. The privacy centre derives all else from this."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from privacy_center.days import day_of
from privacy_center.sources import (
    Delete,
    PersonalData,
    external,
    nothing_personal,
    register,
)
from privacy_center.sources.submissions import activities_of_pages

from .models import (
    Assignment,
    ContactFormField,
    ContactPage,
    CourseIndexPage,
    CoursePage,
    CourseTrial,
    HomePage,
    LedgerEntry,
    MarketingProfile,
    NewsletterIssue,
    NewsletterPage,
    NewsletterSubscription,
    Order,
    OrderLine,
    StandardPage,
    SupportCase,
)
from .numbers import (
    format_organisation_number,
    format_personal_number,
    format_phone,
    mask_personal_number,
)

#: How an order's fields read on a page; everything else reads as its type does.
ORDER_WORDS = {
    "personal_number": mask_personal_number,
    "organisation_number": format_organisation_number,
    "phone": format_phone,
    "card_last4": "•••• {}".format,
}


@register(Order)
class OrderData(PersonalData):
    """A purchase. The voucher's fields are the law's; the ways to reach the buyer are not.

    An order that is not booked yet is no bookkeeping record, only a contract to perform.
    """

    activity = "purchases"
    subject = ("customer", "email")
    others = {"alternative_email": ("alternative_email",)}
    retained_from = "booked_on"
    fields = {
        "name": "identity",
        "street": "contact",
        "postcode": "contact",
        "city": "contact",
        "organisation_number": "identification",
        "personal_number": "identification",
        "email": "contact",
        "alternative_email": "contact",
        "phone": "contact",
        "card_brand": "payment",
        "card_last4": "payment",
    }
    not_identifying = (
        "number",
        "status",
        "ordered_on",
        "booked_on",
        "paid_on",
        "delivered_on",
        "total",
    )
    # The hash leads back to whoever knows the number, and finds nothing that the law asks for.
    secret = ("number_hash", "card_token")
    correctable = ("phone",)
    correctable_on_review = ("name", "street", "postcode", "city")
    kept_by_law = (
        "name",
        "street",
        "postcode",
        "city",
        "organisation_number",
        "personal_number",
    )
    masked = ("personal_number",)
    dated = "ordered_on"
    on_erasure = Delete()

    def is_open(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        unperformed = Q(paid_on=None) | Q(delivered_on=None)
        return queryset.filter(unperformed).exclude(status=Order.Status.CANCELLED)

    def label(self, record: Order) -> str:
        return str(
            _("Order %(number)s of %(day)s")
            % {"number": record.number, "day": date_format(record.ordered_on)}
        )

    def words(self, record: Order, field: str) -> Any:
        plain = getattr(record, field)
        if plain and field in ORDER_WORDS:
            return ORDER_WORDS[field](plain)
        return super().words(record, field)

    def unmasked(self, record: Order, field: str) -> Any:
        return format_personal_number(record.personal_number or "")


@register(OrderLine)
class OrderLineData(PersonalData):
    """What was bought: part of the order."""

    part_of = "order"
    not_identifying = ("article", "quantity", "price")


@register(LedgerEntry)
class LedgerEntryData(PersonalData):
    """A line of the accounts receivable ledger: all of it is a bookkeeping record."""

    activity = "ledger"
    subject = ("customer",)
    retained_from = "booked_on"
    fields = {"name": "identity", "text": "purchase"}
    not_identifying = ("order", "booked_on", "amount")
    kept_by_law = ("name", "text")

    def label(self, record: LedgerEntry) -> str:
        words = {"day": date_format(record.booked_on), "amount": number_format(abs(record.amount))}
        if record.amount < 0:
            return str(_("Payment of %(amount)s SEK on %(day)s") % words)
        return str(_("Claim of %(amount)s SEK on %(day)s") % words)


@register(Assignment)
class AssignmentData(PersonalData):
    """Work for a client, under a confidentiality agreement."""

    activity = "assignments"
    subject = ("client", "email")
    retained_from = "completed_on"
    dated = "started_on"
    fields = {"email": "contact", "title": "free-text", "description": "free-text"}
    not_identifying = ("started_on", "completed_on")

    def is_open(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(completed_on=None)


@register(SupportCase)
class SupportCaseData(PersonalData):
    """A message by the contact form, and the case it became."""

    subject = ("user", "email")
    retained_from = "closed_on"
    dated = "submit_time"
    fields = {"email": "contact", "form_data": "free-text"}
    not_identifying = ("page", "submit_time", "status", "closed_on")

    def activity(self) -> dict[str, Q]:
        return activities_of_pages("customer-service")

    def is_open(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(status=SupportCase.Status.OPEN)

    def label(self, record: SupportCase) -> str:
        day = date_format(day_of(record.submit_time))
        return str(_("Message of %(day)s") % {"day": day})

    def words(self, record: SupportCase, field: str) -> Any:
        if field == "form_data":
            return "\n".join(str(answer) for answer in record.form_data.values() if answer)
        return super().words(record, field)


@register(CourseTrial)
class CourseTrialData(PersonalData):
    """A free trial of a web course."""

    activity = "course-trials"
    subject = ("user", "email")
    retained_from = "started_on"
    fields = {"email": "contact", "name": "identity"}
    not_identifying = ("course", "started_on")
    correctable = ("name",)


@register(NewsletterSubscription)
class NewsletterSubscriptionData(PersonalData):
    """An address that gets the newsletter, until it says stop."""

    activity = "newsletter"
    subject = ("user", "email")
    retained_from = "confirmed_at"
    fields = {"email": "contact"}
    not_identifying = ("language", "confirmed_at")

    def label(self, record: NewsletterSubscription) -> str:
        return str(_("Newsletter"))


@register(MarketingProfile)
class MarketingProfileData(PersonalData):
    """What somebody agreed to be shown offers by."""

    activity = "online-marketing"
    subject = ("user", "email")
    retained_from = "last_contact_on"
    fields = {"email": "contact", "interests": "user-content"}
    not_identifying = ("last_contact_on",)

    def label(self, record: MarketingProfile) -> str:
        return str(_("Marketing profile"))


# Field by field, so that one that is added to a page is thought about too.
PUBLISHED = "Published content: what the company says about itself, in its own name."
PUBLISHED_FIELDS: dict[type[Model], tuple[str, ...]] = {
    HomePage: ("heading", "lead", "button_text", "button_page", "body"),
    StandardPage: ("lead", "body"),
    CourseIndexPage: ("lead",),
    CoursePage: ("consent_text", "lead", "length", "price", "body"),
    NewsletterPage: ("consent_text", "lead"),
    ContactPage: ("lead", "aside", "thanks", "notify_address", "submissions_activity"),
    ContactFormField: (
        "page",
        "sort_order",
        "clean_name",
        "label",
        "field_type",
        "required",
        "choices",
        "default_value",
        "help_text",
        "consent_activity",
        "consent_wording",
    ),
}
for page, published in PUBLISHED_FIELDS.items():
    nothing_personal(page, reason=PUBLISHED, fields=published)

nothing_personal(
    NewsletterIssue,
    reason="The text of a newsletter. Whom it went to is not recorded.",
    fields=("language", "subject", "body", "sent_at", "sent_through"),
)

external(
    "social-media",
    activity="community",
    title=_("What you publish on our pages in social media"),
    how_to_ask=_(
        "The platform holds it, and you remove it there. Write to us and we take away what we can "
        "reach: comments on our own pages, and messages to our accounts."
    ),
)
