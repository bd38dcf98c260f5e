"""Where a record stands: the span it is sorted by and found again by, and every other span in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.model.records import Record


@dataclass(frozen=True, slots=True)
class Anchor:
    """The document and the span of a record; None where it has none. Offsets are code points, end exclusive."""

    document: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Located:
    """A span as it stands in a record: the document it is in (None: nothing says so), its place, and the words it claims to cover."""

    document: str | None
    start: int
    end: int
    text: str


def anchor(record: Record) -> Anchor:
    """Return the anchor of a record: its `span`, or the first of its `content`, or else the first span anywhere in it."""
    document = record.get("document")
    if record.get("span"):
        return Anchor(document, record["span"]["start"], record["span"]["end"])
    if record.get("content"):
        return Anchor(document, record["content"][0]["start"], record["content"][0]["end"])
    first = next(located(record), None)
    return Anchor(first.document, first.start, first.end) if first else Anchor(document, None, None)


def located(value: Any, document: str | None = None) -> Iterator[Located]:  # noqa: ANN401 - JSON of any shape
    """Yield every `{start, end, text}` in a JSON value, each with the nearest `document` around it."""
    if isinstance(value, dict):
        inner = value.get("document")
        document = inner if isinstance(inner, str) else document
        if {"start", "end", "text"} <= value.keys():
            yield Located(document, value["start"], value["end"], value["text"])
        for part in value.values():
            yield from located(part, document)
    elif isinstance(value, list):
        for part in value:
            yield from located(part, document)
