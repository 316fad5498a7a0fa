"""The fixed choices of the processing records: words of the law, not of an editor."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LegalBasis(TextChoices):
    """The six legal bases of Art. 6(1) GDPR."""

    CONSENT = "consent", _("Consent")
    CONTRACT = "contract", _("Contract")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation")
    VITAL_INTERESTS = "vital_interests", _("Vital interests")
    PUBLIC_TASK = "public_task", _("Public task")
    LEGITIMATE_INTEREST = "legitimate_interest", _("Legitimate interest")

    @property
    def article(self) -> str:
        """The letter of Art. 6(1) that this basis is, such as ``Art. 6(1)(a)``."""
        return f"Art. 6(1)({'abcdef'[list(type(self)).index(self)]})"


class Preset(TextChoices):
    """A rule that comes whole: it sets the period and decides what an erasure does."""

    NONE = "", _("None")
    BOOKKEEPING = "bookkeeping", _("Bookkeeping Act")
    CONFIDENTIALITY = "confidentiality", _("Confidentiality agreement")


class PeriodUnit(TextChoices):
    """What a retention period is counted in."""

    DAYS = "days", _("days")
    MONTHS = "months", _("months")
    YEARS = "years", _("years")


class CountsFrom(TextChoices):
    """The point that a retention period is counted from."""

    EVENT = "event", _("The event itself")
    CALENDAR_YEAR = "calendar_year", _("The end of the calendar year of the event")
    FINANCIAL_YEAR = (
        "financial_year",
        _("The end of the calendar year in which the financial year of the event ended"),
    )
    RELATION = "relation", _("The end of the relation (the account is closed)")


class RecipientRole(TextChoices):
    """Whether a recipient acts on the controller's behalf (Art. 4(8)) or decides for itself."""

    PROCESSOR = "processor", _("Processor, on our behalf")
    CONTROLLER = "controller", _("Controller in its own right")


class Safeguard(TextChoices):
    """What protects a transfer to a country outside the EU and EEA (Chapter V)."""

    NONE = "", _("None needed: inside the EU and EEA")
    ADEQUACY = "adequacy", _("Adequacy decision (Art. 45)")
    CLAUSES = "clauses", _("Standard contractual clauses (Art. 46)")
    RULES = "binding_rules", _("Binding corporate rules (Art. 47)")
    DEROGATION = "derogation", _("Derogation for a specific situation (Art. 49)")
