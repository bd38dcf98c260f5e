"""Which words at the head of a report say when it was issued, and which only look like it."""

from __future__ import annotations

import pytest

from sayso.read.dateline import dateline
from sayso.read.paragraphs import paragraphs

STATED = [
    "RAVEN FALLS, 14 March 2031 (AGENCY) - The ministry said no.",
    "Raven Falls, March 14, 2031 – The ministry said no.",
    "RAVEN FALLS, 14 March 2031. The ministry said no.",
    "Raven Falls, 14 March 2031 [LNA] The ministry said no.",
    "Bulletin No. 12, 14 March 2031",
    "Daily Report 157/2031, issued 14 March 2031",
    "LINE OBSERVATION MISSION\nDaily Report No. 157\n14 March 2031",
    "Spot report of 14 March 2031",
    "Kessan Courier, No. 131, 14 March 2031",
    "14 March 2031, No. 131",
    "14 March 2031",
    "Friday, 14 March 2031, 10:45",
    "2031-03-14",
    "Raven Falls, 14 March 2031",
    "Published: 14 March 2031",
    "Posted on March 14th, 2031 at 9:05 pm",
    "Date: 14 March 2031",
    "Issued at Bridge House, Raven Falls, on 14 March 2031",
    "By Ilen Varo | 14 March 2031",
]
NOT_STATED = [
    "On 14 March 2031 the army fired.",
    "The battle of Raven Falls, 14 March 2031",
    "Statement on the events of 14 March 2031 in Raven Falls",
    "In Raven Falls, 14 March 2031 was a quiet day.",
    "Updated: 14 March 2031",
    "Reporting period: 13 March 2031, 18:00, to 14 March 2031, 18:00",
    "The Ministry of Defence, 14 March 2031, rejected the report.",
    "Raven Falls, 31 February 2031",
    "RAVEN FALLS, 14 March (AGENCY) - The ministry said no.",
    "He was born on 14 March 2031, in Orlo.",
    "Raven Falls, March 2031",
]


@pytest.mark.parametrize("head", STATED)
def test_a_head_that_states_its_date(head: str) -> None:
    """The date is found, with the very words that state it."""
    text = f"{head}\n\nThe bridge was shut."
    found = dateline(text, paragraphs(text))
    assert found is not None
    assert (found.value, found.origin) == ("2031-03-14", "dateline")
    assert found.span is not None
    assert found.span.of(text).lower().strip("friday, ").startswith(("14", "mar", "2031"))


@pytest.mark.parametrize("head", NOT_STATED)
def test_a_date_that_is_no_dateline(head: str) -> None:
    """A date in narration, in a headline, of another thing or of no day of the calendar is not taken."""
    text = f"{head}\n\nThe bridge was shut."
    assert dateline(text, paragraphs(text)) is None


def test_two_different_dates_are_none() -> None:
    """Where the head states two dates, neither is chosen; the same one twice is."""
    for second, found in (("Bulletin No. 5, 4 May 2031", None), ("Bulletin No. 5, 3 May 2031", "2031-05-03")):
        text = f"ORLO, 3 May 2031\n\n{second}\n\nThe bridge was shut."
        evidence = dateline(text, paragraphs(text))
        assert (evidence and evidence.value) == found


def test_running_text_ends_the_head() -> None:
    """A date that stands alone below the first long paragraph belongs to the story."""
    text = "Who shut the bridge?\n\n" + "The bridge was shut and nobody knew why. " * 9 + "\n\n3 May 2031\n\nThat day it rained."
    assert dateline(text, paragraphs(text)) is None
