"""What of a ledger goes into a report, and how much it holds altogether."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TypeVar

from sayso.model.records import Record
from sayso.model.source import Failure
from sayso.model.view import View
from sayso.publish.report.pages import Totals

#: Findings and failures on one page at most; beyond, the page says how many more there are.
LISTED = 1000

_T = TypeVar("_T")
_ORDER = ("fails", "differs", "derived", "holds")


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents of the report, in its order, the findings and failures to list, and how many of each the ledger has.

    `remarks` are what was noted, by identity, while the documents of the report were read.
    """

    documents: tuple[Record, ...]
    total: int
    findings: tuple[Record, ...]
    findings_total: int
    failures: tuple[Failure, ...]
    failures_total: int
    remarks: Mapping[str, Sequence[str]]


def choose(view: View, limit: int) -> Choice:
    """Return the `limit` earliest documents by date of publication, undated ones last, with the findings and failures to list."""
    seen = _Counter()
    documents = nsmallest(limit, seen.count("documents", view.documents()), key=_age)
    findings = nsmallest(LISTED, seen.count("findings", view.records("finding")), key=lambda f: _ORDER.index(f["verdict"]))
    failures: list[Failure] = []
    remarks: dict[str, list[str]] = {document["identity"]: [] for document in documents}
    for failure in seen.count("failures", view.failures()):
        if len(failures) < LISTED:
            failures.append(failure)
        if failure.severity == "partly" and failure.identity in remarks:
            remarks[failure.identity].append(failure.reason)
    return Choice(
        documents=tuple(documents),
        total=seen.totals["documents"],
        findings=tuple(findings),
        findings_total=seen.totals["findings"],
        failures=tuple(failures),
        failures_total=seen.totals["failures"],
        remarks=remarks,
    )


def totals(view: View, choice: Choice, shown: tuple[int, set[str]], *, cut: bool) -> Totals:
    """Return how much the ledger holds; `shown` are the statements and speakers of the report, counted anew only where it is `cut`."""
    statements, speakers = _counted(view) if cut else shown
    return Totals(choice.total, statements, len(speakers), choice.findings_total, choice.failures_total)


def speaker_key(statement: Record) -> str:
    """Return what tells the speaker from others: the entity where there is one, else the name as written, "?" without either."""
    speaker = statement["speaker"]
    return speaker["entity"] or speaker["name"] or "?"


class _Counter:
    """Counts what passes through, by name."""

    def __init__(self) -> None:
        self.totals: dict[str, int] = {}

    def count(self, name: str, passing: Iterator[_T]) -> Iterator[_T]:
        self.totals[name] = 0
        for item in passing:
            self.totals[name] += 1
            yield item


def _age(document: Record) -> tuple[str, str, str]:
    return (document["published"] or "~", document["publisher"] or "~", document["identity"])


def _counted(view: View) -> tuple[int, set[str]]:
    count, speakers = 0, set[str]()
    for statement in view.records("statement"):
        count += 1
        speakers.add(speaker_key(statement))
    return count, speakers
