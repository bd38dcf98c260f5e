"""Marked blocks as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from sayso.publish.report.characters import badged, visible
from sayso.publish.report.marking import Block, Layer, Open, Words

_KINDS = {"heading": "heading", "item": "item", "cell": "cell"}
_SPANS = {"source": "src", "cue": "cue"}


@dataclass(frozen=True, slots=True)
class Label:
    """How a statement's mark looks and is read aloud: `classes` of the mark, `spoken` for those who do not see it."""

    classes: str
    spoken: str


def block_html(block: Block, labels: Mapping[int, Label]) -> Markup:
    """Return a paragraph with its marks as HTML; `labels` by statement number."""
    classes = " ".join(filter(None, (_KINDS.get(block.kind, ""), "wrapped" if block.wrapped else "")))
    start = f'<p dir="auto" class="{classes}">' if classes else '<p dir="auto">'
    # Everything from a document passes through `badged` or `escape` on its way into the parts.
    return Markup("".join((start, *_parts(block, labels), "</p>\n")))  # noqa: S704


def _parts(block: Block, labels: Mapping[int, Label]) -> Iterator[str]:
    ends: list[str] = []
    for piece in block.pieces:
        if isinstance(piece, Words):
            yield badged(piece.text)
        elif isinstance(piece, Open):
            start, end = _tags(piece, labels)
            ends.append(end)
            yield start
        else:
            yield ends.pop()


def _tags(piece: Open, labels: Mapping[int, Label]) -> tuple[str, str]:
    layer = piece.layer
    if layer.role == "content":
        label = labels[layer.number]
        number = _number(layer, label) if piece.first and layer.anchor else ""
        return f'<mark class="{label.classes}" data-s="{layer.number}">{number}', "</mark>"
    if layer.role == "finding":
        return f'<span class="found">{_note(layer) if piece.first else ""}', "</span>"
    return f'<span class="{_SPANS[layer.role]}" data-s="{layer.number}">', "</span>"


def _number(layer: Layer, label: Label) -> str:
    spoken = escape(visible(label.spoken))
    return f'<a class="n" id="{layer.anchor}" href="#s{layer.number}" aria-label="{spoken}">{layer.number}</a>'


def _note(layer: Layer) -> str:
    number = layer.number
    return f'<a class="note" id="{layer.anchor}" href="#finding{number}" aria-label="Finding {number}">F{number}</a>'
