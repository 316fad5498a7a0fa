"""Lower case beyond ASCII on both databases."""

from __future__ import annotations

from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func
from django.dispatch import receiver

from ..ledger.pseudonyms import fold_letters


class UnicodeLower(Func):
    """``LOWER`` for any script; on SQLite by a function that Python lends the connection."""

    function = "LOWER"
    arity = 1
    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite's own ``LOWER`` leaves Å as it is."""
        return self.as_sql(compiler, connection, function="privacy_lower", **context)


@receiver(connection_created, dispatch_uid="privacy_center.privacy_lower")
def _lend_lower(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(
            "privacy_lower",
            1,
            lambda text: None if text is None else fold_letters(str(text)),
            deterministic=True,
        )
