"""A person's identifiers: gathered before anything goes, searched for afterwards, kept sealed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.contrib.auth import get_user_model

from privacy_center.ledger.sealed import decrypt, encrypt
from privacy_center.subjects import Subject

from .plan import Plan

#: The data category of numbers that name one person: personal identity numbers and the like.
IDENTIFICATION = "identification"
_PHONE = re.compile(r"phone|mobile|telephone|telefon")
_SHORTEST = 6
#: How many different sets of them are read from the records of one step.
_MOST = 500


@dataclass(frozen=True)
class Identifiers:
    """What a search for one person looks for."""

    user_pk: str
    emails: tuple[str, ...]
    values: tuple[str, ...]

    def seal(self) -> str:
        """All of it as one encrypted text."""
        return encrypt(json.dumps([self.user_pk, self.emails, self.values]))

    @classmethod
    def unseal(cls, text: str) -> Identifiers:
        """The reverse of :meth:`seal`."""
        user_pk, emails, values = json.loads(decrypt(text))
        return cls(user_pk, tuple(emails), tuple(values))

    def subject(self) -> Subject:
        """The person, with the account while it still exists."""
        user = None
        if self.user_pk:
            user = get_user_model()._default_manager.filter(pk=self.user_pk).first()
        return Subject(user, self.emails)

    def joined(self, other: Identifiers) -> Identifiers:
        """Both people's identifiers as one person's: an open run that is taken up again."""
        return Identifiers(
            self.user_pk or other.user_pk,
            tuple(dict.fromkeys((*self.emails, *other.emails))),
            tuple(dict.fromkeys((*self.values, *other.values))),
        )

    @property
    def searched(self) -> tuple[str, ...]:
        """The texts that must not be found any more."""
        return tuple(dict.fromkeys((*self.emails, *self.values)))


def identifiers_of(plan: Plan) -> Identifiers:
    """Gather the identifiers of the plan's person from the account and from the records."""
    subject = plan.subject
    values: dict[str, None] = {}
    for step in plan.steps:
        names = _telling_fields(step)
        if names:
            # Without the model's own order, whose columns would make every row a distinct one.
            found = step.rows.order_by().values_list(*names).distinct()[:_MOST]
            values |= dict.fromkeys(_long_enough(chain.from_iterable(found)))
    if subject.user is not None:
        values |= dict.fromkeys(_long_enough([subject.user.get_username()]))
    user_pk = "" if subject.user is None else str(subject.user.pk)
    return Identifiers(user_pk, subject.emails, tuple(values))


def _telling_fields(step: Any) -> list[str]:
    if step.only is not None:
        return []
    return [
        name
        for name, category in step.source.fields.items()
        if category == IDENTIFICATION or _PHONE.search(name)
    ]


def _long_enough(values: Iterable[Any]) -> list[str]:
    texts = (str(value).strip() for value in values if value)
    return [text for text in texts if len(text) >= _SHORTEST]
