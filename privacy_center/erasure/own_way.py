"""A source's own way to anonymise a record, and that it leaves no identifying field as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from privacy_center.sources import PersonalData
from privacy_center.sources.blanks import column_of
from privacy_center.sources.identifiable import is_filled
from privacy_center.subjects import Subject, fold_email


class LeftFilled(Exception):
    """``anonymise()`` has left identifying fields as they were. Says which: names of fields."""


def has_own_way(source: PersonalData) -> bool:
    """Whether the site anonymises the source's records itself, row by row."""
    return type(source).anonymise is not PersonalData.anonymise


def anonymise_own_way(
    source: PersonalData,
    keys: Sequence[Any],
    subject: Subject | None,
    *,
    keeping: Sequence[str] = (),
) -> None:
    """Let the source anonymise its rows with ``keys``. To be called in a transaction.

    The columns in ``keeping`` are as before when it returns: they stand on a voucher. Raises
    :class:`LeftFilled` where another identifying field is filled as it was. One that is written
    anew may keep what is another person's: the proof looks for her identifiers there.
    """
    checked = [name for name in source.identifying if name not in (*source.rewritten, *keeping)]
    before, kept = _values(source, keys, checked), _values(source, keys, keeping)
    for record in source.rows().filter(pk__in=keys):
        source.anonymise(record, subject)
        if keeping:
            source.rows().filter(pk=record.pk).update(**kept[record.pk])
    after = _values(source, keys, checked)
    left = {
        name
        for key, values in after.items()
        for name in _left(source, checked, before.get(key), values)
    }
    if left:
        raise LeftFilled(f"anonymise() left {', '.join(sorted(left))}")


def owned_by_others(source: PersonalData, keys: Iterable[Any], subject: Subject | None) -> set[Any]:
    """The keys of the rows with ``keys`` that lead to somebody else than ``subject``."""
    found = source.people(source.rows().filter(pk__in=list(keys)))
    return {key for key, owner in found if owner not in (None, "") and not _is(subject, owner)}


def _is(subject: Subject | None, owner: Any) -> bool:
    if subject is None:
        return False
    if isinstance(owner, str) and "@" in owner:
        return fold_email(owner) in subject.emails
    return bool(owner == subject.user_pk)


def _left(
    source: PersonalData, names: Sequence[str], before: dict[str, Any] | None, after: dict[str, Any]
) -> Iterator[str]:
    for name in names:
        unchanged = before is None or before[name] == after[name]
        if unchanged and is_filled(source, column_of(source.model, name), after[name]):
            yield name


def _values(
    source: PersonalData, keys: Sequence[Any], names: Sequence[str]
) -> dict[Any, dict[str, Any]]:
    """By key, what stands in each field; of a relation to many, the keys that it leads to."""
    rows = source.rows().filter(pk__in=keys)
    columns = [column_of(source.model, name) for name in names]
    plain = [column.name for column in columns if not column.many_to_many]
    found = {
        key: dict(zip(plain, values, strict=True))
        for key, *values in rows.values_list("pk", *plain)
    }
    for column in columns:
        if column.many_to_many:
            for values in found.values():
                values[column.name] = []
            through = column.remote_field.through._base_manager
            own, other = column.m2m_field_name(), column.m2m_reverse_name()
            for key, to in through.filter(**{f"{own}__in": keys}).values_list(own, other):
                found[key][column.name].append(to)
    return found
