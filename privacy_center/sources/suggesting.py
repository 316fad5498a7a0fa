"""A ``privacy.py`` for an app that has none yet: passes the checks, and says what to think of."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.db.models import CharField, Field, Model, TextField

from .coverage import UNDECLARED, ModelCoverage, coverage
from .guessing import guess
from .paths import own_fields
from .registry import Registry

_HEAD = '''"""What is personal in {app}. Suggested: read every line."""

from __future__ import annotations

from privacy_center.sources import {names}

from {module} import {models}
'''

#: The activity that is suggested: one that sites with accounts have. It is to be thought about.
_ACTIVITY = "account"
_LINE = 95
_REASON = '    reason="No field of it leads to a person.",'


def suggest(app: AppConfig, registry: Registry) -> str:
    """Python source that declares every model of ``app`` that is not declared whole yet.

    A comment alone where nothing is missing.
    """
    missing = [
        one
        for one in coverage(registry)
        if one.model._meta.app_label == app.label and one.state == UNDECLARED
    ]
    if not missing:
        return f"# Everything in {app.label} is declared.\n"
    owners = _owners(missing, registry)
    whole = [one for one in missing if one.source is None]
    blocks, used = [], set()
    for one in sorted(whole, key=lambda each: each.model.__name__):
        owner = owners.get(one.model)
        blocks.append(_source(one, *owner) if owner else _nothing(one))
        used |= {"PersonalData", "register"} if owner else {"nothing_personal"}
    head = _HEAD.format(
        app=app.name,
        names=", ".join(sorted(used)),
        module=app.models_module.__name__ if app.models_module else f"{app.name}.models",
        models=_imported([one.model.__name__ for one in whole]),
    )
    return (head if whole else "") + "".join(blocks) + "".join(_added(missing))


#: How a model's records are told to be whose: the attribute, and its value.
Owner = tuple[str, tuple[str, ...]]


def _owners(missing: list[ModelCoverage], registry: Registry) -> dict[type[Model], Owner]:
    """Which models belong to a person: by themselves, or as parts of records that do."""
    owners: dict[type[Model], Owner] = {}
    for one in missing:
        if one.source is None and (paths := _paths(one.model)):
            owners[one.model] = ("subject", paths)
    grown = True
    while grown:
        grown = False
        for one in missing:
            whole = None if one.model in owners else _whole(one.model, owners, registry)
            if whole:
                owners[one.model] = ("part_of", (whole,))
                grown = True
    return owners


def _paths(model: type[Model]) -> tuple[str, ...]:
    """The relations to an account, then the e-mail texts."""
    user = get_user_model()
    fields = own_fields(model)
    if issubclass(model, user):
        return ("pk",)
    links = [f.name for f in fields if f.is_relation and not f.many_to_many and _leads(f, user)]
    return tuple([*links[:1], *(f.name for f in fields if _is_email(f))][:2])


def _leads(field: Field[Any, Any], user: type[Model]) -> bool:
    return isinstance(field.related_model, type) and issubclass(field.related_model, user)


def _is_email(field: Field[Any, Any]) -> bool:
    found = guess(field)
    textual = isinstance(field, (CharField, TextField))
    return textual and found is not None and found.category == "contact" and found.weight == 10


def _whole(model: type[Model], owners: dict[type[Model], Owner], registry: Registry) -> str | None:
    for field in own_fields(model):
        target = field.related_model
        if not field.is_relation or field.many_to_many or target is model or field.null:
            continue
        if target in owners or _is_source(target, registry):
            return field.name
    return None


def _is_source(model: Any, registry: Registry) -> bool:
    """Whether a model belongs to a person; what is only a person's work has no parts of theirs."""
    source = registry.get(model) if isinstance(model, type) else None
    return source is not None and bool(source.identifying)


def _source(one: ModelCoverage, attribute: str, paths: tuple[str, ...]) -> str:
    fields: dict[str, str] = {}
    plain: list[str] = []
    secret: list[str] = []
    for column in own_fields(one.model):
        if column.is_relation and column.name in paths:
            continue
        found = guess(column)
        if found is not None and found.category == "technical" and found.weight == 6:
            secret.append(column.name)
        elif found is not None and not column.is_relation:
            fields[column.name] = found.category
        else:
            plain.append(column.name)
    name = one.model.__name__
    lines = ["", "", f"@register({name})", f"class {name}Data(PersonalData):"]
    if attribute == "part_of":
        lines.append(f'    part_of = "{paths[0]}"')
    else:
        lines.append("    # The slug of a processing activity: why is this held?")
        lines.append(f'    activity = "{_ACTIVITY}"')
        lines.append(f"    subject = {_tuple(paths)}")
        lines += _dates(one.model)
    lines += _mapping("fields", fields)
    lines += _names("not_identifying", plain)
    lines += _names("secret", secret)
    return "\n".join(lines) + "\n"


def _added(missing: list[ModelCoverage]) -> Iterator[str]:
    """What is to be added to declarations that are there."""
    for one in missing:
        if one.source is not None:
            names = ", ".join(found.name for found in one.undeclared)
            declaration = type(one.source).__name__
            yield "\n" + _comment(f"{declaration} says nothing of: {names}.") + "\n"


def _dates(model: type[Model]) -> Iterator[str]:
    """A date is no guess that may remove anything: it is left to be chosen."""
    kinds = ("DateField", "DateTimeField")
    dates = [f.name for f in own_fields(model) if f.get_internal_type() in kinds]
    if dates:
        yield _comment(
            f"The date that retention counts from, perhaps one of: {', '.join(dates)}.", "    "
        )


def _nothing(one: ModelCoverage) -> str:
    """A model that leads to nobody. What looks personal in it all the same is pointed at."""
    looks = [found.name for found in one.undeclared if found.guess and found.guess.weight > 6]
    warning = _comment(f"These look personal: {', '.join(looks)}.") + "\n" if looks else ""
    names = _names("fields", [column.name for column in own_fields(one.model)], "    ", ",")
    body = "\n".join([f"    {one.model.__name__},", _REASON, *names])
    body = body.replace("    fields = ", "    fields=")
    return f"\n\n{warning}nothing_personal(\n{body}\n)\n"


def _comment(text: str, indent: str = "") -> str:
    start = f"{indent}# "
    return textwrap.fill(text, _LINE, initial_indent=start, subsequent_indent=start)


def _imported(names: Iterable[str]) -> str:
    ordered = sorted(names)
    joined = ", ".join(ordered)
    return joined if len(joined) < 60 else "(\n    " + ",\n    ".join(ordered) + ",\n)"


def _tuple(names: Iterable[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    return f"({', '.join(quoted)}{',' if len(quoted) == 1 else ''})"


def _names(attribute: str, names: list[str], indent: str = "    ", end: str = "") -> list[str]:
    if not names:
        return []
    line = f"{indent}{attribute} = {_tuple(names)}{end}"
    if len(line) <= _LINE:
        return [line]
    inner = [f'{indent}    "{name}",' for name in names]
    return [f"{indent}{attribute} = (", *inner, f"{indent}){end}"]


def _mapping(attribute: str, pairs: dict[str, str]) -> list[str]:
    if not pairs:
        return []
    inner = [f'        "{name}": "{category}",' for name, category in pairs.items()]
    return [f"    {attribute} = {{", *inner, "    }"]
