"""What is declared, model by model and field by field, and what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.db.models import Model

from ..conf import settings
from .base import PersonalData
from .guessing import Guess, guess
from .paths import BadPath, own_fields, resolve
from .registry import Registry

#: The states of a model and of a field.
DECLARED = "declared"
NOTHING = "nothing"
UNDECLARED = "undeclared"

#: Folders of installed packages: what lies there is not the site's own code.
_INSTALLED = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class FieldCoverage:
    """One field: its state, and what is said of it."""

    name: str
    state: str
    #: ``fields``, ``not_identifying``, ``secret``, ``key`` or ``path``; empty unless declared.
    group: str = ""
    category: str = ""
    guess: Guess | None = None

    def to_json(self) -> dict[str, Any]:
        """The field in the report's format."""
        guessed = self.guess if self.state == UNDECLARED else None
        return {
            "name": self.name,
            "state": self.state,
            "group": self.group or None,
            "category": self.category or None,
            "guess": guessed and {"category": guessed.category, "because": str(guessed.because)},
        }


@dataclass(frozen=True)
class ModelCoverage:
    """One model: its state, its fields, and where it is declared."""

    model: type[Model]
    state: str
    own: bool
    source: PersonalData | None = None
    reason: str = ""
    where: str = ""
    fields: list[FieldCoverage] = field(default_factory=list)

    @property
    def name(self) -> str:
        """``app_label.model``."""
        return self.model._meta.label_lower

    @property
    def undeclared(self) -> list[FieldCoverage]:
        """The fields that nobody has spoken of, the likeliest personal ones first."""
        missing = [found for found in self.fields if found.state == UNDECLARED]
        return sorted(missing, key=lambda found: -(found.guess.weight if found.guess else 0))

    @property
    def weight(self) -> int:
        """How likely the model holds something personal that nobody declared; 0 is unlikely."""
        return sum(found.guess.weight for found in self.undeclared if found.guess)

    @property
    def activities(self) -> list[str]:
        """The slugs of the activities that the model is declared for."""
        return [] if self.source is None or self.source.part_of else sorted(self._slugs())

    def to_json(self) -> dict[str, Any]:
        """The model in the report's format."""
        return {
            "model": self.name,
            "state": self.state,
            "own": self.own,
            "source": self.source and type(self.source).__name__,
            "part_of": (self.source and self.source.part_of) or None,
            "activities": self.activities,
            "reason": self.reason or None,
            "declared_in": self.where or None,
            "fields": [found.to_json() for found in self.fields],
        }

    def _slugs(self) -> Iterator[str]:
        if self.source is not None:
            yield from self.source.activities()


def coverage(registry: Registry) -> list[ModelCoverage]:
    """Every table of every installed app: what is undeclared first, likeliest personal on top."""
    found = [_of(model, registry) for model in apps.get_models() if _has_rows(model)]
    return sorted(found, key=lambda one: (not one.undeclared, -one.weight, one.name))


def unpublished(
    found: Iterable[ModelCoverage], registry: Registry, published: Collection[str]
) -> list[str]:
    """The activities that declarations name and that are not among the ``published`` slugs."""
    named = {slug for one in found for slug in one.activities}
    named |= {held.activity for held in registry.externals()}
    return sorted(named - set(published))


def is_own(app: AppConfig) -> bool:
    """Whether an app is the site's own code: not installed as a package, or named by the site."""
    named = settings.OWN_APPS
    if named is not None:
        return app.name in named or app.label in named
    return not any(folder in app.path for folder in _INSTALLED)


def check_coverage(registry: Registry) -> list[CheckMessage]:
    """Fields that nobody has declared (``E013``, ``E014``, ``W014``).

    The site's own apps declare everything. What other apps leave open is told where it looks
    personal: a warning, or an error where the setting ``UNDECLARED`` asks for one.
    """
    messages: list[CheckMessage] = []
    for one in coverage(registry):
        if one.source is not None:
            # A field that a declaration leaves out is told with the declaration's other faults.
            continue
        missing = one.undeclared if one.own else [f for f in one.undeclared if f.guess]
        if missing:
            messages.append(_message(one, missing))
    return messages


def _message(one: ModelCoverage, missing: list[FieldCoverage]) -> CheckMessage:
    names = ", ".join(f"'{found.name}'" for found in missing)
    label = one.model._meta.label
    app = one.model._meta.app_label
    hint = f"Declare it in privacy.py. manage.py privacy_inventory --suggest {app} prints a start."
    if one.own:
        # Both run the checks first, so a model without its first migration would wait for ever.
        hint += " Meanwhile makemigrations and migrate take --skip-checks."
        text = f"{label}: nobody has said whether these fields are personal: {names}."
        return Error(text, hint=hint, obj=one.where or None, id="privacy_center.E013")
    text = f"{label}: these fields look personal and nobody has declared them: {names}."
    if settings.UNDECLARED == "error":
        return Error(text, hint=hint, id="privacy_center.E014")
    return CheckWarning(text, hint=hint, id="privacy_center.W014")


def _has_rows(model: type[Model]) -> bool:
    meta = model._meta
    return not (meta.proxy or meta.swapped or meta.auto_created)


def _of(model: type[Model], registry: Registry) -> ModelCoverage:
    label = model._meta.label_lower
    source = registry.get(model)
    reason = registry.nothing().get(label, "")
    if source is not None:
        state, fields = DECLARED, list(_declared(source))
    elif reason:
        state, fields = NOTHING, list(_stated(model, registry.stated(label)))
    else:
        state, fields = UNDECLARED, list(_stated(model, ()))
        # A table of nothing but its key and its parent's columns says nothing of its own.
        state = UNDECLARED if fields else NOTHING
    if any(found.state == UNDECLARED for found in fields):
        state = UNDECLARED
    own = is_own(apps.get_app_config(model._meta.app_label))
    return ModelCoverage(model, state, own, source, reason, registry.where(label), fields)


def _declared(source: PersonalData) -> Iterator[FieldCoverage]:
    walked = _walked(source)
    for column in own_fields(source.model):
        name = column.name
        if name in source.fields:
            yield FieldCoverage(name, DECLARED, "fields", source.fields[name])
        elif name in source.not_identifying:
            yield FieldCoverage(name, DECLARED, "not_identifying")
        elif name in source.secret:
            yield FieldCoverage(name, DECLARED, "secret")
        elif name in walked:
            yield FieldCoverage(name, DECLARED, "path")
        else:
            yield FieldCoverage(name, UNDECLARED, guess=guess(column))


def _stated(model: type[Model], names: tuple[str, ...] | None) -> Iterator[FieldCoverage]:
    """The fields of a model without a source; ``names`` is what the statement is about."""
    for column in own_fields(model):
        if names is None or column.name in names:
            yield FieldCoverage(column.name, NOTHING)
        else:
            yield FieldCoverage(column.name, UNDECLARED, guess=guess(column))


def _walked(source: PersonalData) -> set[str]:
    texts = (*source.subject, *source.others, source.part_of, source.retained_from)
    walked = set()
    for text in filter(None, texts):
        try:
            first = resolve(source.model, text).first
        except BadPath:
            continue
        if first.is_relation:
            walked.add(first.name)
    return walked
