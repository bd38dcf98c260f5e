"""Quotations found by their marks alone, paragraph by paragraph, without a parser.

    marks → pairs in each paragraph → quotations carried over paragraph ends

Survives curly, straight, low, doubled and single marks, guillemets in both directions, nesting, marks reopened at each paragraph,
quotations broken by a paragraph end, marks never closed, and stray ones. Time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.extract.marks import SINGLE, Mark, marks
from sayso.model.span import Span

#: How many paragraphs a quotation may run on without a mark before it counts as never closed.
REACH = 4
_DEPTH = 4
_SENTENCE_BEGINS = re.compile(r"[.!?]\s+(?=[^\W\d_a-z])")
_LONGEST = 600  # characters of a quotation whose opening mark is lost
_SHORTEST = 12
_SENTENCE_ENDS = re.compile(r"[.!?]\s+[^\W\d_a-z]")
_ENDS = '.!?…:;"”’»)'


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between two marks: `span` with them, `inner` without.

    `depth` counts the quotations around it; `closed` tells whether its closing mark was found; `continues` is the index of the
    quotation that it takes up again after a paragraph end.
    """

    span: Span
    inner: Span
    family: str
    depth: int
    closed: bool
    continues: int | None = None


@dataclass(slots=True)
class _Open:
    """A quotation whose end is not known yet."""

    mark: Mark
    depth: int
    continues: int | None


@dataclass(slots=True)
class _Pairing:
    """The state while the marks are read from left to right."""

    text: str
    stack: list[_Open] = field(default_factory=list)
    found: list[Quotation] = field(default_factory=list)
    resumes: int | None = None

    def open(self, mark: Mark) -> None:
        self.stack.append(_Open(mark, len(self.stack), self.resumes))
        self.resumes = None

    def close(self, at: int, end: int, *, closed: bool = True) -> int | None:
        """End the innermost open quotation: its words end at `at`, the whole at `end`. Return its index, None if it is empty."""
        one = self.stack.pop()
        start, stop = one.mark.end, at
        while start < stop and self.text[start].isspace():
            start += 1
        while stop > start and self.text[stop - 1].isspace():
            stop -= 1
        if start == stop:
            return None
        if not closed and self.text[start].islower() and (ends := _SENTENCE_ENDS.search(self.text, start, stop)) is not None:
            stop = ends.start() + 1  # a phrase of a sentence goes no further than the sentence
        whole = Span(one.mark.start, end if closed else stop)
        self.found.append(Quotation(whole, Span(start, stop), one.mark.family, one.depth, closed, one.continues))
        return len(self.found) - 1

    def is_open(self, family: str) -> bool:
        return any(one.mark.family == family for one in self.stack)

    def close_family(self, mark: Mark) -> None:
        """End the innermost open quotation of the mark's family; what is open inside it was no quotation."""
        while self.stack[-1].mark.family != mark.family:
            self.stack.pop()
        self.close(mark.start, mark.end)


def quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Return the quotations of `text`, of which `paragraphs` are the paragraphs in order; sorted by start, then outermost first."""
    rows = [_without_lone_singles(list(marks(text, p.start, p.end))) for p in paragraphs]
    pairing = _Pairing(text)
    for i, (paragraph, row) in enumerate(zip(paragraphs, rows, strict=True)):
        _pair(pairing, paragraph, row)
        _end_paragraph(pairing, paragraphs, rows, i)
    return _in_order(pairing.found)


def _in_order(found: list[Quotation]) -> tuple[Quotation, ...]:
    order = sorted(range(len(found)), key=lambda i: (found[i].span.start, -found[i].span.end))
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        q if q.continues is None else Quotation(q.span, q.inner, q.family, q.depth, q.closed, place[q.continues])
        for q in (found[i] for i in order)
    )


def _pair(pairing: _Pairing, paragraph: Span, row: list[Mark]) -> None:
    after = _balances(row)
    for n, mark in enumerate(row):
        is_open = pairing.is_open(mark.family)
        if mark.closes and is_open and not (mark.opens and mark.start == paragraph.start):
            pairing.close_family(mark)
        elif mark.opens:
            depth = sum(one.mark.family == mark.family for one in pairing.stack)
            if depth and (after[n] < depth + 1 or depth >= _DEPTH) and mark.family != SINGLE:
                _give_up(pairing, mark)
            pairing.open(mark)
        elif mark.closes and not pairing.stack and mark.family != SINGLE:
            _lost_opening(pairing, paragraph, mark)


def _lost_opening(pairing: _Pairing, paragraph: Span, mark: Mark) -> None:
    """Take a mark that closes what nothing opened, behind a stop, as the end of the words since the last sentence or tag."""
    text = pairing.text
    if mark.start - 2 < paragraph.start or text[mark.start - 1] not in ".,!?":
        return
    low = max(paragraph.start, mark.start - _LONGEST)
    last = pairing.found[-1].span.end if pairing.found else paragraph.start
    begins = [m.end() for m in _SENTENCE_BEGINS.finditer(text, max(low, last), mark.start - 1)]
    if begins:
        start = begins[0] if last > paragraph.start and not text[last : begins[0]].count("“") else begins[-1]
    elif last > low:
        comma = text.find(", ", last, mark.start - 1)
        start = comma + 2 if comma >= 0 else mark.start
    else:
        start = low
    if mark.start - start > _SHORTEST:
        pairing.found.append(Quotation(Span(start, mark.end), Span(start, mark.start), mark.family, 0, closed=True))


def _balances(row: list[Mark]) -> list[int]:
    """Return, for each mark, how many more closing than opening marks of its family follow it."""
    found, totals = [0] * len(row), dict.fromkeys((m.family for m in row), 0)
    for n in range(len(row) - 1, -1, -1):
        mark = row[n]
        found[n] = totals[mark.family]
        totals[mark.family] += mark.closes - mark.opens
    return found


def _give_up(pairing: _Pairing, mark: Mark) -> None:
    """End the open quotations of the mark's family where the mark opens another one: their closing marks are missing."""
    while pairing.is_open(mark.family):
        last = pairing.close(mark.start, mark.start, closed=False)
        if last is not None and not _narration_between(pairing.text, pairing.found[last].inner):
            pairing.resumes = last


