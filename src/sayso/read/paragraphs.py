"""Where the paragraphs of plain text begin and end.

A text either has one line for each paragraph, or its lines are broken by hand or machine at some width and blank lines stand between
the paragraphs. Which of the two is decided once for a text, by its first lines: in a broken text a line ends where the next word
no longer fits, and the next line goes on in lower case. In the other kind, too, a long line without a stop goes on in a next line that
begins in lower case. The text itself is not touched: line breaks stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from sayso.model.document import Paragraph
from sayso.model.span import Span, trimmed

#: Lines looked at to tell whether a text is broken at a width.
LOOK = 4000
#: The widest column that anybody breaks text at.
WIDEST = 130
#: Line ends needed to call a text broken by their length alone.
FEWEST = 3
#: Spaces that indent a line.
INDENT = 2
#: Characters of a line that is no verse and no item of a list.
PROSE = 60
#: The longest line that may be a heading.
HEADING = 120

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"\s*(?:[•‣◦▪●]|[-*+]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_LETTER = re.compile(r"[^\W\d_]")

Lines = Sequence[Span]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of `text`, headings and list items told apart."""
    blocks = _blocks(text)
    head = list(islice(blocks, LOOK))
    width = _width(text, head)
    found: list[Paragraph] = []
    for block in _all(head, blocks):
        for lines in _parts(text, block, width):
            found.append(_paragraph(text, lines, alone=len(lines) == 1 and (len(block) == 1 or not found)))
    return tuple(_without_last_heading(found))


def _all(head: list[Lines], rest: Iterator[Lines]) -> Iterator[Lines]:
    yield from head
    yield from rest


def _blocks(text: str) -> Iterator[Lines]:
    """Yield the runs of lines between blank lines, each line trimmed of white space at its end."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        line = trimmed(Span(*match.span()), text)
        if block and (line is None or text.count("\n", block[-1].end, line.start) > 1):
            yield block
            block = []
        if line is not None:
            block.append(line)
    if block:
        yield block


def _width(text: str, blocks: Sequence[Lines]) -> int | None:
    """Return the width at which the lines of the text are broken, or None where a line is a paragraph."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if not pairs:
        return None
    longest = max(len(line) for block in blocks for line in block)
    ended = sum(bool(_SENTENCE_END.search(text, max(line.end - 4, line.start), line.end)) for line, _ in pairs)
    if longest > WIDEST or 2 * ended > len(pairs):  # lines that are mostly whole sentences are paragraphs
        return None
    lower = sum(text[after.start].islower() for _, after in pairs)
    full = sum(not _fits(text, line, after, longest) for line, after in pairs)
    is_running = lower >= 0.3 * len(pairs) and full >= 0.3 * len(pairs)
    is_filled = len(pairs) >= FEWEST and full >= 0.7 * len(pairs)
    return longest if is_running or is_filled else None


def _fits(text: str, line: Span, after: Span, width: int) -> bool:
    """Tell whether the first word of the line `after` would have fitted on `line`, with some room for ragged edges."""
    word = text.find(" ", after.start, after.end)
    return len(line) + 1 + ((after.end if word < 0 else word) - after.start) < 0.9 * width


def _parts(text: str, block: Lines, width: int | None) -> Iterator[Lines]:
    """Yield the paragraphs of a block as runs of lines."""
    part: list[Span] = []
    for line in block:
        if part and (_begins(text, part[-1], line, width) if width else not _goes_on(text, part[-1], line)):
            yield part
            part = []
        part.append(line)
    yield part


def _goes_on(text: str, before: Span, line: Span) -> bool:
    """Tell whether `line` ends the sentence of a long line before it: it was broken at a width too great to be told by."""
    if len(before) < PROSE or not text[line.start].islower() or _ITEM.match(text, line.start, line.end):
        return False
    return _STOP.search(text, max(before.end - 4, before.start), before.end) is None


def _begins(text: str, before: Span, line: Span, width: int) -> bool:
    """Tell whether a new paragraph begins with `line` in a text broken at `width`, though no blank line says so."""
    if _ITEM.match(text, line.start, line.end):
        return True
    if text[line.start].islower() or not _fits(text, before, line, width):
        return False
    indented = line.start - text.rfind("\n", 0, line.start) - 1 >= INDENT
    return indented or bool(_SENTENCE_END.search(text, max(before.end - 4, before.start), before.end)) or len(line) < 0.75 * width


def _paragraph(text: str, lines: Lines, *, alone: bool) -> Paragraph:
    span = Span(lines[0].start, lines[-1].end)
    if _ITEM.match(text, span.start, span.end):
        return Paragraph(span, "item")
    heading = alone and len(span) <= HEADING and _LETTER.search(text, span.start, span.end)
    if heading and not _SENTENCE_END.search(text, max(span.end - 4, span.start), span.end):
        return Paragraph(span, "heading")
    return Paragraph(span)


def _without_last_heading(found: list[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs; what looks like a heading and has nothing below it is none."""
    for i, paragraph in enumerate(found):
        last = i + 1 == len(found)
        yield Paragraph(paragraph.span) if last and paragraph.kind == "heading" else paragraph
