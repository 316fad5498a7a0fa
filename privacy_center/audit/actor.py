"""Who did something: never by name or address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

Kind = Literal["person", "staff", "system", "command"]


@dataclass(frozen=True)
class Actor:
    """The one behind a deed. ``id`` is a pseudonym, the key of a staff account, or empty."""

    kind: Kind
    id: str = ""

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"An actor is one of {', '.join(get_args(Kind))}.")
        if "@" in self.id:
            raise ValueError("An actor is named by a pseudonym or a key, never by an address.")

    @classmethod
    def person(cls, pseudonym: str) -> Actor:
        """The data subject, by pseudonym."""
        return cls("person", pseudonym)

    @classmethod
    def staff(cls, user: Any) -> Actor:
        """Somebody of the staff, by the key of the account."""
        return cls("staff", str(user.pk))

    @classmethod
    def system(cls) -> Actor:
        """The site itself: a task, a nightly run."""
        return cls("system")

    @classmethod
    def command(cls) -> Actor:
        """Whoever may run commands on the server."""
        return cls("command")

    @classmethod
    def parse(cls, text: str) -> Actor:
        """The actor that ``str()`` wrote. Raises ValueError for anything else."""
        kind, _, key = text.partition(":")
        return cls(cast("Kind", kind), key)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else self.kind
