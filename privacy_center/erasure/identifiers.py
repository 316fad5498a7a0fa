"""A person's identifiers: gathered before anything goes, searched for afterwards, kept sealed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import CharField, IntegerField, Q
from django.db.models.functions import Cast, Length, Substr

from privacy_center.ledger.sealed import decrypt, encrypt
from privacy_center.sources.blanks import column_of
from privacy_center.subjects import Subject, unproved_addresses

from .plan import Plan
from .spellings import SHORTEST_NUMBER, telephone_number
from .step import Step

#: The data category of numbers that name one person: personal identity numbers and the like.
IDENTIFICATION = "identification"
_PHONE = re.compile(r"phone|mobile|telephone|telefon")
_SHORTEST = 6
#: What a telephone number begins with; the database leaves out what begins otherwise.
_FIRST_SIGNS = tuple("+(0123456789")
_NO_NUMBERS = {"EmailField", "SlugField", "URLField"}
#: How many different sets of them are read from the records of one step.
_MOST = 500


@dataclass(frozen=True)
class Identifiers:
    """What a search for one person looks for."""

    user_pk: str
    emails: tuple[str, ...]
    values: tuple[str, ...]
    #: User names too short to be searched for as words.
    user_names: tuple[str, ...] = ()

    def seal(self) -> str:
        """All of it as one encrypted text."""
        return encrypt(json.dumps([self.user_pk, self.emails, self.values, self.user_names]))

    @classmethod
    def unseal(cls, text: str) -> Identifiers:
        """The reverse of :meth:`seal`."""
        # A run that was opened by an earlier version has no user names.
        user_pk, *lists = json.loads(decrypt(text))
        return cls(user_pk, *map(tuple, lists))

    def subject(self) -> Subject:
        """The person, with the account while it still exists."""
        user = None
        if self.user_pk:
            user = get_user_model()._default_manager.filter(pk=self.user_pk).first()
        return Subject(user, self.emails, former_pk=self.user_pk or None)

    def joined(self, other: Identifiers) -> Identifiers:
        """Both people's identifiers as one person's: an open run that is taken up again."""
        return Identifiers(
            self.user_pk or other.user_pk,
            tuple(dict.fromkeys((*self.emails, *other.emails))),
            tuple(dict.fromkeys((*self.values, *other.values))),
            tuple(dict.fromkeys((*self.user_names, *other.user_names))),
        )

    @property
    def searched(self) -> tuple[str, ...]:
        """The texts that must not be found any more."""
        return tuple(dict.fromkeys((*self.emails, *self.values)))


def identifiers_of(plan: Plan) -> Identifiers:
    """Gather the identifiers of the plan's person from the account and from the records.

    A telephone number is known by the name of its field, or by its value in any identifying field
    of a short text. An address that the account gives and nobody has proved is searched for too: it
    makes no record theirs, and what stands in a record of whoever holds it is the officer's to see.
    """
    subject = plan.subject
    values: dict[str, None] = {}
    for step in plan.steps:
        names = _telling_fields(step)
        if names:
            # Without the model's own order, whose columns would make every row a distinct one.
            found = step.rows.order_by().values_list(*names).distinct()[:_MOST]
            values |= dict.fromkeys(_long_enough(chain.from_iterable(found)))
        values |= dict.fromkeys(_telephone_numbers(step, names))
    if subject.user is None:
        return Identifiers("", subject.emails, tuple(values))
    values |= dict.fromkeys(unproved_addresses(subject.user))
    user_name = subject.user.get_username()
    values |= dict.fromkeys(_long_enough([user_name]))
    short = (user_name,) if user_name and user_name not in values else ()
    return Identifiers(str(subject.user.pk), subject.emails, tuple(values), short)


def _own_fields(step: Step) -> dict[str, str]:
    """The identifying fields that speak of the person, with their categories.

    On another's record those that the step takes; on their own all but another's.
    """
    fields = step.source.fields
    if step.only is None:
        return dict(fields)
    theirs = {name for names in step.source.others.values() for name in names}
    own = set(step.only) if step.beside else set(step.only) | (set(fields) - theirs)
    return {name: category for name, category in fields.items() if name in own}


def _telling_fields(step: Step) -> list[str]:
    return [
        name
        for name, category in _own_fields(step).items()
        if category == IDENTIFICATION or _PHONE.search(name)
    ]


def _telephone_numbers(step: Step, known: Sequence[str]) -> Iterator[str]:
    """The values of the step's other identifying fields that are telephone numbers as a whole."""
    columns = [column_of(step.source.model, name) for name in _own_fields(step)]
    for values in _different(step, [c for c in columns if _is_short(c) and c.name not in known]):
        for text in map(str, values):
            if telephone_number(text) is not None:
                yield text.strip()


def _different(step: Step, columns: Sequence[Any]) -> Iterator[set[Any]]:
    """What the columns hold, each by itself, as far as the database sees a number in it.

    In one pass through the rows, however many columns; what code decrypts takes one of its own.
    """
    sealed = [column for column in columns if hasattr(column, "from_db_value")]
    for column in sealed:
        rows = step.rows.order_by().values_list(column.name, flat=True)
        yield set(rows.distinct()[:_MOST])
    seen = {column.name: set[Any]() for column in columns if column not in sealed}
    if not seen:
        return
    texts = {f"text_of_{name}": Cast(name, CharField()) for name in seen}
    signs = {f"sign_of_{name}": Substr(f"text_of_{name}", 1, 1) for name in seen}
    long = {f"length_of_{name}": Length(f"text_of_{name}") for name in seen}
    like = Q()
    for name in seen:
        like |= Q(
            **{
                f"sign_of_{name}__in": _FIRST_SIGNS,
                f"length_of_{name}__gte": SHORTEST_NUMBER,
            }
        )
    rows = step.rows.order_by().alias(**texts).alias(**signs, **long).filter(like)
    for row in rows.values_list(*seen).iterator():
        for values, value in zip(seen.values(), row, strict=True):
            # The row may be there for what stands in another column.
            if len(values) < _MOST and _may_be_a_number(str(value)):
                values.add(value)
    yield from seen.values()


def _may_be_a_number(text: str) -> bool:
    return text.startswith(_FIRST_SIGNS) and len(text) >= SHORTEST_NUMBER


def _is_short(column: Any) -> bool:
    if not isinstance(column, (CharField, IntegerField)) or column.choices:
        return False
    return type(column).__name__ not in _NO_NUMBERS


def _long_enough(values: Iterable[Any]) -> list[str]:
    texts = (str(value).strip() for value in values if value)
    return [text for text in texts if len(text) >= _SHORTEST]
