"""The blocks of a Markdown text: which lines, without their prefixes, make up each paragraph.

After CommonMark 0.31 (sections 4 and 5) and the tables of GitHub's extension of it, as far as finding the paragraphs goes: headings,
quotations, lists, tables, code, rules, link definitions, comments. One pass, linear in the text. The numbers of list items are words and
stay, bullets are marks and go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_LINE = re.compile(r"^[^\n]*$", re.MULTILINE)
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_NUMBER = re.compile(r"[ \t]*\d{1,9}[.)][ \t]+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*$")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,40}\]:[ \t]*")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL = re.compile(r"(?:[^|\\]|\\.|\\$)+")


class Piece(NamedTuple):
    """A line's part [start, end) of a block; `line_end` is where its line breaks."""

    start: int
    end: int
    line_end: int


@dataclass(slots=True)
class Block:
    """A block: its kind (see Paragraph), its pieces, and whether marks in it are words (code)."""

    kind: str = "paragraph"
    pieces: list[Piece] = field(default_factory=list)
    verbatim: bool = False


def labels(source: str, start: int) -> frozenset[str]:
    """Return the labels of the link definitions from `start` on, as links refer to them."""
    return frozenset(" ".join(match[1].casefold().split()) for match in _DEFINITION.finditer(source, start))


def blocks(source: str, start: int) -> Iterator[Block]:
    """Yield the blocks of `source` from `start` on, in order."""
    state = _State(source)
    for match in _LINE.finditer(source, start):
        if match.start() >= state.skip_to:
            state.line(match.start(), match.end())
            yield from state.done()
    state.close()
    yield from state.done()


class _State:
    """What the lines so far leave open."""

    def __init__(self, source: str) -> None:
        self._source, self._close, self._last_close = source, -1, source.rfind("-->")
        self._block: Block | None = None
        self._finished: list[Block] = []
        self._fence = ""
        self._quoted = self._table = False
        self.skip_to = 0

    def done(self) -> list[Block]:
        """Return the blocks that were finished since the last call."""
        finished, self._finished = self._finished, []
        return finished

    def close(self) -> None:
        """Finish the open block."""
        if self._block is not None and self._block.pieces:
            self._finished.append(self._block)
        self._block = None
        self._table = False

    def _open(self, kind: str, piece: Piece | None = None, *, verbatim: bool = False) -> None:
        self.close()
        self._block = Block(kind, [piece] if piece else [], verbatim)

    def line(self, start: int, end: int) -> None:
        """Follow one line."""
        if self._fence:
            self._code(start, end)
            return
        quote = _QUOTE.match(self._source, start, end)
        if quote and not self._quoted:
            self.close()
        self._quoted = bool(quote)
        at = quote.end() if quote else start
        if not self._source[at:end].strip():
            self.close()
        elif self._source.startswith("<!--", at) and not self._comment(at):
            return
        elif not self._opens(at, end) and not self._continues_table(at, end):
            self._text(at, end)

    def _comment(self, at: int) -> bool:
        """Pass over a comment that fills whole lines; tell whether the line is text after all."""
        if self._last_close < at:
            return True
        if self._close < at:  # else the one found for a line before is still the next
            self._close = self._source.index("-->", at)
        close = self._close
        line_end = self._source.find("\n", close)
        after = self._source[close + 3 : line_end if line_end >= 0 else len(self._source)]
        if after.strip():
            return True
        self.close()
        self.skip_to = close + 3 + len(after)
        return False

    def _code(self, start: int, end: int) -> None:
        line = self._source[start:end].strip()
        if line.startswith(self._fence) and not line.strip(self._fence[0]):
            self._fence = ""
            self.close()
        elif self._block is not None:
            self._block.pieces.append(Piece(start, start + len(self._source[start:end].rstrip()), end))

    def _opens(self, at: int, end: int) -> bool:
        """Tell whether the line begins, or is, a block of its own, and open that."""
        source = self._source
        if fence := _FENCE.match(source, at, end):
            self._open("paragraph", verbatim=True)
            self._fence = fence[1]
        elif heading := _HEADING.match(source, at, end):
            closing = _HEADING_END.search(source[heading.end() : end])
            stop = heading.end() + closing.start() if closing else end
            self._open("heading", _piece(source, (heading.end(), stop), end))
            self.close()
        elif self._underlines(at, end) or _RULE.match(source, at, end) or self._defines(at, end):
            self.close()
        else:
            return self._begins_item(at, end)
        return True

    def _underlines(self, at: int, end: int) -> bool:
        """Tell whether the line makes a heading, or the head of a table, of the open block."""
        block = self._block
        if block is None or self._table:
            return False
        last = block.pieces[-1]
        if len(block.pieces) == 1 and "|" in self._source[last.start : last.end] and _TABLE_RULE.match(self._source, at, end):
            self._block = None
            self._cells(last.start, last.end)
            self._table = True
            return False
        if block.kind == "paragraph" and _UNDERLINE.match(self._source, at, end):
            block.kind = "heading"
            return True
        return False

    def _defines(self, at: int, end: int) -> bool:
        return self._block is None and _DEFINITION.match(self._source, at, end) is not None

    def _begins_item(self, at: int, end: int) -> bool:
        source = self._source
        if footnote := _FOOTNOTE.match(source, at, end):
            self._open("paragraph", _piece(source, (footnote.end(), end), end))
        elif bullet := _BULLET.match(source, at, end):
            self._open("item", _piece(source, (bullet.end(), end), end))
        elif _NUMBER.match(source, at, end):
            self._open("item", _piece(source, (at, end), end))
        else:
            return False
        return True

    def _continues_table(self, at: int, end: int) -> bool:
        if not self._table:
            return False
        if not _TABLE_RULE.match(self._source, at, end):
            self._cells(at, end)
        return True

    def _cells(self, start: int, end: int) -> None:
        for match in _CELL.finditer(self._source, start, end):
            if match.group().strip():
                self._finished.append(Block("cell", [_piece(self._source, match.span(), end)]))

    def _text(self, at: int, end: int) -> None:
        if self._block is None:
            self._block = Block()
        self._block.pieces.append(_piece(self._source, (at, end), end))


def _piece(source: str, part: tuple[int, int], line_end: int) -> Piece:
    """Return `part` of a line without white space around it."""
    start, end = part
    words = source[start:end]
    start += len(words) - len(words.lstrip())
    return Piece(start, max(start, end - len(words) + len(words.rstrip())), line_end)
