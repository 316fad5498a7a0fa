"""What is about to change in the policy, as the centre's front page tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..policy.material import unseen_by
from ..policy.version import PolicyVersion
from ..subjects import Subject


@dataclass(frozen=True)
class ChangeNote:
    """A change that does not hold yet and that the person has not put away."""

    key: int
    effective_on: date
    version: PolicyVersion

    @property
    def compare_url(self) -> str:
        """Where the change is shown word by word; empty for a first version."""
        if not self.version.url or self.version.number < 2:
            return ""
        return f"{self.version.url}versions/compare/?to={self.version.number}"


def notes_for(person: Subject, language: str) -> list[ChangeNote]:
    """The notes, in ``language`` where the change is published in it, else as it was first."""
    return [
        ChangeNote(
            change.pk,
            change.effective_on,
            words.get(language.split("-")[0]) or next(iter(words.values())),
        )
        for change, words in unseen_by(person)
        if words
    ]
