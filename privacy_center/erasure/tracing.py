"""Traces of a person in other people's records: the officer takes them out, or lets them stand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from privacy_center.audit import Actor, record
from privacy_center.sources import registry
from privacy_center.sources.blanks import CannotBlank, blank_value, is_unique
from privacy_center.sources.restricted import key_text

from .deciding import CannotDecide
from .identifiers import Identifiers
from .models import AcceptedResidue, ErasureRun
from .readings import texts_of, tree_in
from .searching import Needles, needles
from .standing import Sought, is_for_officer
from .verify import Trace, traces


@dataclass(frozen=True)
class Found:
    """One trace as the officer sees it."""

    key: Any
    label: str
    excerpt: str


def traces_in(run: ErasureRun, model_name: str, field: str) -> list[Trace]:
    """The traces in one column that wait for the officer. Raises ValueError for a closed run."""
    model: Any = apps.get_model(model_name)
    found = traces([_sought(run)], [model])
    return [
        trace
        for trace in found
        if trace.column == field and is_for_officer(model_name, trace.state)
    ]


def shown(run: ErasureRun, model_name: str, field: str, most: int) -> Iterator[Found]:
    """What the officer reads of them: the record's label, and the words around the trace."""
    needle = _needle(run)
    for trace in traces_in(run, model_name, field)[:most]:
        row: Any = trace.model._base_manager.filter(pk=trace.key).first()
        if row is None:
            continue
        source = registry.get(trace.model)
        label = source.label(row) if source else str(row)
        yield Found(trace.key, label, needle.excerpt("\n".join(texts_of(getattr(row, field)))))


def accept(run: ErasureRun, model_name: str, field: str, *, reason: str, officer: Any) -> int:
    """Let the traces in one column stand, with the officer's reason; how many those are.

    Only those that stand there now: a new one waits for the officer again.
    """
    if not reason.strip():
        raise CannotDecide(_("Give the reason."))
    with transaction.atomic():
        found = traces_in(run, model_name, field)
        AcceptedResidue.objects.bulk_create(
            [
                AcceptedResidue(
                    run=run,
                    model=model_name,
                    field=field,
                    record_key=key_text(trace.key),
                    reason=reason,
                    decided_by=officer,
                )
                for trace in found
            ],
            ignore_conflicts=True,
        )
        _note(run, model_name, field, "accept", len(found), officer)
    return len(found)


def redact(run: ErasureRun, model_name: str, field: str, *, officer: Any) -> int:
    """Take the person out of one column of other people's records; how many rows those are.

    Words are replaced where they stand; an address of its own is blanked. Raises
    :class:`~.deciding.CannotDecide`, with nothing changed, where the column cannot be rewritten.
    """
    model: Any = apps.get_model(model_name)
    column = model._meta.get_field(field)
    needle = _needle(run)
    with transaction.atomic():
        found = traces_in(run, model_name, field)
        for trace in found:
            rows = model._base_manager.filter(pk=trace.key)
            value = rows.select_for_update().values_list(field, flat=True).get()
            rows.update(**{field: _without(column, value, needle)})
        _note(run, model_name, field, "redact", len(found), officer)
    return len(found)


def _without(column: Any, value: Any, needle: Needles) -> Any:
    if isinstance(column, models.FileField) or is_unique(column):
        raise CannotDecide(_("This column cannot be rewritten here. Change the record itself."))
    if isinstance(column, models.EmailField):
        try:
            return blank_value(column)
        except CannotBlank as error:
            raise CannotDecide(
                _("This column cannot be empty. Change the record itself.")
            ) from error
    cleaned = _redacted(value, needle)
    if any(needle.found_in(text) for text in texts_of(cleaned)):
        raise CannotDecide(_("Not all of it could be taken out. Change the record itself."))
    return cleaned


def _redacted(value: Any, needle: Needles) -> Any:
    if isinstance(value, str):
        tree = tree_in(value)
        return needle.redacted(value) if tree is None else json.dumps(_redacted(tree, needle))
    if isinstance(value, list):
        return [_redacted(inner, needle) for inner in value]
    if isinstance(value, dict):
        return {needle.redacted(key): _redacted(inner, needle) for key, inner in value.items()}
    # A number, such as one that JSON keeps as one, is somebody's identifier as a whole or not.
    named = value is not None and not isinstance(value, bool) and needle.found_in(str(value))
    return None if named else value


def _sought(run: ErasureRun) -> Sought:
    identifiers = _identifiers(run)
    return Sought(identifiers, identifiers.subject(), run)


def _needle(run: ErasureRun) -> Needles:
    needle = needles(_identifiers(run).searched)
    if needle is None:
        raise ValueError("The run has no identifiers to look for.")
    return needle


def _identifiers(run: ErasureRun) -> Identifiers:
    if not run.identifiers:
        raise ValueError("The run is closed: it keeps no identifiers.")
    return Identifiers.unseal(run.identifiers)


def _note(
    run: ErasureRun, model_name: str, field: str, decision: str, records: int, officer: Any
) -> None:
    record(
        "trace_decided",
        actor=Actor.staff(officer),
        subject=run.pseudonym,
        run=run.reference,
        source=model_name,
        field=field,
        decision=decision,
        records=records,
    )
