"""Processing activities: why data is held, on which basis, and how long (Art. 30(1))."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin

from ..choices import CountsFrom, LegalBasis, PeriodUnit, Preset
from ..dates import RetentionRule
from ..presets import LOCKED
from .category import DataCategory
from .preview import Previewed
from .recipient import Recipient
from .texts import LocalText, Translated

#: Sent before an activity is taken down, with ``instance``. A receiver refuses by raising.
unpublishing = Signal()


class ActivityQuerySet(models.QuerySet["ProcessingActivity"]):
    """Questions that the rest of the house asks of the processing records."""

    def published(self) -> ActivityQuerySet:
        """Those that hold: a draft promises nothing."""
        return self.filter(live=True)

    def with_texts(self) -> ActivityQuerySet:
        """Everything that a page shows of them, in a constant number of queries."""
        return self.prefetch_related(
            "texts__locale",
            "categories__texts__locale",
            "recipients__texts__locale",
        )


class ProcessingActivity(
    WorkflowMixin, DraftStateMixin, RevisionMixin, Previewed, Translated, ClusterableModel
):
    """One purpose that personal data is processed for. Sources name it by its slug."""

    slug = models.SlugField(
        _("short name"),
        unique=True,
        help_text=_("What developers call this activity in privacy.py. Letters and hyphens."),
    )
    legal_basis = models.CharField(
        _("legal basis"),
        max_length=20,
        choices=LegalBasis.choices,
        help_text=_(
            "Why you may do this. A purchase: contract. A newsletter: consent. Bookkeeping: "
            "legal obligation."
        ),
    )
    legal_reference = models.CharField(
        _("law"),
        max_length=200,
        blank=True,
        help_text=_("The law that demands it. Needed where the basis is a legal obligation."),
    )
    preset = models.CharField(
        _("preset"),
        max_length=20,
        choices=Preset.choices,
        blank=True,
        help_text=_(
            "Bookkeeping Act sets seven years and locks it. Confidentiality agreement sends an "
            "erasure of a finished assignment to the privacy officer."
        ),
    )
    period_value = models.PositiveSmallIntegerField(
        _("kept for"),
        null=True,
        blank=True,
        help_text=_("Leave empty where nothing should be removed by date."),
    )
    period_unit = models.CharField(
        _("unit"), max_length=10, choices=PeriodUnit.choices, default=PeriodUnit.YEARS
    )
    counts_from = models.CharField(
        _("counts from"), max_length=20, choices=CountsFrom.choices, default=CountsFrom.EVENT
    )
    direct_marketing = models.BooleanField(
        _("direct marketing"),
        default=False,
        help_text=_("Mailings and targeted offers. An objection stops it at once (Art. 21(2))."),
    )
    automated_decisions = models.BooleanField(
        _("automated decisions"),
        default=False,
        help_text=_("Decisions about people with no person in between (Art. 22)."),
    )
    categories = ParentalManyToManyField(
        DataCategory, blank=True, related_name="activities", verbose_name=_("data categories")
    )
    recipients = ParentalManyToManyField(
        Recipient, blank=True, related_name="activities", verbose_name=_("recipients")
    )
    note_to_editor = models.TextField(
        _("note to the editor"),
        blank=True,
        help_text=_("Shown here only: what is still to be confirmed, and by whom."),
    )
    sort_order = models.PositiveIntegerField(pgettext_lazy("sorting", "order"), default=0)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    revisions = GenericRelation(
        "wagtailcore.Revision", related_query_name="processing_activity", for_concrete_model=False
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="processing_activity",
        for_concrete_model=False,
    )

    objects = ActivityQuerySet.as_manager()

    preview_template = "privacy_center/staff/previews/activity.html"

    class Meta:
        ordering = ["sort_order", "slug"]
        verbose_name = _("processing activity")
        verbose_name_plural = _("processing activities")
        constraints = [
            models.CheckConstraint(
                name="privacy_bookkeeping_seven_years",
                condition=~models.Q(preset=Preset.BOOKKEEPING)
                | models.Q(
                    period_value=7,
                    period_unit=PeriodUnit.YEARS,
                    counts_from=CountsFrom.FINANCIAL_YEAR,
                    legal_basis=LegalBasis.LEGAL_OBLIGATION,
                ),
                violation_error_message=_(
                    "The Bookkeeping Act demands seven years, to the end of the calendar year in "
                    "which the financial year ended. Another period cannot be saved."
                ),
            )
        ]

    def __str__(self) -> str:
        text = self.text()
        return text.title if text else self.slug

    @property
    def rule(self) -> RetentionRule:
        """The retention rule, as the date functions take it."""
        return RetentionRule(self.period_value, self.period_unit, self.counts_from)

    @property
    def article(self) -> str:
        """The letter of Art. 6(1) that the activity rests on."""
        return LegalBasis(self.legal_basis).article

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Take it down. Raises ``ProtectedError`` where a source obeys it."""
        unpublishing.send(type(self), instance=self)
        return super().unpublish(*args, **kwargs)

    def apply_preset(self) -> None:
        """Fill what the preset decides and nobody has written otherwise."""
        locked = LOCKED.get(self.preset)
        if locked is None:
            return
        self.legal_basis = self.legal_basis or locked.legal_basis
        self.legal_reference = self.legal_reference or locked.legal_reference
        if self.period_value is None:
            self.period_value = locked.period_value
            self.period_unit = locked.period_unit
            self.counts_from = locked.counts_from

    def clean(self) -> None:
        """Refuse what no law allows: a period below a statutory floor, a duty with no law."""
        super().clean()
        self.apply_preset()
        errors = self._preset_errors()
        if self._leaves_a_floor():
            errors["preset"] = _(
                "This preset has to stay: the law still demands that what this activity holds is "
                "kept. For other data, make an activity of its own."
            )
        if self.legal_basis == LegalBasis.LEGAL_OBLIGATION and not self.legal_reference:
            errors["legal_reference"] = _("Name the law that obliges you.")
        if self.direct_marketing and self.legal_basis not in (
            LegalBasis.CONSENT,
            LegalBasis.LEGITIMATE_INTEREST,
        ):
            errors["direct_marketing"] = _(
                "Direct marketing rests on consent or on a legitimate interest."
            )
        if errors:
            raise ValidationError(errors)

    def _leaves_a_floor(self) -> bool:
        """Whether a statutory floor that has been in force would go with its preset.

        A draft that never held has kept nothing yet, and may be corrected.
        """
        in_force = Q(live=True) | Q(first_published_at__isnull=False)
        stored = ProcessingActivity.objects.filter(in_force, pk=self.pk, preset__in=LOCKED)
        return stored.exclude(preset=self.preset).exists()

    def _preset_errors(self) -> dict[str, object]:
        locked = LOCKED.get(self.preset)
        if locked is None:
            return {}
        errors: dict[str, object] = {}
        if (self.period_value, self.period_unit) != (locked.period_value, locked.period_unit):
            errors["period_value"] = _(
                "The Bookkeeping Act demands %(years)d years. Another period cannot be saved."
            ) % {"years": locked.period_value}
        if self.counts_from != locked.counts_from:
            errors["counts_from"] = _(
                "Under the Bookkeeping Act the period counts from the end of the calendar year in "
                "which the financial year ended."
            )
        if self.legal_basis != locked.legal_basis:
            errors["legal_basis"] = _("Bookkeeping is a legal obligation.")
        return errors


