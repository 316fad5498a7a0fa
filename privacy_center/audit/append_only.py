"""Rows that are written once and never changed: for trails and proofs (Art. 5(2), 7(1))."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Immutable(TypeError):
    """Somebody tried to change or remove a row that is there to prove something."""


def refuse(model: type[models.Model]) -> NoReturn:
    """Raise :class:`Immutable` with the name of ``model``."""
    raise Immutable(
        f"{model._meta.label} is append-only: its rows are proof, and are never changed or removed."
    )


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """A query set that reads and adds."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Always raises :class:`Immutable`."""
        refuse(self.model)

    def delete(self) -> NoReturn:
        """Always raises :class:`Immutable`."""
        refuse(self.model)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Always raises :class:`Immutable`."""
        refuse(self.model)

    def _raw_delete(self, using: str | None) -> NoReturn:
        refuse(self.model)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Row]:
        """Add rows; raises :class:`Immutable` where the call would change those that clash."""
        if kwargs.get("update_conflicts"):
            refuse(self.model)
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnlyModel(models.Model):
    """A model whose rows ``save()`` adds once; every later change raises :class:`Immutable`.

    What the law itself asks for (cutting the link to an erased account, removing a proof whose
    own period is over) goes through ``_base_manager``, in the erasure and retention verbs alone.
    """

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raises :class:`Immutable` for one that is stored already."""
        if not self._state.adding:
            refuse(type(self))
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Always raises :class:`Immutable`."""
        refuse(type(self))
