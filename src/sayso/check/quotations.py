"""One quotation in two documents: is it worded alike, and put in the same mouth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from sayso.model.identity import record_id
from sayso.model.quotation import UNKNOWN, Quotation, SharedQuotation
from sayso.model.records import Record
from sayso.model.span import Span

WORDING = "quotation-wording"
SPEAKER = "quotation-speaker"

_SHOWN = 3  # differing places quoted in the working


class Shelf(Protocol):
    """What the check looks up: the text of a document, and how a person calls it."""

    def text(self, document: str) -> str:
        """Return the document's text."""

    def label(self, document: str) -> str:
        """Return the document's publisher or path."""


def quotations(pairs: Iterable[SharedQuotation], shelf: Shelf) -> Iterator[Record]:
    """Yield a finding for each pair that is worded differently, and one for each that two named speakers are said to have said."""
    for pair in pairs:
        if pair.differences:
            yield _finding(pair, WORDING, _wording(pair, shelf), shelf)
        if _in_two_mouths(pair.one, pair.other):
            working = (
                f"said by {pair.one.name} in {shelf.label(pair.one.document)}, by {pair.other.name} in {shelf.label(pair.other.document)}"
            )
            yield _finding(pair, SPEAKER, working, shelf)


def _wording(pair: SharedQuotation, shelf: Shelf) -> str:
    places = [f"{_words(one)} / {_words(other)}" for one, other in pair.differences[:_SHOWN]]
    more = len(pair.differences) - len(places)
    tail = f" and {more} more" if more else ""
    return f"{shelf.label(pair.one.document)} / {shelf.label(pair.other.document)}: {'; '.join(places)}{tail}"


def _words(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _in_two_mouths(one: Quotation, other: Quotation) -> bool:
    """Tell whether both speakers are named and neither is named by the other document for these words."""
    if not one.name or not other.name or UNKNOWN in one.names | other.names:
        return False
    return not any(_same_name(one.name, name) for name in other.names) and not any(_same_name(other.name, name) for name in one.names)


def _same_name(one: str, other: str) -> bool:
    """Tell whether the names may be of one person: alike but for case, or one the end of the other (a surname alone)."""
    first, second = one.casefold(), other.casefold()
    return first == second or first.endswith(f" {second}") or second.endswith(f" {first}")


def _finding(pair: SharedQuotation, rule: str, working: str, shelf: Shelf) -> Record:
    spans = [(quoted.document, Span(*place)) for quoted in (pair.one, pair.other) for place in quoted.content]
    anchor = f"{pair.one.document}+{pair.other.document}"
    return {
        "kind": "finding",
        "id": record_id("finding", anchor, [span for _, span in spans], ordinal=int(rule == SPEAKER)),
        "rule": rule,
        "verdict": "differs",
        "working": working,
        "about": [pair.one.statement, pair.other.statement],
        "spans": [{"document": d, "start": s.start, "end": s.end, "text": s.of(shelf.text(d))} for d, s in spans],
        "by": {"rule": rule, "score": None},
    }
