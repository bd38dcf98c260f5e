"""Marks inside a paragraph of Markdown: which characters are words and which are marks.

After CommonMark 0.31 (sections 2.4, 2.5, 6), as far as finding the words goes: backslash escapes, character references, code spans,
emphasis, links and images by their text, inline HTML and comments. Linear in the paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_SPOT = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<comment><!--)"
    r"|<(?P<address>https?://[^\s<>]+|mailto:[^\s<>]+)>"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<link>!?\[)"
    r"|(?P<reference>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<delimiter>\*+|_+|~~)"
)
_LINK = re.compile(
    r"!?\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
    r"(?P<target>\(\s*(?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s*\)|\[[^\[\]]*\]|)",
    re.DOTALL,
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]")


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, end) of a paragraph that are replaced by `words`, which all stand for the first of them."""

    start: int
    end: int
    words: str = ""


@dataclass(slots=True)
class _Run:
    """A run of emphasis delimiters [start, end), and whether it may open or close."""

    char: str
    start: int
    end: int
    opens: bool
    closes: bool


def edits(text: str, references: frozenset[str]) -> list[Edit]:
    """Return the edits, in order, that leave the words of a paragraph; `references` are the labels that links may refer to."""
    scan = _Scan(text, references)
    scan.run()
    return sorted((*scan.edits, *_emphasis(scan.runs)), key=lambda edit: edit.start)


class _Scan:
    """One pass over a paragraph."""

    def __init__(self, text: str, references: frozenset[str]) -> None:
        self._text, self._references = text, references
        self._ends: dict[int, int] = {}
        self._last_tick, self._last_close = text.rfind("`"), text.rfind("-->")  # what is never closed is looked for once
        self.edits: list[Edit] = []
        self.runs: list[_Run] = []

    def run(self) -> None:
        """Look at every spot that may be a mark."""
        at = 0
        while match := _SPOT.search(self._text, at):
            at = self._step(match, match.lastgroup or "")

    def _step(self, match: re.Match[str], kind: str) -> int:
        """Enter the edits of one spot and return where to go on."""
        start, end = match.span()
        if kind == "escaped":
            self.edits.append(Edit(start, start + 1))
        elif kind == "reference":
            self._decode(match)
        elif kind == "address":
            self.edits += (Edit(start, start + 1), Edit(end - 1, end))
        elif kind == "tag":
            self.edits.append(Edit(start, end, "\n" if match.group().lower().startswith("<br") else ""))
        elif kind == "delimiter":
            self.runs.append(_run(self._text, match))
        else:
            return {"code": self._code, "comment": self._comment, "link": self._link}[kind](start, end)
        return end

    def _decode(self, match: re.Match[str]) -> None:
        decoded = unescape(match.group())
        if decoded != match.group():
            self.edits.append(Edit(*match.span(), decoded))

    def _code(self, start: int, end: int) -> int:
        """Drop the ticks around a code span, whose inside is left alone."""
        ticks = self._text[start:end]
        at = end
        while self._last_tick >= at and (close := self._text.find(ticks, at)) >= 0:
            stop = close + len(ticks)
            if not self._text.startswith("`", stop):
                self.edits += (Edit(start, end), Edit(close, stop))
                return stop
            at = stop + len(self._text[stop:]) - len(self._text[stop:].lstrip("`"))
        return end

    def _comment(self, start: int, end: int) -> int:
        if self._last_close < end:
            return end
        close = self._text.index("-->", end)
        self.edits.append(Edit(start, close + 3))
        return close + 3

    def _link(self, start: int, end: int) -> int:
        """Drop a link's brackets and target; its words are looked at like any others."""
        footnote = _FOOTNOTE.match(self._text, start)
        if footnote:
            self.edits.append(Edit(start, footnote.end()))
            return footnote.end()
        match = _LINK.match(self._text, start)
        if match and self._is_link(match):
            self.edits += (Edit(start, end), Edit(match.end("words"), match.end()))
        return end

    def _is_link(self, match: re.Match[str]) -> bool:
        target = match["target"]
        if target.startswith("("):
            return True
        label = target[1:-1] or match["words"]
        return " ".join(label.casefold().split()) in self._references


def _run(text: str, match: re.Match[str]) -> _Run:
    """Return the delimiter run of `match` with what CommonMark's flanking rules let it do."""
    start, end = match.span()
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
    right = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
    if text[start] != "_":
        return _Run(text[start], start, end, left, right)
    return _Run("_", start, end, left and (not right or _is_punctuation(before)), right and (not left or _is_punctuation(after)))


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _emphasis(runs: list[_Run]) -> Iterator[Edit]:
    """Yield the delimiters that pair up, innermost first; what finds no partner is a character like any other."""
    open_runs: list[_Run] = []
    for run in runs:
        if run.closes:
            yield from _closed(run, open_runs)
        if run.opens and run.start < run.end:
            open_runs.append(run)


def _closed(run: _Run, open_runs: list[_Run]) -> Iterator[Edit]:
    while run.start < run.end:
        index = next((i for i in range(len(open_runs) - 1, max(-1, len(open_runs) - 50), -1) if open_runs[i].char == run.char), None)
        if index is None:
            return
        del open_runs[index + 1 :]
        opener = open_runs[index]
        used = min(opener.end - opener.start, run.end - run.start, 2)
        yield Edit(opener.end - used, opener.end)
        yield Edit(run.start, run.start + used)
        opener.end -= used
        run.start += used
        if opener.start == opener.end:
            open_runs.pop()
