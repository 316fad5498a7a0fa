"""The registry: every declaration, by model, filled once by a scan of the apps."""

from __future__ import annotations

import contextlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.utils.module_loading import autodiscover_modules

from ..conf import settings
from .base import PersonalData


@dataclass(frozen=True)
class External:
    """Personal data held outside this system: named, and how to ask for it."""

    slug: str
    activity: str
    title: Any
    how_to_ask: Any
    export: Callable[[Any], Any] | None = None
    erase: Callable[[Any], Any] | None = None


class Registry:
    """Holds the declarations. One instance, :data:`registry`, serves the site."""

    def __init__(self) -> None:
        self._sources: dict[str, PersonalData] = {}
        self._nothing: dict[str, str] = {}
        self._stated: dict[str, tuple[str, ...]] = {}
        self._externals: dict[str, External] = {}
        self._where: dict[str, str] = {}
        self._discovered = False

    def discover(self) -> None:
        """Import each installed app's declarations; a second call does nothing.

        The plugin's own come first, so that a site's declaration replaces a built-in one.
        """
        if self._discovered:
            return
        self._discovered = True
        import_module("privacy_center.privacy")
        autodiscover_modules(settings.DECLARATIONS_MODULE)

    def add(self, model: type[Model], declaration: type[PersonalData], where: str = "") -> None:
        """Register ``declaration`` for ``model``; an earlier one is replaced."""
        label = model._meta.label_lower
        self._nothing.pop(label, None)
        self._stated.pop(label, None)
        self._sources[label] = declaration(model)
        self._where[label] = where

    def add_nothing(
        self,
        model: type[Model],
        reason: str,
        where: str = "",
        fields: Iterable[str] | None = None,
    ) -> None:
        """State that ``model`` holds nothing personal, and why.

        With ``fields`` the statement is about these alone: one that is added later is undeclared.
        """
        if not str(reason).strip():
            raise ImproperlyConfigured(
                f"nothing_personal({model._meta.label}) needs a reason: say what the model holds."
            )
        label = model._meta.label_lower
        self._sources.pop(label, None)
        self._nothing[label] = str(reason)
        self._stated.pop(label, None)
        if fields is not None:
            self._stated[label] = tuple(fields)
        self._where[label] = where

    def add_external(self, declared: External) -> None:
        """Register data held outside this system."""
        self._externals[declared.slug] = declared

    def sources(self) -> list[PersonalData]:
        """Every source, in order of name."""
        self.discover()
        return [self._sources[name] for name in sorted(self._sources)]

    def get(self, model: type[Model] | str) -> PersonalData | None:
        """The source of a model (or of its ``app_label.model`` name), or None."""
        self.discover()
        label = model.lower() if isinstance(model, str) else model._meta.label_lower
        return self._sources.get(label)

    def nothing(self) -> dict[str, str]:
        """The models stated to hold nothing personal: name -> reason."""
        self.discover()
        return dict(self._nothing)

    def stated(self, label: str) -> tuple[str, ...] | None:
        """The fields that a statement of nothing personal names; None where it is on the model."""
        self.discover()
        return self._stated.get(label)

    def externals(self) -> list[External]:
        """What is held outside this system."""
        self.discover()
        return list(self._externals.values())

    def where(self, label: str) -> str:
        """File and line of the declaration, for messages."""
        return self._where.get(label, "")

    def parent(self, source: PersonalData) -> PersonalData | None:
        """The source of the record that ``source``'s records are part of, or None."""
        if not source.part_of:
            return None
        whole = source.model._meta.get_field(source.part_of).related_model
        return None if whole is None else self.get(whole)

    def children(self, source: PersonalData) -> list[PersonalData]:
        """The sources whose records are part of ``source``'s."""
        return [child for child in self.sources() if self.parent(child) is source]

    @contextmanager
    def register_temporarily(
        self, model: type[Model], declaration: type[PersonalData]
    ) -> Iterator[PersonalData]:
        """For tests: ``declaration`` stands for ``model`` until the block ends."""
        with self.as_it_is():
            self.add(model, declaration, _caller())
            yield self._sources[model._meta.label_lower]

    @contextmanager
    def as_it_is(self) -> Iterator[None]:
        """For tests: whatever is declared inside the block is forgotten when it ends."""
        self.discover()
        before = (
            dict(self._sources),
            dict(self._nothing),
            dict(self._stated),
            dict(self._externals),
            dict(self._where),
        )
        try:
            yield
        finally:
            self._sources, self._nothing, self._stated, self._externals, self._where = before


registry = Registry()


def register(model: type[Model]) -> Callable[[type[PersonalData]], type[PersonalData]]:
    """Class decorator: the decorated :class:`PersonalData` declares ``model``."""
    where = _caller()

    def decorate(declaration: type[PersonalData]) -> type[PersonalData]:
        registry.add(model, declaration, where)
        return declaration

    return decorate


def nothing_personal(
    *models: type[Model], reason: str, fields: Iterable[str] | None = None
) -> None:
    """State that models hold nothing about people. The reason is shown in the inventory.

    With ``fields`` the statement is about these fields alone, and one that somebody adds to the
    model later is undeclared until it is named too.
    """
    where = _caller()
    for model in models:
        registry.add_nothing(model, reason, where, fields)


def external(
    slug: str,
    *,
    activity: str,
    title: Any,
    how_to_ask: Any,
    export: Callable[[Any], Any] | None = None,
    erase: Callable[[Any], Any] | None = None,
) -> None:
    """Declare personal data that is held outside this system, and how a person asks for it."""
    registry.add_external(External(slug, activity, title, how_to_ask, export, erase))


def _caller() -> str:
    """File and line of the first frame outside the registry: where the declaration stands.

    By the frames alone: ``inspect.stack`` reads the source of each, half a second a declaration.
    """
    inner = {__file__, contextlib.__file__}
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename in inner:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame is not None else ""
