"""Statements marked in a text: spans that nest, overlap and cross paragraphs, turned into pieces that nest as HTML needs it.

A mark that overlaps another without lying inside it is split where the other ends, and goes on after it (the fragmentation of
TEI P5, chapter 20). Pure: no markup here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.model.document import Paragraph
from sayso.model.span import Span, trimmed

#: Marks inside one another are drawn to this depth; deeper ones keep their number but are not drawn. No text that people write goes
#: deeper, and a browser's tree is kept shallow whatever the text.
DEPTH = 12

_MACHINE = range(45, 121)  # code points in a line that an editor or a mail program broke

_ROLES = ("finding", "content", "source", "cue")  # from the outermost to the innermost where two cover the same words


@dataclass(frozen=True, slots=True)
class Layer:
    """A stretch of text to mark: `role` is finding, content, source or cue; `number` that of its statement or finding.

    `anchor` is the name under which the page links to its first piece; empty where nothing links to it.
    """

    span: Span
    role: str
    number: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Running words."""

    text: str


@dataclass(frozen=True, slots=True)
class Open:
    """A mark begins; `first` on the first piece of its layer."""

    layer: Layer
    first: bool


@dataclass(frozen=True, slots=True)
class Close:
    """The mark opened last ends."""


Piece = Words | Open | Close


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph with its marks; `wrapped` tells that its lines were broken by a machine, and may be filled anew."""

    kind: str
    wrapped: bool
    pieces: tuple[Piece, ...]


def marked(text: str, paragraphs: Iterable[Paragraph], layers: Iterable[Layer]) -> Iterator[Block]:
    """Yield the paragraphs of `text` in order, each with the pieces of the layers that lie in it.

    What lies between the paragraphs is shown too, unless it is white space. Layers may stand in any order.
    """
    ordered = sorted(layers, key=_order)
    opened: set[Layer] = set()
    waiting: list[Layer] = []
    position = 0
    for paragraph in _covering(text, paragraphs):
        span = paragraph.span
        waiting = [layer for layer in waiting if layer.span.end > span.start]
        while position < len(ordered) and ordered[position].span.start < span.end:
            waiting.append(ordered[position])
            position += 1
        here = [layer for layer in waiting if layer.span.overlaps(span)]
        yield Block(paragraph.kind, _wrapped(span.of(text)), tuple(_pieces(text, span, here, opened)))


def _order(layer: Layer) -> tuple[int, int, int, int]:
    return (layer.span.start, -layer.span.end, _ROLES.index(layer.role), layer.number)


def _pieces(text: str, block: Span, layers: Sequence[Layer], opened: set[Layer]) -> Iterator[Piece]:
    cuts = {block.start, block.end}
    for layer in layers:
        cuts.update((max(layer.span.start, block.start), min(layer.span.end, block.end)))
    stack: list[Layer] = []
    position = 0
    for start, end in pairwise(sorted(cuts)):
        yield from _closed(stack, start)
        while position < len(layers) and layers[position].span.start <= start:
            yield from _opened(stack, layers[position], opened)
            position += 1
        yield Words(text[start:end])
    yield from (Close() for _ in stack)


def _opened(stack: list[Layer], layer: Layer, opened: set[Layer]) -> Iterator[Piece]:
    yield Open(layer, layer not in opened)
    opened.add(layer)
    if len(stack) < DEPTH:
        stack.append(layer)
    else:
        yield Close()


def _closed(stack: list[Layer], at: int) -> Iterator[Piece]:
    """Yield the ends of the marks that end `at`, with those that lie above them closed and opened anew; shorten `stack`."""
    lowest = next((i for i, layer in enumerate(stack) if layer.span.end <= at), None)
    if lowest is None:
        return
    above = stack[lowest:]
    del stack[lowest:]
    yield from (Close() for _ in above)
    for layer in above:
        if layer.span.end > at:
            stack.append(layer)
            yield Open(layer, first=False)


def _covering(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, and as paragraphs of their own what stands between, before and after them."""
    reached = 0
    for paragraph in paragraphs:
        span = Span(max(paragraph.span.start, reached), min(paragraph.span.end, len(text))) if _lies(paragraph, reached, text) else None
        if span:
            yield from _between(text, reached, span.start)
            yield replace(paragraph, span=span)
            reached = span.end
    yield from _between(text, reached, len(text))


def _lies(paragraph: Paragraph, reached: int, text: str) -> bool:
    return max(paragraph.span.start, reached) < min(paragraph.span.end, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Paragraph]:
    gap = trimmed(Span(start, end), text) if start < end else None
    if gap:
        yield Paragraph(gap)


def _wrapped(words: str) -> bool:
    """Tell whether the line ends look like a machine's: two lines or more, all about as long as a page is wide, but the last one."""
    *lines, last = words.splitlines() or [""]
    return bool(lines) and all(len(line) in _MACHINE for line in lines) and len(last) < _MACHINE.stop
