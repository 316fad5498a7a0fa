"""Whether declarations can work, told before anybody's request meets them."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error

from .base import Anonymise, PersonalData
from .blanks import CannotBlank, blank_expression, column_of
from .paths import BadPath, Path, own_fields, resolve
from .registry import Registry


def check_source(source: PersonalData, registry: Registry) -> list[CheckMessage]:
    """Everything wrong with one declaration; each message names the file and the fix."""
    where = registry.where(source.name)
    found = [*_unknown_fields(source), *_paths(source), *_ownership(source, registry)]
    if not found:
        found = [*_groups(source), *_dependants(source), *_fates(source), *_provided(source)]
    return [
        Error(f"{source.model._meta.label}: {message}", hint=hint, obj=where or None, id=code)
        for code, message, hint in found
    ]


Finding = tuple[str, str, str]


def _grouped(source: PersonalData) -> dict[str, tuple[str, ...]]:
    return {
        "fields": tuple(source.fields),
        "not_identifying": tuple(source.not_identifying),
        "secret": tuple(source.secret),
    }


def _unknown_fields(source: PersonalData) -> Iterator[Finding]:
    meta = source.model._meta
    known = {field.name for field in (*meta.concrete_fields, *meta.many_to_many)}
    for group, names in _grouped(source).items():
        for name in names:
            if name not in known:
                yield (
                    "privacy_center.E001",
                    f"'{name}' in {group} is no field of the model.",
                    f"Fields are: {', '.join(sorted(known))}.",
                )


def _provided(source: PersonalData) -> Iterator[Finding]:
    if isinstance(source.provided, bool):
        return
    for name in source.provided:
        if name not in source.columns:
            yield (
                "privacy_center.E015",
                f"'{name}' in provided is no field that is exported.",
                "Name fields of fields or not_identifying; or write True or False.",
            )


def _paths(source: PersonalData) -> Iterator[Finding]:
    for attribute, texts in _path_texts(source).items():
        for text in texts:
            try:
                path = resolve(source.model, text)
            except BadPath as error:
                yield (
                    "privacy_center.E002",
                    f"the path '{text}' in {attribute} leads nowhere: {error}.",
                    "Write a path as in a filter: 'customer', 'email', 'order__customer'.",
                )
                continue
            if attribute in ("subject", "others"):
                yield from _ends_at_nobody(attribute, path)


def _ends_at_nobody(attribute: str, path: Path) -> Iterator[Finding]:
    textual = path.end.get_internal_type() in ("CharField", "EmailField", "TextField")
    if not path.to_user and (path.end.is_relation or not textual):
        yield (
            "privacy_center.E003",
            f"the path '{path.text}' in {attribute} ends at no account and no e-mail text.",
            "Lead it to the user model, or to a text field that holds an e-mail address.",
        )


def _ownership(source: PersonalData, registry: Registry) -> Iterator[Finding]:
    finds = type(source).find is not PersonalData.find
    if source.part_of:
        try:
            path = resolve(source.model, source.part_of)
        except BadPath:
            return
        if not path.first.is_relation or registry.get(path.first.related_model) is None:
            yield (
                "privacy_center.E004",
                f"part_of = '{source.part_of}' is no relation to a declared model.",
                "Register the other model too, or give this source a subject of its own.",
            )
    elif not source.subject and not finds:
        yield (
            "privacy_center.E005",
            "nothing says whose the records are.",
            "Set subject (paths), part_of (a relation), or override find() and people().",
        )
    if finds and not source.subject and type(source).people is PersonalData.people:
        yield (
            "privacy_center.E006",
            "find() is overridden and people(), its inverse, is not.",
            "Override people(queryset) to yield pairs of key and owner.",
        )
    if not source.part_of and not source.activity:
        yield (
            "privacy_center.E007",
            "no activity says why the records are held.",
            "Set activity to the slug of a processing activity.",
        )


def _groups(source: PersonalData) -> Iterator[Finding]:
    walked = _walked(source)
    groups = _grouped(source)
    for field in own_fields(source.model):
        inside = [group for group, names in groups.items() if field.name in names]
        if not inside and field.name not in walked:
            yield (
                "privacy_center.E008",
                f"the field '{field.name}' is in no group.",
                "Put it in fields (identifying, with a category), not_identifying or secret.",
            )
        if len(inside) > 1:
            yield (
                "privacy_center.E009",
                f"the field '{field.name}' is in {' and in '.join(inside)}.",
                "Keep it in exactly one of them.",
            )


def _dependants(source: PersonalData) -> Iterator[Finding]:
    """What may be corrected, or stands on a voucher, or is another's, must be declared first."""
    personal = {*source.fields, *source.not_identifying}
    named = {
        "correctable": tuple(source.correctable),
        "correctable_on_review": tuple(source.correctable_on_review),
        "kept_by_law": tuple(source.kept_by_law),
        "masked": tuple(source.masked),
        "others": tuple(name for names in source.others.values() for name in names),
    }
    if isinstance(source.on_erasure, Anonymise):
        named["on_erasure"] = tuple(source.on_erasure.values)
        named["rewritten"] = tuple(source.rewritten)
        personal |= set(source.secret)
    for attribute, names in named.items():
        for name in names:
            if name not in personal:
                yield (
                    "privacy_center.E010",
                    f"'{name}' in {attribute} is not declared as a field.",
                    "Put it in fields or not_identifying as well.",
                )


def _fates(source: PersonalData) -> Iterator[Finding]:
    """Any record may come to stay: then each field must be blanked, and the link cut.

    A deletion too becomes an anonymisation where something that stays refers to the record.
    """
    if type(source).anonymise is not PersonalData.anonymise:
        return
    given = source.on_erasure.values if isinstance(source.on_erasure, Anonymise) else {}
    for name in source.identifying:
        field = column_of(source.model, name)
        if name in given or field.primary_key or field.many_to_many:
            continue
        try:
            blank_expression(field)
        except CannotBlank as error:
            yield (
                "privacy_center.E011",
                f"{error}.",
                f"Name one: Anonymise({name}=…), or override anonymise(record, subject).",
            )
    for text in source.subject if isinstance(source.on_erasure, Anonymise) else ():
        link = resolve(source.model, text).link
        if link is not None and not link.null:
            yield (
                "privacy_center.E012",
                f"the link '{link.name}' cannot be cut: it must not be null.",
                "Make it null=True, or let on_erasure be Delete().",
            )


def _path_texts(source: PersonalData) -> dict[str, tuple[str, ...]]:
    return {
        "subject": tuple(source.subject),
        "others": tuple(source.others),
        "part_of": (source.part_of,) if source.part_of else (),
        "retained_from": (source.retained_from,) if source.retained_from else (),
        "dated": (source.dated,) if source.dated else (),
    }


def _walked(source: PersonalData) -> set[str]:
    """The model's own relations that some path walks through."""
    return {
        path.first.name
        for texts in _path_texts(source).values()
        for path in (resolve(source.model, text) for text in texts)
        if path.first.is_relation
    }
