"""What a page of the report shows, as values: everything decided, nothing rendered."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.source import Failure

#: Statements or documents from which on a page keeps its texts and cards as strings until they are opened.
LARGE = 1000


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as the list shows it.

    `number` counts the statements of the report from 1; `words` are the pieces of its content, cut where `cut` gives its whole
    length in code points; `written` is its source as the document words it; `parent` the number of the statement it stands in.
    """

    number: int
    id: str
    document: int
    place: str
    mode: str
    cue_kind: str
    words: tuple[str, ...]
    cut: int | None
    chain: str
    speaker: str
    written: str
    cue: str
    on_behalf_of: str | None
    medium: str
    uttered: str
    denied: bool
    hedged: bool
    parent: int | None
    page: str
    rule: str
    score: float | None
    judgements: tuple[str, ...]
    rejected: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One document as the page shows it: `label` names it in a few words; `shown` of its `length` code points are on the page."""

    number: int
    id: str
    label: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    published_from: str
    language: str | None
    side: str | None
    url: str | None
    link: str | None
    path: str
    media_type: str
    created: str | None
    remarks: tuple[str, ...]
    statements: int
    shown: int
    length: int


@dataclass(frozen=True, slots=True)
class Group:
    """One speaker's statements: `key` names it in the address, `slots` are where its cards lie."""

    number: int
    key: str
    name: str
    type: str
    documents: int
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words a finding rests on; `anchor` where they stand on the page and `document` its number, if they are shown."""

    place: str
    document: int | None
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Found:
    """One finding as the page shows it."""

    number: int
    id: str
    verdict: str
    rule: str
    working: str
    evidence: tuple[Evidence, ...]
    documents: tuple[tuple[str, str], ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the ledger holds."""

    documents: int
    statements: int
    speakers: int
    findings: int
    failures: int


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report: `slots` are where the cards, and beside each text its body, lie; `versions` tells what made the records."""

    name: str
    totals: Totals
    statements: int
    texts: tuple[tuple[Text, int], ...]
    groups: tuple[Group, ...]
    open_findings: tuple[Found, ...]
    settled_findings: tuple[Found, ...]
    failures: tuple[Failure, ...]
    versions: tuple[tuple[str, str], ...]

    @property
    def shortened(self) -> bool:
        """Tell whether the report leaves out statements or documents of the ledger."""
        return len(self.texts) < self.totals.documents or self.statements < self.totals.statements

    @property
    def large(self) -> bool:
        """Tell whether the page would be slow if all of it were made into elements when it is opened."""
        return self.statements > LARGE or len(self.texts) > LARGE


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: "1 document", "1,000 documents"."""
    return f"{count:,} {one if count == 1 else many}"
