"""Long columns of integers and numbers in few bytes: the offset map, the layout and the paragraphs of a document.

A blob is zlib over columns; a column is its type code, its length and its values, little-endian. Integers are kept as differences
from the one before, which are small where positions ascend.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain
from operator import sub
from typing import Any

from sayso.model.document import DateEvidence, Document, Paragraph
from sayso.model.offsets import Box, Layout, OffsetMap
from sayso.model.span import Span

_HEAD = struct.Struct("<cQ")


def packed(*columns: array[int] | array[float]) -> bytes:
    """Return the columns as one blob: arrays of type `Q` (whole numbers below 2^63) or `d`."""
    parts = bytearray()
    for column in columns:
        kept = column if column.typecode == "d" else array("q", map(sub, column, chain((0,), column)))
        parts += _HEAD.pack(kept.typecode.encode(), len(kept))
        parts += _little(kept).tobytes()
    return zlib.compress(parts, 6)


def unpacked(blob: bytes) -> Iterator[array[Any]]:
    """Yield the columns of a blob as arrays of type `Q` or `d`."""
    parts = zlib.decompress(blob)
    place = 0
    while place < len(parts):
        code, count = _HEAD.unpack_from(parts, place)
        place += _HEAD.size
        column = array(code.decode())
        column.frombytes(parts[place : place + count * column.itemsize])
        place += count * column.itemsize
        column = _little(column)
        yield column if column.typecode == "d" else array("Q", accumulate(column))


def _little(column: array[Any]) -> array[Any]:
    if sys.byteorder == "big":
        column = array(column.typecode, column)
        column.byteswap()
    return column


def pack_offsets(offsets: OffsetMap) -> bytes:
    """Return the runs of an offset map."""
    return packed(offsets.text, offsets.source, offsets.length)


def unpack_offsets(blob: bytes, unit: str) -> OffsetMap:
    """Return the offset map that `pack_offsets` kept."""
    return OffsetMap(unit, *unpacked(blob))


def pack_layout(layout: Layout) -> bytes:
    """Return the spans and boxes of a layout."""
    boxes = layout.boxes
    sides = [array("d", side) for side in zip(*((b.left, b.bottom, b.right, b.top) for b in boxes), strict=True)]
    return packed(*_spans(layout.spans), array("Q", (b.page for b in boxes)), *sides)


def unpack_layout(blob: bytes) -> Layout:
    """Return the layout that `pack_layout` kept."""
    starts, ends, pages, *sides = unpacked(blob)
    spans = tuple(map(Span, starts, ends))
    return Layout(spans, tuple(map(Box, pages, *sides)) if spans else ())


def pack_paragraphs(paragraphs: Iterable[Paragraph], kinds: list[str]) -> bytes:
    """Return the spans of the paragraphs and, for each, the place of its kind in `kinds`."""
    members = list(paragraphs)
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return packed(*_spans(p.span for p in members), array("Q", (numbers[p.kind] for p in members)))


def unpack_paragraphs(blob: bytes, kinds: list[str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs that `pack_paragraphs` kept."""
    starts, ends, numbers = unpacked(blob)
    return tuple(Paragraph(Span(s, e), kinds[n]) for s, e, n in zip(starts, ends, numbers, strict=True))


def _spans(spans: Iterable[Span]) -> tuple[array[int], array[int]]:
    members = list(spans)
    return array("Q", (s.start for s in members)), array("Q", (s.end for s in members))


def aside(document: Document) -> str:
    """Return, as JSON, what the record of a document leaves out: dates found, remarks, the unit of its map, the kinds of its paragraphs."""
    dates = [[d.value, d.origin, d.where, [d.span.start, d.span.end] if d.span else None] for d in document.dates]
    kinds = sorted({p.kind for p in document.paragraphs})
    kept = {"dates": dates, "remarks": list(document.remarks), "unit": document.offsets.unit, "kinds": kinds}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def dates_of(aside_: dict[str, Any]) -> tuple[DateEvidence, ...]:
    """Return the dates that `aside` kept."""
    return tuple(DateEvidence(value, origin, where, Span(*span) if span else None) for value, origin, where, span in aside_["dates"])
