"""Analyses made by hand, for the tests of the ledger and of what reads it: an invented quarrel about a ferry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model.analysis import Analysis, pack
from sayso.model.document import DateEvidence, Document, Paragraph
from sayso.model.identity import document_id, record_id, sha256
from sayso.model.offsets import OffsetMapBuilder
from sayso.model.records import Record, statement_record
from sayso.model.source import Failure
from sayso.model.span import Span
from sayso.model.statement import By, Link, Speaker, Statement

BULLETIN = """The ferry at Vellmar

The Sorrin harbour office said that two boats had crossed at night. "We saw no lights," Ada Quill said.

The Tarn ferry company denied that any boat had left."""


def document(text: str = BULLETIN, identity: str = "reports/bulletin.txt", **fields: str | None) -> Document:
    """Return a plain text read as it is."""
    data = text.encode()
    digest = sha256(data)
    builder = OffsetMapBuilder()
    builder.keep(text, 0)
    kept, offsets = builder.build()
    return Document(
        id=document_id(identity, digest),
        identity=identity,
        sha256=digest,
        text_sha256=digest,
        path=identity,
        media_type="text/plain",
        text=kept,
        encoding="utf-8",
        publisher=fields.get("publisher", "Vellmar Gazette"),
        title=fields.get("title"),
        published=fields.get("published", "2031-05-03"),
        published_from="dateline",
        paragraphs=tuple(_paragraphs(text)),
        dates=(DateEvidence("2031-05-03", "dateline", "the dateline", None),),
        offsets=offsets,
    )


def _paragraphs(text: str) -> Iterator[Paragraph]:
    place = 0
    for part in text.split("\n\n"):
        if part:
            yield Paragraph(Span(place, place + len(part)), "heading" if place == 0 else "paragraph")
        place += len(part) + 2


def statement(read: Document, words: str, speaker: str | None = "Ada Quill", *, nth: int = 0) -> Record:
    """Return the record of a statement whose content is the `nth` place where `words` stand."""
    start = -1
    for _ in range(nth + 1):
        start = read.text.index(words, start + 1)
    return statement_at(read, Span(start, start + len(words)), speaker)


def statement_at(read: Document, span: Span, speaker: str | None = "Ada Quill") -> Record:
    """Return the record of a statement whose content is `span`."""
    kind = "person" if speaker else "unknown"
    found = Statement(
        id=record_id("statement", read.id, [span]),
        document=read.id,
        mode="indirect",
        content=(span,),
        cue=None,
        cue_kind="says",
        source=(),
        speaker=Speaker(speaker, kind),
        on_behalf_of=None,
        parent=None,
        links=(Link("Vellmar Gazette", "organisation"), Link(speaker, kind, statement=record_id("statement", read.id, [span]))),
        chain=("Vellmar Gazette", speaker or "unknown"),
        said=None,
        uttered=None,
        medium=None,
        polarity="affirmed",
        hedged=False,
        by=By("clause", 0.9),
    )
    return statement_record(found, read)


def analysis(read: Document | None = None, records: Iterable[Record] | None = None, failures: tuple[Failure, ...] = ()) -> Analysis:
    """Return what reading the document came to; without `records`, the three statements of the bulletin."""
    read = read or document()
    if records is None:
        words = ("two boats had crossed at night", "We saw no lights,", "any boat had left")
        records = [statement(read, each) for each in words if each in read.text]
    return Analysis(read, read.text.encode(), tuple(pack(records)), failures)
