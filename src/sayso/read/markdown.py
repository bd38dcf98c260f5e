"""Markdown: the words of a text, its marks taken off, its metadata from the front matter.

Marks inside paragraphs are taken off by `inline`, blocks are told apart by `markdown_blocks`. Line breaks inside a paragraph stay.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.read.content import Content
from sayso.read.encoding import decode
from sayso.read.front_matter import front_matter
from sayso.read.inline import edits
from sayso.read.markdown_blocks import Block, Piece, blocks, labels
from sayso.read.rendering import Rendering


def read_markdown(data: bytes, path: str) -> Content:
    """Return the content of a Markdown file. Raises BrokenSource where the bytes are no text."""
    decoded = decode(data, path)
    source = decoded.text
    if "\r" in source:
        source = source.replace("\r\n", " \n").replace("\r", "\n")  # one for one: positions stay
    stated, start = front_matter(source)
    references = labels(source, start)
    rendering = Rendering()
    for block in blocks(source, start):
        rendering.open(block.kind)
        _render(rendering, source, block, references)
    text, offsets, found, remarks = rendering.finish()
    if stated.title is None and found and found[0].kind == "heading":
        stated = replace(stated, title=" ".join(found[0].span.of(text).split()))
    return Content(text, offsets, found, encoding=decoded.encoding, stated=stated, remarks=remarks)


def _render(rendering: Rendering, source: str, block: Block, references: frozenset[str]) -> None:
    """Keep the words of a block."""
    lines = _Lines(source, block.pieces)
    at = 0
    for edit in () if block.verbatim else edits(lines.text, references):
        if edit.start < at:
            continue  # a mark inside what is gone already
        lines.keep(rendering, at, edit.start)
        if edit.words:
            position = lines.position(edit.start)
            for char in edit.words:
                rendering.keep(char, position)
        at = edit.end
    lines.keep(rendering, at, len(lines.text))


class _Lines:
    """The lines of a block as one string, and the way from it to the source."""

    def __init__(self, source: str, pieces: Sequence[Piece]) -> None:
        self.text = "\n".join(source[piece.start : piece.end] for piece in pieces)
        self._pieces = pieces
        self._starts: list[int] = []
        at = 0
        for piece in pieces:
            self._starts.append(at)
            at += piece.end - piece.start + 1

    def position(self, at: int) -> int:
        """Return where the character at `at` stands in the source."""
        i = bisect_right(self._starts, at) - 1
        piece, offset = self._pieces[i], at - self._starts[i]
        return piece.line_end if offset == piece.end - piece.start else piece.start + offset

    def keep(self, rendering: Rendering, start: int, end: int) -> None:
        """Keep [start, end), line by line."""
        i = bisect_right(self._starts, start) - 1
        while start < end:
            piece = self._pieces[i]
            stop = min(end, self._starts[i] + piece.end - piece.start)
            rendering.keep(self.text[start:stop], piece.start + start - self._starts[i])
            if stop < end:
                rendering.keep("\n", piece.line_end)
            start, i = stop + 1, i + 1
