"""An analysis on its way from one process to another: without the bytes, which the receiver loads again, and with what is long packed.

Sent as they are, a long text and its bytes would be copied several times over by the sender: once as UTF-8, once as a part of the
message, once as the message. Packed, 50 MB of text come to some 15 MB.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.model.analysis import Analysis
from sayso.model.document import Document, Paragraph
from sayso.model.source import Failure
from sayso.model.span import Span

#: Characters that are packed at a time.
PIECE = 1 << 20

#: Where each paragraph starts and ends, and its kind.
Columns = tuple["array[int]", "array[int]", list[str]]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document without its words (`bare`), the words, the paragraphs, and its records in blocks (`analysis.pack`)."""

    bare: Document
    text: tuple[bytes, ...]
    paragraphs: Columns
    blocks: tuple[bytes, ...]
    failures: tuple[Failure, ...] = ()

    @classmethod
    def of(cls, document: Document, blocks: Iterable[bytes], failures: Iterable[Failure] = ()) -> Parcel:
        """Return the parcel of a document, its blocks of records, and what was read of it only in part."""
        bare = replace(document, text="", paragraphs=())
        return cls(bare, tuple(_packed(document.text)), _columns(document.paragraphs), tuple(blocks), tuple(failures))

    @property
    def document(self) -> Document:
        """The document, unpacked."""
        paragraphs = tuple(Paragraph(Span(start, end), kind) for start, end, kind in zip(*self.paragraphs, strict=True))
        return replace(self.bare, text=_unpacked(self.text), paragraphs=paragraphs)

    def opened(self, original: bytes) -> Analysis:
        """Return the analysis; `original` are the document's bytes, whose SHA-256 whoever loads them compares."""
        return Analysis(self.document, original, self.blocks, self.failures)


def _columns(paragraphs: tuple[Paragraph, ...]) -> Columns:
    starts, ends = array("Q", (p.span.start for p in paragraphs)), array("Q", (p.span.end for p in paragraphs))
    return starts, ends, [p.kind for p in paragraphs]


def _packed(text: str) -> Iterator[bytes]:
    for place in range(0, len(text), PIECE):
        yield zlib.compress(text[place : place + PIECE].encode("utf-8", "surrogatepass"), level=1)


def _unpacked(pieces: Iterable[bytes]) -> str:
    return b"".join(map(zlib.decompress, pieces)).decode("utf-8", "surrogatepass")
