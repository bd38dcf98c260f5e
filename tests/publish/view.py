"""A ledger in memory for the tests of what reads one: invented documents with statements found by quoting their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model.document import Document, Paragraph
from sayso.model.identity import document_id, record_id, sha256
from sayso.model.records import FORMAT, Record, document_record, span_json
from sayso.model.source import Failure
from sayso.model.span import Span


@dataclass
class FakeView:
    """A `View` over lists; see `document`, `statement` and `finding` for what goes in."""

    held: list[Document] = field(default_factory=list)
    made: list[Record] = field(default_factory=list)
    decided: dict[str, list[Record]] = field(default_factory=dict)
    failed: list[Failure] = field(default_factory=list)

    def header(self) -> Record:
        """Return a header with two versions."""
        return {"kind": "ledger", "format": FORMAT, "versions": {"sayso": "0", "rules": "abc"}}

    def documents(self) -> Iterator[Record]:
        """Yield the documents without their text."""
        for held in self.held:
            yield {key: value for key, value in document_record(held).items() if key != "text"}

    def text(self, document: str) -> str:
        """Return the text of a document."""
        return self._held(document).text

    def paragraphs(self, document: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a document."""
        return self._held(document).paragraphs

    def records(self, kind: str, document: str | None = None) -> Iterator[Record]:
        """Yield the records of a kind."""
        return (r for r in self.made if r["kind"] == kind and document in (None, r.get("document")))

    def judgements(self) -> Iterator[Record]:
        """Yield the judgements."""
        return (judgement for attached in self.decided.values() for judgement in attached)

    def verdicts(self, record: str) -> Iterator[Record]:
        """Yield the judgements of a record."""
        return iter(self.decided.get(record, ()))

    def failures(self) -> Iterator[Failure]:
        """Yield the failures."""
        return iter(self.failed)

    def _held(self, document: str) -> Document:
        return next(held for held in self.held if held.id == document)


def document(text: str, path: str = "reports/one.txt", **fields: str | None) -> Document:
    """Return a document of `text`, its paragraphs parted by blank lines."""
    digest = sha256(text.encode("utf-8", "surrogatepass"))
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            paragraphs.append(Paragraph(Span(start, start + len(part))))
        start += len(part) + 2
    identity = document_id(path, digest)
    return Document(identity, path, digest, digest, path, "text/plain", text, paragraphs=tuple(paragraphs), **fields)  # type: ignore[arg-type]


def statement(held: Document, content: str | Sequence[str], *, source: str = "", cue: str = "", **fields: object) -> Record:
    """Return the record of a statement whose parts are the first occurrences of the words given; `fields` override the rest.

    The speaker is the source as written; the chain is the publisher, if any, and the speaker.
    """
    contents = [content] if isinstance(content, str) else content
    spans = [_find(held, words) for words in contents]
    identifier = record_id("statement", held.id, spans)
    speaker = {"name": source or None, "entity": None, "type": "person" if source else "unknown"}
    publisher = [_link(held.publisher, "organisation", None)] if held.publisher else []
    links = [*publisher, _link(source or None, str(speaker["type"]), identifier)]
    record: Record = {
        "kind": "statement",
        "id": identifier,
        "document": held.id,
        "mode": "direct",
        "content": [span_json(span, held) for span in spans],
        "cue": span_json(_find(held, cue), held) if cue else None,
        "cue_kind": "says",
        "source": [span_json(_find(held, source), held)] if source else [],
        "speaker": speaker,
        "on_behalf_of": None,
        "parent": None,
        "links": links,
        "chain": [link["name"] or "unknown" for link in links],
        "said": None,
        "uttered": None,
        "medium": None,
        "polarity": "affirmed",
        "hedged": False,
        "by": {"rule": "quotation", "score": 0.9},
    }
    return {**record, **fields}


def finding(verdict: str, working: str, about: Sequence[str] = (), spans: Sequence[tuple[Document, str]] = ()) -> Record:
    """Return the record of a finding that rests on the first occurrences of words in documents."""
    return {
        "kind": "finding",
        "id": f"finding1-{working[:8]}",
        "rule": "publication-dates",
        "verdict": verdict,
        "working": working,
        "about": list(about),
        "spans": [{"document": held.id, **span_json(_find(held, words), held)} for held, words in spans],
        "by": {"rule": "publication-dates", "score": None},
    }


def judgement(verdict: str, **fields: object) -> Record:
    """Return the record of a judgement, without the targets, which a report does not read."""
    empty = {"field": None, "value": None, "note": None, "replaces": None}
    return {"kind": "judgement", "id": "judgement1-0", "verdict": verdict, "by": "R. Tan", "at": "2031-06-01T09:00:00Z", **empty, **fields}


def _link(name: str | None, kind: str, statement_id: str | None) -> Record:
    return {"name": name, "entity": None, "type": kind, "statement": statement_id, "medium": None}


def _find(held: Document, words: str) -> Span:
    start = held.text.index(words)
    return Span(start, start + len(words))
