"""The way back from a document's text to the source it was read from.

A map is a list of runs, recorded by the reader while it cleans (`OffsetMapBuilder`), never recovered by comparing.
What a source position counts depends on the media type and is named in `unit`:

* `character`  code points of the source as decoded with the document's `encoding` (txt, md, html, csv, jsonl); undecodable bytes
  count as one lone surrogate each (PEP 383), so that `encode(encoding, "surrogateescape")` of a prefix gives the byte offset;
* `docx`       code points of all text in word/document.xml, then in footnotes.xml and endnotes.xml, in document order;
* `pdf`        code points of the concatenated page texts as the PDF library gives them; `Layout` leads to page and box.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Runs of equal length on both sides: `length[i]` code points at `text[i]` come from `source[i]` onwards.

    Text that lies in no run was inserted by the reader (a blank line between two blocks) and has no source.
    `text` ascends strictly; runs do not overlap. `source` may step back where a reader reorders (PDF columns).
    """

    unit: str = "character"
    text: array[int] = field(default_factory=lambda: array("Q"))
    source: array[int] = field(default_factory=lambda: array("Q"))
    length: array[int] = field(default_factory=lambda: array("Q"))

    def position(self, offset: int) -> int | None:
        """Return the source position of the code point at `offset`, or None where the reader inserted it."""
        i = bisect_right(self.text, offset) - 1
        if i < 0 or offset >= self.text[i] + self.length[i]:
            return None
        return self.source[i] + offset - self.text[i]

    def ranges(self, span: Span) -> list[tuple[int, int]]:
        """Return the half-open source ranges that `span` comes from, in text order, neighbours joined."""
        found: list[tuple[int, int]] = []
        i = max(bisect_right(self.text, span.start) - 1, 0)
        while i < len(self.text) and self.text[i] < span.end:
            low = max(span.start, self.text[i])
            high = min(span.end, self.text[i] + self.length[i])
            if low < high:
                start = self.source[i] + low - self.text[i]
                _join(found, start, start + high - low)
            i += 1
        return found

    def __len__(self) -> int:
        return len(self.text)


def _join(ranges: list[tuple[int, int]], start: int, end: int) -> None:
    if ranges and ranges[-1][1] == start:
        ranges[-1] = (ranges[-1][0], end)
    else:
        ranges.append((start, end))


class OffsetMapBuilder:
    """Collects the cleaned text and its map together, so that neither can get ahead of the other."""

    def __init__(self, unit: str = "character") -> None:
        self._map = OffsetMap(unit)
        self._parts: list[str] = []
        self.length = 0

    def keep(self, words: str, source: int) -> None:
        """Append `words`, of which each code point stands for one at `source`, `source + 1`, ..."""
        if not words:
            return
        m, n = self._map, len(words)
        if m.text and m.text[-1] + m.length[-1] == self.length and m.source[-1] + m.length[-1] == source:
            m.length[-1] += n
        else:
            m.text.append(self.length)
            m.source.append(source)
            m.length.append(n)
        self._parts.append(words)
        self.length += n

    def insert(self, words: str) -> None:
        """Append `words` that stand for nothing in the source, such as the blank line between two blocks."""
        self._parts.append(words)
        self.length += len(words)

    def build(self) -> tuple[str, OffsetMap]:
        """Return the text and its map."""
        return "".join(self._parts), self._map


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a PDF page: page counted from 1; left, bottom, right, top in points from the page's lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each line of a PDF's text stands: `spans[i]` of the text is drawn inside `boxes[i]`; empty for other media types."""

    spans: tuple[Span, ...] = ()
    boxes: tuple[Box, ...] = ()

    def at(self, span: Span) -> tuple[Box, ...]:
        """Return the boxes that `span` touches, in text order."""
        i = max(bisect_right(self.spans, span.start, key=lambda s: s.start) - 1, 0)
        found: list[Box] = []
        while i < len(self.spans) and self.spans[i].start < span.end:
            if self.spans[i].overlaps(span):
                found.append(self.boxes[i])
            i += 1
        return tuple(found)
