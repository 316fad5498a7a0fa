import datetime as dt
import decimal
import json
import math
import uuid

import pytest
import tablib
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from privacy_center.access.values import plain
from privacy_center.subjects import subject_of_email
from tests.testapp.models import Specimen

from .opened import package_of

NUL = "" if connection.vendor == "sqlite" else "\x00"


def text(longest: int) -> st.SearchStrategy[str]:
    letters = st.characters(exclude_categories=["Cs"], exclude_characters=NUL)
    awkward = st.sampled_from(
        [
            '=HYPERLINK("http://x","y")',
            "+1",
            "-1+2",
            "@SUM(A1)",
            "\ttab",
            "a\nb\r\nc",
            "שלום",
            "👩‍👩‍👧",
            "'",
        ]
    )
    return st.one_of(st.text(letters, max_size=longest), awkward)


json_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8)
trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | json_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(json_text, inner, max_size=3),
    max_leaves=8,
)
specimens = st.fixed_dictionaries(
    {
        "short": text(50),
        "long": text(200),
        "big": st.none() | st.integers(-(2**63), 2**63 - 1),
        "exact": st.none() | st.decimals(-(10**9), 10**9, places=4),
        # SQLite has no NaN: it stores null.
        "rough": st.none() | st.floats(allow_nan=connection.vendor != "sqlite", width=32),
        "truth": st.none() | st.booleans(),
        "day": st.none() | st.dates(),
        "moment": st.none()
        | st.datetimes(timezones=st.just(dt.UTC)).filter(lambda at: 2 <= at.year <= 9998),
        "hour": st.none() | st.times(),
        "span": st.none() | st.timedeltas(dt.timedelta(days=-9999), dt.timedelta(days=9999)),
        "tag": st.none() | st.uuids(),
        "address": st.none() | st.ip_addresses().map(str),
        "tree": st.none() | trees,
        "raw": st.binary(max_size=30),
    }
)


class RoundTrip(TestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(values=specimens)
    def test_every_kind_of_field_reads_back_from_json_unchanged(self, values):
        Specimen.objects.create(email="s@example.com", **values)
        stored = Specimen.objects.get()

        record = package_of(subject_of_email("s@example.com")).records("testapp.specimen")[0]

        assert record["short"] == values["short"]
        assert record["long"] == values["long"]
        assert record["big"] == values["big"]
        assert record["truth"] == values["truth"]
        assert record["tree"] == values["tree"]
        assert _read(decimal.Decimal, record["exact"]) == values["exact"]
        assert record["rough"] == plain(stored.rough)
        assert repr(_read(float, record["rough"])) == repr(stored.rough)
        assert _read(dt.date.fromisoformat, record["day"]) == values["day"]
        assert _read(dt.datetime.fromisoformat, record["moment"]) == values["moment"]
        assert _read(dt.time.fromisoformat, record["hour"]) == values["hour"]
        assert _read(uuid.UUID, record["tag"]) == values["tag"]
        assert record["address"] == stored.address
        assert record["span"] == plain(stored.span)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(short=text(40), long=text(40))
    def test_no_cell_is_a_formula_to_a_spreadsheet(self, short, long):
        Specimen.objects.create(email="s@example.com", short=short, long=long)

        package = package_of(subject_of_email("s@example.com"))

        row = package.csv("testapp.specimen")[0]
        for name, value in (("short", short), ("long", long)):
            assert row[name].removeprefix("'") == value.removeprefix("'")
            assert not row[name].startswith(tuple("=+-@\t\r\n"))
        raw = package.zip.read("csv/testapp.specimen.csv").decode("utf-8-sig")
        read = tablib.Dataset().load(raw, format="csv").dict[0]
        assert not str(read["short"]).startswith("=")


def _read(kind, value):
    return None if value is None else kind(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (decimal.Decimal("1E+3"), "1000"),
        (decimal.Decimal("-0.00"), "-0.00"),
        (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
        (b"\x00\xff", "AP8="),
        (memoryview(b"ab"), "YWI="),
        (
            dt.datetime(2026, 3, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=1))),
            "2026-03-01T00:00:00+00:00",
        ),
        (
            {1: dt.date(2026, 1, 2), "a": [decimal.Decimal("1.0")]},
            {"1": "2026-01-02", "a": ["1.0"]},
        ),
        ({3, 1}, [1, 3]),
        (dt.timedelta(days=1, seconds=2), "P1DT00H00M02S"),
    ],
)
def test_a_value_as_json_has_it(value, expected):
    assert plain(value) == expected
    json.dumps(plain(value), allow_nan=False)
