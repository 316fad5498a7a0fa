import io
from decimal import Decimal

import pytest

from privacy_center.access.cells import CsvFile, cell
from privacy_center.access.values import plain


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_text_that_starts_a_formula_is_escaped(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (-5, "-5"),
        (plain(Decimal("-12.50")), "-12.50"),
        ("-12.50", "'-12.50"),
        ("a=b", "a=b"),
        ({"a": ["å"]}, '{"a": ["å"]}'),
    ],
)
def test_other_values_are_as_they_are(value, expected):
    assert cell(value) == expected


def test_a_column_that_a_record_lacks_is_empty():
    out = io.StringIO()
    CsvFile(out, ("a", "b")).add({"b": "x"})
    assert out.getvalue() == "\ufeffa,b\r\n,x\r\n"
