"""The reading order of a page: columns from left to right between the lines that run across them, lines from top to bottom.

A gutter is a strip of the page that few lines cross and that has well filled lines on both sides; both sides are searched again, so that
three columns come out as well as two. (Cutting at white strips: Nagy and Seth 1984, "Hierarchical representation of optically scanned
documents".) A table is no page in columns: its cells do not fill them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sayso.read.pdf_glyphs import QUARTERS, Fragment, Frame, Page

#: The narrowest gutter, in points; the share of the lines that may cross it.
GUTTER, CROSSING = 6.0, 0.25
#: Lines that a column has at least, and the share of its width that they fill.
FEWEST, FILLED = 4, 0.6
#: Letters on a line of running text, as against a cell.
LETTERS = 20
#: Columns on a page, at most two to this power.
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its fragments from left to right, and the frame around them."""

    fragments: tuple[Fragment, ...]
    frame: Frame


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other; `page` is their page's number."""

    page: int
    lines: tuple[Line, ...]


def columns(page: Page) -> Iterator[Column]:
    """Yield the columns of a page in reading order; text turned another way than most of it comes last."""
    turns = [[f for f in page.fragments if f.quarter == quarter] for quarter in range(QUARTERS)]
    for fragments in sorted(turns, key=lambda turn: -sum(len(f.text) for f in turn)):
        for group in _split(fragments, DEEPEST):
            yield Column(page.number, tuple(_lines(group)))


def _split(fragments: list[Fragment], depth: int) -> Iterator[list[Fragment]]:
    """Yield groups of fragments in reading order."""
    gutter = _gutter(fragments) if depth else None
    if gutter is None:
        if fragments:
            yield fragments
        return
    for left, right, across in _bands(fragments, gutter):
        yield from _split(left, depth - 1)
        yield from _split(right, depth - 1)
        if across:
            yield across


def _bands(fragments: list[Fragment], gutter: float) -> Iterator[tuple[list[Fragment], list[Fragment], list[Fragment]]]:
    """Yield, from top to bottom, what stands left and right of the gutter and the lines across it below."""
    left: list[Fragment] = []
    right: list[Fragment] = []
    across: list[Fragment] = []
    for fragment in sorted(fragments, key=lambda f: -f.frame.middle):
        crosses = fragment.frame.left < gutter < fragment.frame.right
        if across and not crosses:
            yield left, right, across
            left, right, across = [], [], []
        side = across if crosses else left if fragment.frame.right <= gutter else right
        side.append(fragment)
    yield left, right, across


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """Return the x of the middle of the best gutter, or None where the fragments stand in one column."""
    if len(fragments) < 2 * FEWEST:
        return None
    candidates = sorted(_strips(fragments), key=lambda strip: (strip[2], strip[0] - strip[1]))
    for left, right, _ in candidates[:5]:
        middle = (left + right) / 2
        if _has_columns(fragments, middle):
            return middle
    return None


def _strips(fragments: Sequence[Fragment]) -> Iterator[tuple[float, float, int]]:
    """Yield strips (left, right, number of fragments that cross) that few fragments cross, between the edges of all."""
    edges = sorted({edge for f in fragments for edge in (round(f.frame.left, 1), round(f.frame.right, 1))})
    starts = sorted(round(f.frame.left, 1) for f in fragments)
    ends = sorted(round(f.frame.right, 1) for f in fragments)
    most = CROSSING * len(fragments)
    begun = ended = 0
    for left, right in pairwise(edges):
        while begun < len(starts) and starts[begun] <= left:
            begun += 1
        while ended < len(ends) and ends[ended] <= left:
            ended += 1
        if right - left >= GUTTER and begun - ended <= most and min(begun, len(ends) - ended) >= FEWEST:
            yield left, right, begun - ended


def _has_columns(fragments: Sequence[Fragment], gutter: float) -> bool:
    left = [f for f in fragments if f.frame.right <= gutter]
    right = [f for f in fragments if f.frame.left >= gutter]
    if min(len(left), len(right)) < FEWEST or not _side_by_side(left, right):
        return False
    return _is_filled(left) and _is_filled(right)


def _side_by_side(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Tell whether the two sides stand beside each other over several lines."""
    low = max(min(f.frame.bottom for f in left), min(f.frame.bottom for f in right))
    high = min(max(f.frame.top for f in left), max(f.frame.top for f in right))
    return high - low > FEWEST * median(f.frame.height for f in (*left, *right))


def _is_filled(side: Sequence[Fragment]) -> bool:
    """Tell whether most lines of a side have several words and reach over most of its width, as those of running text do."""
    width = max(f.frame.right for f in side) - min(f.frame.left for f in side)
    rows = list(_lines(side))
    letters = median(sum(len(f.text) for f in row.fragments) for row in rows)
    return letters >= LETTERS and median(row.frame.right - row.frame.left for row in rows) >= FILLED * width


def _lines(fragments: Sequence[Fragment]) -> Iterator[Line]:
    """Yield the lines of a column from top to bottom."""
    row: list[Fragment] = []
    frame: Frame | None = None
    for fragment in sorted(fragments, key=lambda f: (-f.frame.middle, f.frame.left)):
        if frame is not None and frame.bottom <= fragment.frame.middle and fragment.frame.bottom <= frame.middle:
            frame = frame.joined(fragment.frame) if fragment.frame.height <= 1.5 * frame.height else frame
            row.append(fragment)
            continue
        if frame is not None:
            yield _line(row)
        row, frame = [fragment], fragment.frame
    if row:
        yield _line(row)


def _line(row: list[Fragment]) -> Line:
    ordered = sorted(row, key=lambda f: (f.frame.left, f.start))
    frame = ordered[0].frame
    for fragment in ordered[1:]:
        frame = frame.joined(fragment.frame)
    return Line(tuple(ordered), frame)
