"""Columns of stored values come out as record by record, whatever they hold."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from privacy_center.access.cells import cell
from privacy_center.access.lines import in_columns
from privacy_center.access.values import plain

ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(["=1", "+1", "-1", "@a", "\t", "＝1", "", "a=1"]),
    st.decimals(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 2 <= at.year <= 9998),
    st.uuids(),
    st.binary(max_size=3),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=2), st.integers(), max_size=2),
)
SAME_KIND = st.one_of(
    *(
        st.lists(st.none() | one, min_size=1, max_size=8)
        for one in (
            st.text(max_size=5),
            st.sampled_from(["=1", "b", ""]),
            st.integers(),
            st.booleans(),
            st.decimals(),
            st.dates(),
            st.uuids(),
        )
    )
)


def written(value: Any) -> str:
    """As Python's csv module writes what it is given."""
    return "" if value is None else str(value)


@given(st.lists(ANYTHING, min_size=1, max_size=8) | SAME_KIND)
def test_a_column_is_what_its_values_are(column: list[Any]) -> None:
    (typed,), (cells,) = in_columns([(value,) for value in column])
    expected = [plain(value) for value in column]
    assert repr(list(typed)) == repr(expected)
    assert [written(value) for value in cells] == [cell(value) for value in expected]


def test_rows_stay_rows() -> None:
    key = uuid.uuid4()
    typed, cells = in_columns([(1, "=a", key), (2, None, None)])
    assert list(zip(*typed, strict=True)) == [(1, "=a", str(key)), (2, None, None)]
    assert list(zip(*cells, strict=True)) == [(1, "'=a", str(key)), (2, "", "")]
