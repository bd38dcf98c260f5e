"""Lines of a PDF to paragraphs: where one begins is told by gaps, indents, short lines, sizes and list marks.

Line ends inside a paragraph become spaces. A hyphen at the end of a line is dropped and the word joined where the next line goes on in
lower case, unless the word is written with a hyphen elsewhere in the document; before a capital or a digit it stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sayso.read.pdf_columns import Column, Line
from sayso.read.pdf_glyphs import HYPHEN, Fragment
from sayso.read.rendering import Rendering

#: A gap between the pieces of a line, in heights, that makes cells of all of them.
CELL_GAP = 5.0
#: How exactly the cells of two rows must stand below each other, in points.
ALIGNED = 2.5
#: How much the gaps of a justified line differ at most, in points.
EVEN = 1.0
#: How much more than the usual step from line to line sets a paragraph off; how much size changes for a heading; indents, in heights.
STEP, SIZE, INDENT = 1.3, 1.12, 0.8
#: The share of a column's width that a line leaves free when it is the last of its paragraph.
SHORT = 0.12
#: Lines of the longest heading.
HEADING_LINES = 3

_ITEM = re.compile(r"(?:[•‣◦▪●○■–-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s)")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_FINAL = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_WORD_END = re.compile(rf"([^\W_]+)[-{HYPHEN}\u00ad\u2010]$")
_WORD_START = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph in lines; one line of it may be a cell, which is a line by itself."""

    kind: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words that a document writes with a hyphen, and those that it writes without, in lower case."""

    hyphenated: frozenset[str]
    plain: frozenset[str]


def render(rendering: Rendering, columns: Sequence[Column]) -> None:
    """Render the paragraphs of a document's columns."""
    lines = [line for column in columns for line in column.lines]
    body = median(line.fragments[0].size for line in lines for _ in line.fragments[0].text)
    words = _words(lines)
    parts = [list(_parts(column, body)) for column in columns]
    indents = _uses_indents(parts)
    before: _Part | None = None
    for column in parts:
        for i, part in enumerate(column):
            if not (i == 0 and before is not None and _goes_on(before, part, indents=indents)):
                rendering.open(part.kind)
                before = None
            _render(rendering, part, before, words)
            before = part


def _uses_indents(columns: Sequence[Sequence[_Part]]) -> bool:
    """Tell whether the paragraphs of the document begin with an indent, as a rule; those at the head of a column may not."""
    inner = [part for parts in columns for part in parts[1:] if part.kind == "paragraph" and len(part.lines) > 1]
    return 2 * sum(map(_is_indented, inner)) > len(inner)


def _is_indented(part: _Part) -> bool:
    first, second = part.lines[0].frame, part.lines[1].frame
    return first.left - second.left > INDENT * first.height


def _goes_on(before: _Part, part: _Part, *, indents: bool) -> bool:
    """Tell whether the first paragraph of a column carries on the last one of the column before."""
    if part.kind != "paragraph" or before.kind not in {"paragraph", "item"}:
        return False
    last, first = before.lines[-1].fragments[-1].text, part.lines[0].fragments[0].text
    if first[:1].islower() and not _FINAL.search(last):
        return True
    return indents and len(part.lines) > 1 and not _is_indented(part)


def _words(lines: Sequence[Line]) -> _Words:
    hyphenated: set[str] = set()
    plain: set[str] = set()
    for line in lines:
        for fragment in line.fragments:
            text = fragment.text.lower()
            hyphenated.update(_HYPHENATED.findall(text))
            plain.update(_WORD.findall(text))
    return _Words(frozenset(hyphenated), frozenset(plain))


def _parts(column: Column, body: float) -> Iterator[_Part]:
    """Yield the paragraphs of a column."""
    measure = _Measure(column.lines)
    rows = _rows(column.lines)
    lines: list[Line] = []
    for i, line in enumerate(column.lines):
        if lines and (i in rows or measure.begins(lines[-1], line)):
            yield _part(lines, body)
            lines = []
        if i in rows:
            yield from (_Part("cell", (Line((fragment,), fragment.frame),)) for fragment in line.fragments)
        else:
            lines.append(line)
    if lines:
        yield _part(lines, body)


def _rows(lines: Sequence[Line]) -> set[int]:
    """Return the indices of the lines that are rows of cells: with a very wide gap, or in pieces below those of a neighbour."""
    found = {i for i, line in enumerate(lines) if max(_gaps(line), default=0.0) > CELL_GAP * line.frame.height}
    for i, (before, after) in enumerate(pairwise(lines)):
        if _are_aligned(before, after):
            found |= {i, i + 1}
    return found


def _gaps(line: Line) -> list[float]:
    return [after.frame.left - before.frame.right for before, after in pairwise(line.fragments)]


def _is_stretched(line: Line) -> bool:
    """Tell whether the gaps of a line are all alike, as those that a justified line is stretched by."""
    gaps = _gaps(line)
    return len(gaps) > 1 and max(gaps) - min(gaps) < EVEN


