"""Paths through the ORM: where they lead, and what they walk through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model


class BadPath(Exception):
    """A path that leads nowhere; the message says which step fails."""


@dataclass(frozen=True)
class Path:
    """A path as written, the fields it walks, and what stands at its end."""

    text: str
    steps: tuple[Any, ...]

    @property
    def first(self) -> Any:
        """The model's own field that the path starts with."""
        return self.steps[0]

    @property
    def end(self) -> Any:
        """The field that the path ends with."""
        return self.steps[-1]

    @property
    def to_user(self) -> bool:
        """Whether the end is an account, and not text."""
        end = self.end
        user = get_user_model()
        if end.is_relation:
            return end.related_model is not None and issubclass(end.related_model, user)
        return bool(end.primary_key and issubclass(end.model, user))

    @property
    def many(self) -> bool:
        """Whether a row may meet the path more than once."""
        return any(
            step.is_relation and (step.one_to_many or step.many_to_many) for step in self.steps
        )

    @property
    def link(self) -> Any:
        """The model's own relation to a person that an erasure can cut, or None.

        Only a forward relation straight to the account is a link that this row holds.
        """
        own = len(self.steps) == 1 and self.first.is_relation and self.first.concrete
        return self.first if own and self.to_user else None


def resolve(model: type[Model], text: str) -> Path:
    """Walk ``text`` (such as ``order__customer``) from ``model``. Raises :class:`BadPath`."""
    steps: list[Any] = []
    here: Any = model
    for name in text.split("__"):
        if here is None:
            raise BadPath(f"'{steps[-1].name}' is not a relation, so '{name}' leads nowhere")
        try:
            step = here._meta.pk if name == "pk" else here._meta.get_field(name)
        except FieldDoesNotExist:
            raise BadPath(f"{here._meta.label} has no field '{name}'") from None
        steps.append(step)
        here = step.related_model if step.is_relation else None
    return Path(text, tuple(steps))


def own_fields(model: type[Model]) -> list[Field[Any, Any]]:
    """The fields that a declaration must speak of: concrete and many-to-many, but the key."""
    meta = model._meta
    fields = (*meta.local_concrete_fields, *meta.local_many_to_many)
    return [field for field in fields if not field.primary_key]
