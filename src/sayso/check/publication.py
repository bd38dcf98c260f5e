"""The places that tell when a document was published: do they agree."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.document import DateEvidence, Document
from sayso.model.finding import Finding
from sayso.model.identity import record_id
from sayso.model.statement import By

RULE = "publication-dates"


def publication(document: Document) -> Iterator[Finding]:
    """Yield a finding for each date that contradicts the one in use.

    Dates are EDTF of level 0; "2031-05" and "2031-05-03" do not contradict each other, they differ in precision only.
    """
    if not document.dates:
        return
    used, *others = document.dates
    for number, other in enumerate(others):
        if not _compatible(used.value, other.value):
            yield _finding(document, used, other, number)


def _compatible(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _finding(document: Document, used: DateEvidence, other: DateEvidence, number: int) -> Finding:
    spans = tuple(e.span for e in (used, other) if e.span)
    return Finding(
        id=record_id("finding", document.id, spans, ordinal=number),
        rule=RULE,
        verdict="differs",
        working=f"published {used.value} by {used.where}, but {other.value} by {other.where}; {used.value} is used",
        about=(document.id,),
        spans=tuple((document.id, span) for span in spans),
        by=By(RULE),
    )
