"""Dates as they are written, to EDTF, never more precise than written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import DateError
from sayso.read.calendar import checked, read_date


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2031", "2031"),
        ("2031-05", "2031-05"),
        ("2031-05-03", "2031-05-03"),
        ("2031-05-03T23:30:00+04:00", "2031-05-03"),
        ("2031-05-03 07:15:00", "2031-05-03"),
        ("2031/5/3", "2031-05-03"),
        ("20310503", "2031-05-03"),
        ("20310503T101500Z", "2031-05-03"),
        ("3 May 2031", "2031-05-03"),
        ("3rd May, 2031", "2031-05-03"),
        ("May 3, 2031", "2031-05-03"),
        ("SEPT. 3, 2031", "2031-09-03"),
        ("Sat, 03 May 2031 10:00:00 GMT", "2031-05-03"),
        ("3 May 2031 at 10:45", "2031-05-03"),
        ("2031-02-30", None),
        ("31 April 2031", None),
        ("03/04/2031", None),
        ("1935568800", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_metadata_dates(written: str, edtf: str | None) -> None:
    """Unambiguous forms are read; what differs between countries, or is no date, is not."""
    assert read_date(written) == edtf


@pytest.mark.parametrize("value", ["2031", "2031-05", "2031-05-03"])
def test_a_given_date_is_taken_as_it_is(value: str) -> None:
    """The three forms that a person may give are returned unchanged."""
    assert checked(value, "--published") == value


@pytest.mark.parametrize("value", ["", "yesterday", "2031-13", "2031-02-29", "03.05.2031", "2031-5-3"])
def test_a_wrong_date_is_named(value: str) -> None:
    """Anything else raises an error that names the place and the value."""
    with pytest.raises(DateError, match="--published"):
        checked(value, "--published")


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    """A day comes out the same whichever way it is written."""
    iso = day.isoformat()
    month = day.strftime("%B")
    for written in (iso, f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", f"{iso}T00:00:00Z"):
        assert read_date(written) == iso