def _are_aligned(one: Line, other: Line) -> bool:
    """Tell whether two lines in pieces are rows of one table: all pieces of the shorter one stand below or above one of the other."""
    few, many = sorted((one.fragments, other.fragments), key=len)
    if len(few) == 1 or _is_stretched(one) or _is_stretched(other):
        return False
    return all(any(_is_below(cell, above) for above in many) for cell in few)


def _is_below(cell: Fragment, other: Fragment) -> bool:
    a, b = cell.frame, other.frame
    shifts = (a.left - b.left, a.right - b.right, (a.left + a.right - b.left - b.right) / 2)
    return min(map(abs, shifts)) <= ALIGNED


def _part(lines: Sequence[Line], body: float) -> _Part:
    first = lines[0].fragments[0]
    if _ITEM.match(first.text):
        return _Part("item", tuple(lines))
    stands_out = first.size > SIZE * body or all(fragment.bold for line in lines for fragment in line.fragments)
    if stands_out and len(lines) <= HEADING_LINES and not _SENTENCE_END.search(lines[-1].fragments[-1].text):
        return _Part("heading", tuple(lines))
    return _Part("paragraph", tuple(lines))


class _Measure:
    """What is usual in a column: its edges, the step from line to line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        lefts = sorted(line.frame.left for line in lines)
        self._left = lefts[len(lefts) // 10]
        self._right = max(line.frame.right for line in lines)
        steps = [before.frame.middle - after.frame.middle for before, after in pairwise(lines)]
        self._step = median(sorted(steps)[: max(1, len(steps) * 2 // 3)]) if steps else 0.0

    def begins(self, before: Line, line: Line) -> bool:
        """Tell whether a paragraph begins with `line`, which follows `before`."""
        height = line.frame.height
        sizes = sorted((before.fragments[0].size, line.fragments[0].size))
        if sizes[1] > SIZE * sizes[0] or before.fragments[-1].bold != line.fragments[0].bold:
            return sizes[1] > SIZE * sizes[0] or self._is_short(before, line) or before.fragments[0].bold != line.fragments[-1].bold
        if before.frame.middle - line.frame.middle > max(STEP * self._step, height):
            return True
        if _ITEM.match(line.fragments[0].text):
            return True
        indented = line.frame.left - self._left > INDENT * height and before.frame.left - self._left < INDENT * height / 2
        return (indented and not _ITEM.match(before.fragments[0].text)) or self._is_short(before, line)

    def _is_short(self, before: Line, line: Line) -> bool:
        """Tell whether `before` ends a sentence and leaves room for the first word of `line`, and more."""
        room = self._right - before.frame.right
        text = line.fragments[0].text
        word = text.split(maxsplit=1)[0] if text.split() else text
        width = (line.fragments[0].frame.right - line.fragments[0].frame.left) * len(word) / max(len(text), 1)
        is_room = room > max(width * 1.2, SHORT * (self._right - self._left))
        return is_room and not text[:1].islower() and bool(_FINAL.search(before.fragments[-1].text))


def _render(rendering: Rendering, part: _Part, before: _Part | None, words: _Words) -> None:
    """Render the lines of a paragraph; `before` is the paragraph that it carries on."""
    lines = [*(before.lines[-1:] if before else ()), *part.lines]
    fragments = [fragment for line in lines for fragment in line.fragments]
    rendered = len(before.lines[-1].fragments) if before else 0
    for i, fragment in enumerate(fragments):
        if i < rendered:
            continue
        if i:
            _join(rendering, fragments[i - 1].text, fragment.text, words)
        following = fragments[i + 1].text if i + 1 < len(fragments) else ""
        _keep(rendering, fragment, drops_hyphen=bool(following) and _is_broken(fragment.text, following, words))


def _join(rendering: Rendering, before: str, after: str, words: _Words) -> None:
    """Put a space between two lines, unless a word goes on over their break."""
    if not _WORD_END.search(before) or not _WORD_START.match(after):
        rendering.insert(" ")
    elif not _is_broken(before, after, words) and before.endswith(HYPHEN):
        rendering.insert("-")


def _is_broken(before: str, after: str, words: _Words) -> bool:
    """Tell whether the hyphen at the end of `before` is there only because the line ends."""
    end, start = _WORD_END.search(before), _WORD_START.match(after)
    if not end or not start or not after[0].islower():
        return False
    left, right = end[1].lower(), start.group().lower()
    return f"{left}-{right}" not in words.hyphenated or left + right in words.plain


def _keep(rendering: Rendering, fragment: Fragment, *, drops_hyphen: bool) -> None:
    """Keep the characters of a fragment: ligatures as letters, runs of spaces as one, PDFium's mark for a broken word as nothing."""
    text = fragment.text[:-1] if drops_hyphen or fragment.text.endswith(HYPHEN) else fragment.text
    at = 0
    for match in re.finditer(rf"\s{{2,}}|[^\S ]|{_LIGATURE.pattern}|{HYPHEN}", text):
        rendering.keep(text[at : match.start()], fragment.start + at)
        for char in _LIGATURES.get(match.group(), "-" if match.group() == HYPHEN else " "):
            rendering.keep(char, fragment.start + match.start())
        at = match.end()
    rendering.keep(text[at:], fragment.start + at)
