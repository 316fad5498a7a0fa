"""Refusing a value before a transaction has begun to be spoilt by it."""

from __future__ import annotations

from typing import Any

from django.db import models


class GuardedModel(models.Model):
    """Asks its fields first, so that a refused save leaves the caller's transaction usable.

    The fields ask again on their way to the database, for ways that pass ``save()`` by.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the record; raises ``ValidationError`` where a field refuses its value."""
        written = kwargs.get("update_fields")
        skipped = self.get_deferred_fields()
        for field in self._meta.concrete_fields:
            refuse = getattr(field, "refuse", None)
            wanted = written is None or field.name in written
            if refuse is not None and wanted and field.attname not in skipped:
                refuse(getattr(self, field.attname))
        super().save(*args, **kwargs)
