"""From a ledger to the page: documents and cards are rendered one by one and put aside, the groups remember where they lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from sayso.model.records import Record
from sayso.model.view import View
from sayso.publish.phrasing import UNNAMED
from sayso.publish.report.choosing import choose, totals
from sayso.publish.report.findings import OPEN, Findings
from sayso.publish.report.marking import marked
from sayso.publish.report.markup import block_html
from sayso.publish.report.pages import Card, Group, Page, Text
from sayso.publish.report.spool import Spool
from sayso.publish.report.statements import Told, Where, told
from sayso.publish.report.texts import Extent, label, page_text


class Renderer(Protocol):
    """What turns values into markup."""

    def card(self, card: Card) -> str:
        """Return the markup of a statement in the list."""

    def text(self, text: Text, blocks: Iterable[str]) -> str:
        """Return the markup of a document's body; `blocks` is that of its paragraphs."""


@dataclass(frozen=True, slots=True)
class Options:
    """`name` of the ledger for the title; at most `limit` documents, of each the first `length` code points."""

    name: str
    limit: int
    length: int


@dataclass(slots=True)
class _Speaker:
    """A group in the making."""

    name: str
    type: str
    slots: list[int] = field(default_factory=list)
    documents: set[int] = field(default_factory=set)


class Composer:
    """Composes one page of the ledger seen through `view`, with the finished parts put aside in `spool`."""

    def __init__(self, view: View, spool: Spool, renderer: Renderer, options: Options) -> None:
        self._view, self._spool, self._renderer, self._options = view, spool, renderer, options
        self._choice = choose(view, options.limit)
        self._findings = Findings(self._choice.findings, self._choice.documents)
        self._judged = next(iter(view.judgements()), None) is not None
        self._speakers: dict[str, _Speaker] = {}
        self._count = 0
        self._cut = len(self._choice.documents) < self._choice.total

    def page(self) -> Page:
        """Return the page. To be called once."""
        choice = self._choice
        texts = tuple(self._document(number, record) for number, record in enumerate(choice.documents, 1))
        found = list(self._findings.listed(self._view, self._options.length, judged=self._judged))
        versions = self._view.header().get("versions") or {}
        return Page(
            name=self._options.name,
            totals=totals(self._view, choice, (self._count, set(self._speakers)), cut=self._cut),
            statements=self._count,
            texts=texts,
            groups=tuple(self._groups()),
            open_findings=tuple(f for f in found if f.verdict in OPEN),
            settled_findings=tuple(f for f in found if f.verdict not in OPEN),
            failures=choice.failures,
            versions=tuple(sorted((str(name), str(value)) for name, value in versions.items())),
        )

    def _document(self, number: int, record: Record) -> tuple[Text, int]:
        """Render a document's body and cards; return the document and the slot of its body."""
        identifier = record["id"]
        whole = self._view.text(identifier)
        shown = min(len(whole), self._options.length)
        where = Where(identifier, number, label(record), shown, self._count)
        layers, labels = self._findings.layers(identifier).copy(), {}
        for statement in told(self._view, where, judged=self._judged):
            self._remember(statement)
            layers += statement.layers
            labels[statement.card.number] = statement.label
        self._count += len(labels)
        self._cut = self._cut or shown < len(whole)
        text = page_text(record, number, tuple(self._choice.remarks[record["identity"]]), Extent(len(labels), shown, len(whole)))
        blocks = marked(whole[:shown], self._view.paragraphs(identifier), layers)
        return text, self._spool.add(self._renderer.text(text, (block_html(block, labels) for block in blocks)))

    def _remember(self, statement: Told) -> None:
        slot = self._spool.add(self._renderer.card(statement.card))
        speaker = self._speakers.setdefault(statement.key, _Speaker(statement.card.speaker, statement.type))
        speaker.slots.append(slot)
        speaker.documents.add(statement.card.document)

    def _groups(self) -> Iterable[Group]:
        """Yield the speakers, those with most statements first, then by code point; what nobody is named for comes last."""
        order = sorted(self._speakers.items(), key=lambda item: (item[1].name == UNNAMED, -len(item[1].slots), item[1].name))
        for number, (key, speaker) in enumerate(order, 1):
            yield Group(number, key, speaker.name, speaker.type, len(speaker.documents), tuple(speaker.slots))
