"""The contract between a model and the house: one declaration for each model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst

from .blanks import blank_value, column_of
from .display import display_value
from .fates import Anonymise, Delete
from .named_files import NamedFile
from .ownership import NOTHING, owner_q, owners_of

if TYPE_CHECKING:
    from privacy_center.subjects import Subject

#: Stands for a value that is not shown.
MASK = "••••••"

__all__ = ["Anonymise", "Delete", "PersonalData"]


class PersonalData:
    """What is personal in a model. Subclass it in an app's ``privacy.py`` and register it.

    Every concrete field and every many-to-many field, but for the primary key and the relations
    that the paths walk through, stands in exactly one of ``fields``, ``not_identifying`` and
    ``secret``.
    """

    #: Slug of a processing activity; or a method that returns ``{slug: Q(...)}``.
    activity: Any = ""
    #: ORM paths to the owner: a relation to the user, or e-mail text. The first non-empty one owns.
    subject: ClassVar[tuple[str, ...]] = ()
    #: Path to another person -> the only fields that are theirs.
    others: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    #: The relation to the record that this one is a part of: owner, date and fate are that one's.
    part_of: ClassVar[str] = ""
    #: Path to the date that retention counts from. Null is never due.
    retained_from: ClassVar[str] = ""
    #: Identifying field -> data category.
    fields: ClassVar[Mapping[str, str]] = {}
    #: About the person, exported, survives anonymising.
    not_identifying: ClassVar[tuple[str, ...]] = ()
    #: Never shown or exported, gone on erasure.
    secret: ClassVar[tuple[str, ...]] = ()
    #: What the person may change at once (Art. 16).
    correctable: ClassVar[tuple[str, ...]] = ()
    #: What the person proposes and staff decide.
    correctable_on_review: ClassVar[tuple[str, ...]] = ()
    #: Fields on a voucher: unaltered while a law keeps the row.
    kept_by_law: ClassVar[tuple[str, ...]] = ()
    #: Fields whose whole value is shown only to a person who asks for it and has just proved
    #: themselves, such as a personal identity number. The download has them whole.
    masked: ClassVar[tuple[str, ...]] = ()
    #: Path to the date that a record stands under in the timeline; ``retained_from`` unless set.
    #: None where no date says when the record came about, only when it ends.
    dated: ClassVar[str | None] = ""
    on_erasure: ClassVar[Delete | Anonymise] = Delete()
    #: Identifying fields that your own :meth:`anonymise` fills with words that name nobody. All
    #: others it must blank, or rewrite where they hold what is another person's.
    rewritten: ClassVar[tuple[str, ...]] = ()
    #: What the person gave, by hand or by using the service, and may take along (Art. 20): all of
    #: it, nothing (False: what the site worked out or wrote itself), or the fields named here.
    provided: ClassVar[bool | tuple[str, ...]] = True
    #: A django-import-export resource of the site's own for the export.
    resource_class: ClassVar[Any] = None
    #: What the person reads above the records; the model's plural name unless set.
    title: Any = ""
    #: Field -> what a person calls it, where the model itself has no good name for it.
    labels: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, model: type[Model]) -> None:
        self.model = model
        if not self.title:
            self.title = capfirst(model._meta.verbose_name_plural)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.name}>"

    @property
    def name(self) -> str:
        """``app_label.model``, the source's name everywhere."""
        return self.model._meta.label_lower

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """What is shown and exported: the key unless it is secret, then the declared fields.

        Named as the model names its fields, in the model's order.
        """
        meta = self.model._meta
        shown = {*self.fields, *self.not_identifying}
        ordered = [f.name for f in (*meta.concrete_fields, *meta.many_to_many) if f.name in shown]
        key = meta.pk.name
        head = [] if key in self.secret or key in ordered else [key]
        return (*head, *ordered)

    @property
    def identifying(self) -> tuple[str, ...]:
        """The fields that go when the record stops being about anybody."""
        return (*self.fields, *self.secret)

    def activities(self) -> dict[str, Q]:
        """The activities that the source's records belong to, each with its condition.

        A record belongs to one: where the declared conditions overlap, the first that it meets.
        """
        named = self.activity() if callable(self.activity) else {self.activity: Q()}
        disjoint: dict[str, Q] = {}
        earlier = NOTHING
        for slug, condition in named.items():
            disjoint[slug] = condition & ~earlier if disjoint else condition
            earlier |= condition or Q(pk__isnull=False)
        return disjoint

    def rows(self) -> QuerySet[Any]:
        """Every row of the model, past any manager that hides some."""
        return self.model._base_manager.all()

    def find(self, subject: Subject) -> QuerySet[Any]:
        """The rows that ``subject`` owns. The inverse is :meth:`people`: override both or none."""
        return self.rows().filter(owner_q(self.model, self.subject, subject))

    def people(self, queryset: QuerySet[Any]) -> Iterable[tuple[Any, Any]]:
        """Who owns the rows of ``queryset``: pairs of key and owner.

        An owner is a user's key (for a relation), an e-mail address (for text), or None.
        """
        return owners_of(self.model, self.subject, queryset)

    def field_label(self, field: str) -> str:
        """What a person calls the field, in the active language."""
        named = self.labels.get(field)
        return str(named or capfirst(column_of(self.model, field).verbose_name))

    def label(self, record: Any) -> str:
        """What a person calls this record."""
        return str(record)

    def words(self, record: Any, field: str) -> Any:
        """The value of a field as a person reads it, in the active language.

        Of a field in ``masked`` it says no more than that there is something.
        """
        words = display_value(record, field)
        return MASK if words and field in self.masked else words

    def unmasked(self, record: Any, field: str) -> Any:
        """The whole value of a field in ``masked``, for the person who has asked for it."""
        return display_value(record, field)

    def value(self, record: Any, field: str) -> Any:
        """What is told of a field: by default the record's own value, in :meth:`words` on a page.

        Override it to keep back what is somebody else's (Art. 15(4)). What it says then stands on
        the page, in the report, in the JSON and in the CSV alike. For other words alone override
        :meth:`words`: the JSON and the CSV keep the stored value.
        """
        return self.words(record, field)

    def can_correct(self, record: Any, field: str) -> bool:
        """Whether the person may change this field of this record now."""
        return field in self.correctable

    def correct(self, record: Any, field: str, value: Any) -> None:
        """Write a corrected value after the model's own validation.

        Raises ``ValidationError`` keyed by the field; nothing is stored then.
        """
        column = column_of(self.model, field)
        try:
            setattr(record, field, column.clean(value, record))
        except ValidationError as error:
            raise ValidationError({field: error.error_list}) from error
        record.save(update_fields=[field])

    def is_open(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows whose contract is not performed or whose case is not closed."""
        return queryset.none()

    def guard(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that retention spares."""
        return queryset.none()

    def may_copy(self, model: type[Model]) -> bool:
        """Whether any row of this source may repeat a record of ``model``; asked once a step.

        Says at once what :meth:`copies` would say a thousand keys at a time.
        """
        return self.rows().exists()

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The rows of this source that repeat records of ``model`` with these keys."""
        return self.rows().none()

    def files(self, records: Iterable[Any]) -> Iterable[tuple[Any, NamedFile]]:
        """Pairs of record and file, for files that no file field of the model names.

        They are exported with the record, and go with it. Answers for many records at once.
        """
        return ()

    def anonymise(self, record: Any, subject: Subject | None) -> None:
        """Override for work that one SQL update cannot do; called row by row, in a transaction.

        By default it blanks the identifying fields. ``subject`` is None when a date, and not a
        person, asks for it. One that leaves an identifying field as it was fails the step.
        """
        given = self.on_erasure.values if isinstance(self.on_erasure, Anonymise) else {}
        for name in dict.fromkeys((*self.identifying, *given)):
            column = column_of(self.model, name)
            if column.many_to_many:
                getattr(record, name).clear()
            else:
                value = given.get(name, blank_value(column))
                setattr(record, column.attname, value() if callable(value) else value)
        record.save()

    def anonymise_copy(
        self,
        record: Any,
        subject: Subject | None,
        model: type[Model],
        fields: Sequence[str],
    ) -> None:
        """Take out of ``record``, which :meth:`copies` found, what goes from a row of ``model``.

        ``fields`` are those of the row that go: others stay in it, to a law or to another person.
        Override it where a copy holds more than what goes; by default the whole copy goes, as
        :meth:`anonymise` has it.
        """
        self.anonymise(record, subject)
