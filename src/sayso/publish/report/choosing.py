"""What of a ledger goes into a report, and how much it holds altogether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
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
    """The documents of the report, in its order, the findings and failures to list, and how many of each the ledger has."""

    documents: tuple[Record, ...]
    total: int
    findings: tuple[Record, ...]
    findings_total: int
    failures: tuple[Failure, ...]
    failures_total: int

    def remarks(self, identity: str) -> tuple[str, ...]:
        """Return what was noted while the document with this identity was read."""
        return tuple(f.reason for f in self.failures if f.identity == identity and f.severity == "partly")


def choose(view: View, limit: int) -> Choice:
    """Return the `limit` earliest documents by date of publication, undated ones last, with the findings and failures to list."""
    seen = _Counter()
    documents = nsmallest(limit, seen.count("documents", view.documents()), key=_age)
    findings = nsmallest(LISTED, seen.count("findings", view.records("finding")), key=lambda f: _ORDER.index(f["verdict"]))
    counted_failures = seen.count("failures", view.failures())
    failures = tuple(islice(counted_failures, LISTED))
    for _ in counted_failures:
        pass
    total = seen.totals
    return Choice(tuple(documents), total["documents"], tuple(findings), total["findings"], failures, total["failures"])


def totals(view: View, choice: Choice, shown: tuple[int, set[str]]) -> Totals:
    """Return how much the ledger holds; `shown` are the statements and speakers of the report, counted anew only where it is cut."""
    statements, speakers = shown if len(choice.documents) == choice.total else _counted(view)
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
