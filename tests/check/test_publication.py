"""The check of publication dates."""

from __future__ import annotations

import pytest

from sayso.check.publication import publication
from sayso.model.document import DateEvidence, Document
from sayso.model.span import Span


def _document(*dates: DateEvidence) -> Document:
    return Document("document1-a", "a", "", "", "a.txt", "text/plain", "ORLO, 3 May 2031. All quiet.", dates=dates)


GIVEN = DateEvidence("2031-05-04", "sources", "sources.csv")
DATELINE = DateEvidence("2031-05-03", "dateline", "the dateline", Span(6, 16))


def test_two_dates_that_differ_are_a_finding() -> None:
    """The finding says which date is used, which contradicts it, and on which words it rests."""
    [finding] = publication(_document(GIVEN, DATELINE))

    assert finding.verdict == "differs"
    assert finding.working == "published 2031-05-04 by sources.csv, but 2031-05-03 by the dateline; 2031-05-04 is used"
    assert finding.spans == (("document1-a", Span(6, 16)),)
    assert finding.about == ("document1-a",)


@pytest.mark.parametrize("other", ["2031-05-04", "2031-05", "2031"])
def test_a_coarser_date_is_no_contradiction(other: str) -> None:
    """A month or a year that holds the day agrees with it."""
    assert list(publication(_document(GIVEN, DateEvidence(other, "metadata", "datePublished")))) == []


def test_no_date_no_finding() -> None:
    """Where nothing tells the date, nothing contradicts it."""
    assert list(publication(_document())) == []


def test_each_contradiction_has_its_own_finding() -> None:
    """Two further dates that differ from the one in use give two findings with two ids."""
    found = list(
        publication(_document(GIVEN, DateEvidence("2030", "metadata", "datePublished"), DateEvidence("2029", "metadata", "dc.date.issued")))
    )

    assert len({finding.id for finding in found}) == 2
