"""A text column that only the site can read: sealed in the database, plain in Python."""

from __future__ import annotations

from typing import Any

from django.db import models

from ..ledger import decrypt, encrypt

_PURPOSE = "rectification"


class SealedTextField(models.TextField):
    """Text encrypted at rest. It cannot be searched or ordered by."""

    def get_prep_value(self, value: Any) -> Any:
        """Seal on the way in."""
        text = super().get_prep_value(value)
        return None if text is None else encrypt(text, purpose=_PURPOSE)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Open on the way out. Raises ``BrokenSeal`` where the key is gone."""
        return None if value is None else decrypt(value, purpose=_PURPOSE)
