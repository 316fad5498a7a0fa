"""Whether the database can find an address in any case of letters without reading every row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning
from django.db.models import F, Field, Model, UniqueConstraint
from django.db.models.functions import Lower

from .paths import BadPath, resolve
from .registry import Registry

_HINT = """Every request for somebody's data reads the whole table. Add to a migration of '{app}':
    migrations.AddIndex(
        "{model}", models.Index(Lower("{field}"), name="{name}"),
    )
and the same index to the model's Meta.indexes (from django.db.models.functions import Lower)."""

#: The longest name of an index that every database takes.
_LONGEST = 30


def check_folded_indexes(registry: Registry) -> list[CheckMessage]:
    """E-mail paths that no case-insensitive index serves (``privacy_center.W025``)."""
    seen: dict[tuple[str, str], CheckMessage] = {}
    for source in registry.sources():
        for text in (*source.subject, *source.others):
            field = _address_column(source.model, text)
            if field is None or has_folded_index(field):
                continue
            model = field.model._meta
            seen.setdefault(
                (model.label, field.name),
                CheckWarning(
                    f"{model.label}.{field.name} is searched for addresses in any case of "
                    "letters and has no index for that.",
                    hint=_HINT.format(
                        app=model.app_label,
                        model=model.model_name,
                        field=field.name,
                        name=f"{model.model_name}_{field.name}"[: _LONGEST - 6] + "_lower",
                    ),
                    obj=registry.where(source.name) or None,
                    id="privacy_center.W025",
                ),
            )
    return list(seen.values())


def has_folded_index(field: Field[Any, Any]) -> bool:
    """Whether an index begins with the lower case of ``field``, or its column knows no case."""
    if field.get_internal_type().startswith("CI") or _knows_no_case(field):
        return True
    return any(
        isinstance(expression, Lower) and str(expression) == str(Lower(F(field.name)))
        for expression in _leading(field.model)
    )


def _knows_no_case(field: Any) -> bool:
    collation = getattr(field, "db_collation", None) or ""
    return collation.lower() == "nocase"


def _leading(model: type[Model]) -> Iterator[Any]:
    """The first expression of each index and of each constraint that makes one."""
    for index in model._meta.indexes:
        yield from _plain(index.expressions[:1])
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            yield from _plain(constraint.expressions[:1])


def _plain(expressions: Any) -> Iterator[Any]:
    for expression in expressions:
        ordered = type(expression).__name__ == "OrderBy"
        yield expression.expression if ordered else expression


def _address_column(model: type[Model], text: str) -> Field[Any, Any] | None:
    """The text column that a path ends in; None for an account, and for a path that is broken."""
    try:
        path = resolve(model, text)
    except BadPath:
        # Said by a check of its own.
        return None
    return None if path.to_user or path.end.is_relation else path.end
