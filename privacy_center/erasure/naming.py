"""Asking the database once a row whether any of its texts may name somebody."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db.backends.signals import connection_created
from django.db.models import BooleanField, Func
from django.dispatch import receiver

from privacy_center.ledger.pseudonyms import fold_letters

from .readings import readings

#: What stands between the digits of a number; a hyphen first, as in brackets it means itself there.
_BETWEEN = "- ()/.+\t\u00a0\u2010\u2011\u2012\u2013\u2212"

#: Letters that fold to ASCII, which SQLite's ``LIKE`` does not know, and the end of its texts.
_BEYOND_LIKE = ("\u212a", "\u0130", "\0")


class Naming(Func):
    """Whether the columns, taken together, contain one of ``forms`` or, squeezed, of ``digits``.

    The texts are put together and folded once, however many forms there are.
    """

    output_field = BooleanField()

    def __init__(self, *columns: str, forms: Sequence[str], digits: Sequence[str]) -> None:
        self.forms, self.digits = tuple(forms), tuple(digits)
        super().__init__(*columns)

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> Any:
        """PostgreSQL's way; other databases have ``as_<vendor>``."""
        texts, params = self._texts(compiler)
        whole = f"CONCAT_WS(E'\\n', {texts})"
        asked: list[str] = []
        given: list[Any] = []
        if self.forms:
            asked.append(f"LOWER({whole}) LIKE ANY (%s)")
            given += [*params, [_like(form) for form in self.forms]]
        if self.digits:
            # A third of the time that it takes to leave out what stands between, and compare.
            asked.append(f"{whole} ~ %s")
            given += [*params, _pattern(self.digits)]
        return f"({' OR '.join(asked)})", tuple(given)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """By ``LIKE``; a function that Python lends the connection looks where that falls short.

        No form goes from one column into the next, so each is asked by itself and nothing is put
        together: the function is called for few rows, and calling it is what costs.
        """
        texts, params = self._texts(compiler)
        sought = [(r"{} LIKE %s ESCAPE '\'", _like(form)) for form in self.forms]
        doubtful = [("{} GLOB %s", f"*{'*'.join(number)}*") for number in self.digits]
        doubtful += [("INSTR({}, %s)", letter) for letter in _BEYOND_LIKE]
        plain, given = _any_column(compiler, self.get_source_expressions(), sought)
        unsure, doubts = _any_column(compiler, self.get_source_expressions(), doubtful)
        asked = json.dumps([self.forms, self.digits])
        sql = f"({plain} OR (({unsure}) AND privacy_naming(%s, {texts})))"
        return sql, (*given, *doubts, asked, *params)

    def _texts(self, compiler: Any) -> tuple[str, list[Any]]:
        parts = [compiler.compile(column) for column in self.get_source_expressions()]
        return ", ".join(sql for sql, _ in parts), [each for _, given in parts for each in given]


def _any_column(
    compiler: Any, columns: Sequence[Any], tests: Sequence[tuple[str, str]]
) -> tuple[str, list[Any]]:
    """Whether any of ``tests`` holds in any of ``columns``."""
    groups, params = ["0"], []
    for column in columns:
        sql, given = compiler.compile(column)
        groups += [" OR ".join(test.format(sql) for test, _ in tests) or "0"]
        for _test, value in tests:
            params += [*given, value]
    return " OR ".join(f"({group})" for group in groups), params


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _names(asked: str, *texts: Any) -> bool:
    forms, digits = _parsed(asked)
    whole = "\n".join([str(text) for text in texts if text is not None])
    folded = fold_letters(whole)
    if any(form in folded for form in forms):
        return True
    # SQLite keeps what stands between the digits of a number in JSON as an escape.
    return digits is not None and any(digits.search(reading) for reading in readings(whole))


@lru_cache(maxsize=32)
def _parsed(asked: str) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """The words, and one pattern for the numbers: asked of every row, so made only once."""
    forms, digits = json.loads(asked)
    return tuple(forms), re.compile(_pattern(digits)) if digits else None


def _pattern(digits: Sequence[str]) -> str:
    """One regular expression for the numbers, as Python and PostgreSQL both read it."""
    return "|".join(f"[{_BETWEEN}]*".join(number) for number in digits)


@receiver(connection_created, dispatch_uid="privacy_center.privacy_naming")
def _lend(connection: Any, **kwargs: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("privacy_naming", -1, _names, deterministic=True)