class ActivityText(LocalText):
    """An activity in the words of one language."""

    activity = ParentalKey(ProcessingActivity, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=150)
    purpose = models.TextField(
        _("purpose"), help_text=_("What the data is used for, in a sentence or two.")
    )
    people = models.TextField(
        _("whose data"),
        blank=True,
        help_text=_("Which people it is about. Such as: customers, and those who ask for a quote."),
    )
    retention_reason = models.TextField(
        _("why so long"), blank=True, help_text=_("Why the data is kept for this time.")
    )
    counts_from_text = models.CharField(
        _("what the time counts from"),
        max_length=200,
        blank=True,
        help_text=_("Such as: the day the case was closed."),
    )
    origin = models.TextField(
        _("where the data comes from"),
        blank=True,
        help_text=_("The person, a form, another company (Art. 15(1)(g))."),
    )
    automated_text = models.TextField(
        _("about automated decisions"),
        blank=True,
        help_text=_("The logic, and what it means for the person (Art. 15(1)(h))."),
    )
    security_measures = models.TextField(
        _("security of its own"),
        blank=True,
        help_text=_(
            "Protection that this data has beyond what Settings, Controller says of all data. It "
            "stands in the records of processing, not on the policy page."
        ),
    )

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "locale"], name="privacy_activity_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.title
