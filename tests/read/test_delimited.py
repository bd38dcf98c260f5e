"""Delimited text cut into records and fields, with their places."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read import delimited
from sayso.read.delimited import delimiter_of, fields, lines

CELLS = st.text(st.sampled_from('ab,"\n\r; é'), max_size=6)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5)


def written(rows: list[list[str]]) -> str:
    """Write rows as Python's csv module writes them."""
    buffer = StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue()


@given(ROWS)
def test_fields_are_what_the_csv_module_reads(rows: list[list[str]]) -> None:
    """Every table that the csv module writes is read the same."""
    text, at, found = written(rows), 0, []
    while at < len(text):
        record, at = fields(text, at, ",")
        found.append([field.value(text) for field in record])
    assert found == rows


@given(ROWS)
def test_records_are_slices_of_the_file(rows: list[list[str]]) -> None:
    """The records that stream past are the file's own bytes, each whole, in order, with its line's number."""
    data = written(rows).encode()
    records = list(lines(BytesIO(data), b","))
    assert b"".join(record.data for record in records) == data
    assert [len(fields(record.data.decode(), 0, ",")[0]) for record in records] == [len(row) for row in rows]
    for record in records:
        assert record.data == data[record.start : record.end]
        assert record.number == data.count(b"\n", 0, record.start) + 1


@given(st.text(st.sampled_from('ab,"\n'), max_size=40))
def test_no_text_breaks_the_scanner(text: str) -> None:
    """Whatever the marks, each byte that is not a blank line comes in one record, and fields lie inside their record."""
    data = text.encode()
    assert b"".join(record.data for record in lines(BytesIO(data), b",")).split() == data.split()
    found, after = fields(text, 0, ",")
    assert all(0 <= field.start <= field.end <= len(text) for field in found)
    assert after <= len(text)


def test_a_mark_that_is_never_closed_costs_its_own_line() -> None:
    """The record is yielded with its fault, and the lines behind it are read."""
    found = list(lines(BytesIO(b'a,b\n1,"open\n2,x\n3,y\n'), b","))
    assert [(record.number, record.data, bool(record.fault)) for record in found] == [
        (1, b"a,b\n", False),
        (2, b'1,"open\n', True),
        (3, b"2,x\n", False),
        (4, b"3,y\n", False),
    ]


def test_a_record_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record longer than the bound is faulty, and the file is not held in memory for it."""
    monkeypatch.setattr(delimited, "LARGEST", 20)
    found = list(lines(BytesIO(b"a,b\n" + b"x" * 50 + b"\n1,2\n"), b","))
    assert [bool(record.fault) for record in found][:2] == [False, True]
    assert found[-1].data.endswith(b"1,2\n")


def test_a_stray_mark_inside_a_field_is_a_character() -> None:
    """Marks count at the beginning of a field only; a field that goes on behind its closing mark is taken as it stands."""
    text = '5" gun,"Peace" talks,"a ""b"" c"'
    assert [field.value(text) for field in fields(text, 0, ",")[0]] == ['5" gun', '"Peace" talks', 'a "b" c']


@pytest.mark.parametrize(("header", "mark"), [("a,b;c,d", ","), ("a;b;c", ";"), ("a\tb", "\t"), ('"a;b;c",d', ","), ("text", ",")])
def test_the_delimiter_is_told_by_the_header(header: str, mark: str) -> None:
    """The most frequent of the three outside quotation marks is taken."""
    assert delimiter_of(header) == mark
