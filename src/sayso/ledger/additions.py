"""Statements that a person adds: made from a span and the fields given, in the shape that extraction gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sayso.errors import JudgementError
from sayso.ledger.fields import checked
from sayso.model.document import Document
from sayso.model.identity import record_id
from sayso.model.records import Record, statement_record
from sayso.model.span import Span
from sayso.model.statement import By, Link, Speaker, Statement

#: What may be said of an added statement.
FIELDS = ("speaker.name", "speaker.type", "mode", "cue_kind", "polarity", "hedged")

_MARKS = "\"“”„‟«»‹›‘’‚'"


def addition_fields(kind: str, given: Mapping[str, object], document: Document, span: Span) -> dict[str, Any]:
    """Return the fields of an addition, those not given filled with what is unknown; the mode from the marks round the words.

    Raises JudgementError for a kind that cannot be added, and for fields and values that cannot be.
    """
    if kind != "statement":
        msg = f"a {kind} cannot be added by hand; a statement can"
        raise JudgementError(msg)
    fields: dict[str, Any] = {
        "speaker.name": None,
        "speaker.type": "unknown",
        "mode": _mode(document.text, span),
        "cue_kind": "unknown",
        "polarity": "affirmed",
        "hedged": False,
    }
    for field, value in given.items():
        name, kept = checked(kind, field, value)
        if name not in FIELDS:
            msg = f"{name} cannot be given for an added statement; there are: {', '.join(FIELDS)}"
            raise JudgementError(msg)
        fields[name] = kept
    return fields


def _mode(text: str, span: Span) -> str:
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    if before and after and before in _MARKS and after in _MARKS:
        return "direct"
    words = span.of(text)
    return "mixed" if any(mark in words for mark in _MARKS if mark not in "'’‘") else "indirect"


def added_statement(document: Document, span: Span, fields: Mapping[str, Any], others: Iterable[Record]) -> Record:
    """Return the record of a statement that a person added; `others` are the statements of the document, for its chain."""
    identifier = record_id("statement", document.id, [span])
    speaker = Speaker(fields["speaker.name"], fields["speaker.type"])
    statement = Statement(
        id=identifier,
        document=document.id,
        mode=fields["mode"],
        content=(span,),
        cue=None,
        cue_kind=fields["cue_kind"],
        source=(),
        speaker=speaker,
        on_behalf_of=None,
        parent=None,
        links=(),
        chain=(),
        said=None,
        uttered=None,
        medium=None,
        polarity=fields["polarity"],
        hedged=fields["hedged"],
        by=By("person"),
    )
    parent = _around(span, others)
    return _chained(statement_record(statement, document), parent, document)


def _around(span: Span, others: Iterable[Record]) -> Record | None:
    """Return the statement with the shortest content that contains `span` and more."""
    held = [
        (content["end"] - content["start"], other["id"], other)
        for other in others
        for content in other["content"]
        if content["start"] <= span.start and span.end <= content["end"] and content["end"] - content["start"] > len(span)
    ]
    return min(held)[2] if held else None


def _chained(record: Record, parent: Record | None, document: Document) -> Record:
    outer = parent["links"] if parent else [_link(name, kind) for name, kind in _publishers(document)]
    own = _link(record["speaker"]["name"], record["speaker"]["type"])
    own["statement"] = record["id"]
    if outer and own["name"] and outer[-1]["name"] == own["name"]:
        outer = outer[:-1]  # who publishes and who speaks are one
    record["parent"] = parent["id"] if parent else None
    record["links"] = [*outer, own]
    record["chain"] = [link["name"] or "unknown" for link in record["links"]]
    return record


def _publishers(document: Document) -> list[tuple[str, str]]:
    named = [(document.publisher, "organisation"), (document.author, "person")]
    found = [(name, kind) for name, kind in named if name]
    return found[:1] if len(found) == len(named) and document.publisher == document.author else found


def _link(name: str | None, kind: str) -> Record:
    link = Link(name, kind)
    return {"name": link.name, "entity": link.entity, "type": link.type, "statement": link.statement, "medium": None}
