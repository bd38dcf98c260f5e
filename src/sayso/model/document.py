"""One report as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.model.offsets import Layout, OffsetMap
from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class DateEvidence:
    """One place that tells when the document was published.

    `value` is EDTF; `origin` is given, sources, metadata or dateline (RECORDS, `published_from`), in falling order of trust;
    `span` are the words of the text that say so, None where it stands outside the text; `where` names the place for a person
    ("article:published_time", "sources.csv", "the dateline").
    """

    value: str
    origin: str
    where: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of running text: what a person sees as one paragraph, heading, list item or table cell.

    `kind` is one of paragraph, heading, item, cell.
    """

    span: Span
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its text, the exact way back to the bytes, and who published it and when.

    The fields are those of the record `document` in docs/records.md; `text_sha256` is of the text's UTF-8 bytes.
    `paragraphs` are in text order and do not overlap; what lies between them is white space.
    `dates` holds every publication date found, best first; `published` is the first one's value.
    """

    id: str
    identity: str
    sha256: str
    text_sha256: str
    path: str
    media_type: str
    text: str
    url: str | None = None
    encoding: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    side: str | None = None
    published: str | None = None
    published_from: str | None = None
    created: str | None = None
    retrieved: str | None = None
    language: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    dates: tuple[DateEvidence, ...] = ()
    offsets: OffsetMap = field(default_factory=OffsetMap)
    layout: Layout = field(default_factory=Layout)
    remarks: tuple[str, ...] = ()
