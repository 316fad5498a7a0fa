"""Entries as lines: nobody is named, and nothing is altered unseen."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from django.test import override_settings
from hypothesis import example, given
from hypothesis import strategies as st

from privacy_center.ledger.entries import Deed, Entry, account_hashes, address_hashes, known_under
from privacy_center.ledger.lines import Damage, Fault, line_of, read_lines
from privacy_center.subjects import Subject


@pytest.fixture(autouse=True)
def _keyed() -> Iterator[None]:
    with under("first"):
        yield


def under(*keys: str) -> override_settings:
    return override_settings(PRIVACY_CENTER={"LEDGER_KEYS": list(keys)})


def anna() -> Subject:
    return Subject.of(None, ["anna@example.com", "ek@example.com"])


def written(*made: Entry) -> list[str]:
    lines: list[str] = []
    for entry in made:
        lines.append(line_of(entry, lines[-1] if lines else ""))
    return lines


def three() -> list[str]:
    return written(*(Entry.about(Deed.WITHDRAWAL, anna(), purpose=f"p{n}") for n in range(3)))


addresses = st.from_regex(r"[A-Za-zåÄö.+]{1,20}@[a-z]{1,15}[.](se|com)", fullmatch=True)
texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    kind=st.sampled_from(Deed),
    emails=st.lists(addresses, max_size=3),
    purpose=st.from_regex(r"[a-z-]{0,20}", fullmatch=True),
    names=st.lists(texts, max_size=3),
    at=st.datetimes(timezones=st.just(dt.UTC)),
)
def test_an_entry_reads_back_as_it_was_written(
    kind: Deed, emails: list[str], purpose: str, names: list[str], at: dt.datetime
) -> None:
    with under("first"):
        hashes = tuple(address_hashes(email)[0] for email in emails)
        entry = Entry(kind, hashes, pseudonyms=tuple(names), purpose=purpose, at=at)
        (line,) = written(entry)
        assert "\n" not in line
        assert list(read_lines([line])) == [entry]


@given(email=addresses)
def test_nobody_is_named(email: str) -> None:
    with under("first"):
        person = Subject.of(None, [email])
        (line,) = written(Entry.about(Deed.ERASURE, person))
    assert email.lower() not in line.lower()
    assert not any(name in line for name in person.hashes)


def test_every_spelling_of_an_address_has_one_hash() -> None:
    assert address_hashes(" Anna@Example.COM ") == address_hashes("anna@example.com")
    assert address_hashes("7") != account_hashes("7")


def test_the_first_key_signs_and_all_match() -> None:
    old = written(Entry.about(Deed.ERASURE, anna()))
    with under("second", "first"):
        lines = [*old, line_of(Entry.about(Deed.OBJECTION, anna()), old[-1])]
        found = list(read_lines(lines))
        assert [entry.kind for entry in found if isinstance(entry, Entry)] == [
            Deed.ERASURE,
            Deed.OBJECTION,
        ]
        for entry in found:
            assert isinstance(entry, Entry)
            assert known_under(address_hashes("anna@example.com"), entry.addresses)
    with under("second"):
        assert next(iter(read_lines(lines))) == Fault(1, Damage.UNKNOWN_KEY)


@pytest.mark.parametrize("name", ["at", "kind", "addresses", "purpose", "id", "names", "previous"])
def test_an_altered_line_is_no_entry(name: str) -> None:
    first, second, third = three()
    values = json.loads(second)
    values[name] = "erasure" if name == "kind" else "x"
    found = list(read_lines([first, json.dumps(values), third]))
    assert Fault(2, Damage.ALTERED) in found
    assert not [one for one in found if isinstance(one, Entry) and one.purpose == "p1"]


def test_a_line_that_was_taken_out_is_missed() -> None:
    first, _second, third = three()
    found = list(read_lines([first, third]))
    assert found[1] == Fault(2, Damage.MISSING)
    assert [entry.purpose for entry in found if isinstance(entry, Entry)] == ["p0", "p2"]


def test_a_ledger_may_be_cut_from_the_front() -> None:
    assert all(isinstance(one, Entry) for one in read_lines(three()[1:]))


@given(cut=st.integers(1, 200))
def test_a_torn_line_is_told_and_does_no_harm(cut: int) -> None:
    with under("first"):
        first, second, _third = three()
        torn = second[:-cut]
        after = line_of(Entry.about(Deed.ERASURE, anna()), torn)
        found = list(read_lines([first, torn, after]))
    assert [one for one in found if isinstance(one, Fault)] == [Fault(2, Damage.TORN)]
    assert len(found) == 3
    assert Fault(2, Damage.TORN).harmless


@example(line="\ud800")
@example(line='{"previous": "\\ud800"}')
@given(line=st.text(alphabet=st.characters(exclude_characters="\n"), max_size=80))
def test_whatever_stands_in_it_is_an_entry_or_a_fault(line: str) -> None:
    with under("first"):
        assert all(isinstance(one, Fault) for one in read_lines([line]))