def _narration_between(text: str, inner: Span) -> bool:
    """Tell whether the words before a new opening mark end like a sentence of their own or a stop (then nothing is carried on)."""
    return text[inner.end - 1] in _ENDS + ","


def _end_paragraph(pairing: _Pairing, paragraphs: Sequence[Span], rows: list[list[Mark]], i: int) -> None:
    """Decide what becomes of quotations still open at the end of paragraph `i`."""
    pairing.resumes = None
    end = paragraphs[i].end
    while len(pairing.stack) > 1:
        pairing.close(end, end, closed=False) if pairing.stack[-1].mark.family != SINGLE else pairing.stack.pop()
    if not pairing.stack or _runs_on(pairing, paragraphs, rows, i):
        return
    index = pairing.close(end, end, closed=False)
    if index is not None and _reopens(paragraphs, rows, i + 1, pairing.found[index].family):
        pairing.resumes = index


def _reopens(paragraphs: Sequence[Span], rows: list[list[Mark]], i: int, family: str) -> bool:
    """Tell whether paragraph `i` begins with an opening mark: the quotation goes on (Chicago Manual of Style, 13.30)."""
    if i >= len(rows) or not rows[i]:
        return False
    first = rows[i][0]
    return first.family == family and first.opens and first.start == paragraphs[i].start


def _runs_on(pairing: _Pairing, paragraphs: Sequence[Span], rows: list[list[Mark]], i: int) -> bool:
    """Tell whether the open quotation was broken by the paragraph's end: its closing mark, or a small letter, comes next."""
    family = pairing.stack[0].mark.family
    if family == SINGLE or _reopens(paragraphs, rows, i + 1, family):
        return False
    for n in range(i + 1, min(i + 1 + REACH, len(rows))):
        row = [m for m in rows[n] if m.family == family]
        if row:
            return _closes_more(row, paragraphs[n].start) or (n == i + 1 and _broken(pairing.text, paragraphs, i))
    return False


def _closes_more(row: Sequence[Mark], start: int) -> bool:
    """Tell whether the marks of a paragraph that begins at `start` close more than they open; an odd one that could do both closes."""
    total = sum(m.closes - m.opens for m in row)
    either = sum(m.closes and m.opens for m in row)
    return total > 0 or (total == 0 and either % 2 == 1 and row[0].closes and row[0].start > start)


def _broken(text: str, paragraphs: Sequence[Span], i: int) -> bool:
    return text[paragraphs[i].end - 1] not in _ENDS and text[paragraphs[i + 1].start].islower()


def _without_lone_singles(row: list[Mark]) -> list[Mark]:
    """Return the marks without the single ones that have no partner in the paragraph, which are apostrophes."""
    kept: list[Mark] = []
    opened: int | None = None
    sure_ahead = _sure_closers(row)
    for n, mark in enumerate(row):
        if mark.family != SINGLE:
            kept.append(mark)
        elif opened is not None and mark.closes and not mark.opens:
            if mark.sure or not sure_ahead[n]:
                kept += [row[opened], mark]
                opened = None
        elif mark.opens:
            opened = n
    return sorted(kept, key=lambda m: m.start)


def _sure_closers(row: list[Mark]) -> list[bool]:
    """Return, for each mark, whether a sure closing single mark follows before the next opening one."""
    found, ahead = [False] * len(row), False
    for n in range(len(row) - 1, -1, -1):
        found[n] = ahead
        if row[n].family == SINGLE:
            ahead = (row[n].closes and row[n].sure) or (ahead and not row[n].opens)
    return found
