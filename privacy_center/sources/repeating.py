"""Rows that repeat a record of any model and name it by its content type and key."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from .base import PersonalData
from .registry import registry


class RepeatsRecords(PersonalData):
    """For a model with ``content_type`` and ``object_id``: logs, revisions, a search index."""

    def may_copy(self, model: type[Model]) -> bool:
        """Whether any row at all is about a record of ``model``."""
        return self._about(model).exists()

    def copies(self, model: type[Model], keys: list[Any]) -> QuerySet[Any]:
        """The rows about a person's records; about records that name nobody, none."""
        return self._about(model).filter(object_id__in=[str(key) for key in keys])

    def _about(self, model: type[Model]) -> QuerySet[Any]:
        source = registry.get(model)
        if source is None or not source.identifying:
            return self.rows().none()
        return self.rows().filter(content_type=ContentType.objects.get_for_model(model))
