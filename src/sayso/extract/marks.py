"""Quotation marks as characters: which there are, and which could open or close a quotation where they stand.

Glyphs and usage follow the Unicode Standard, section 6.2 "Quotation Marks", and the CLDR delimiters; see lexicon/quotes.toml.
Apostrophes, primes, inches and decades are not marks and are left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.extract.lexicon import quote_styles

#: Families pair only within themselves.
DOUBLE, SINGLE, GUILLEMET = "double", "single", "guillemet"

_OPENS_BEFORE = " \t\n\u00a0([{—–-/:;"
_STRONG_STOPS = ".,!?…;:"
_MARK = re.compile(r"``|''|[" + re.escape(quote_styles().glyphs) + "]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark at `start` (`end` exclusive) and what it could do there; `sure` closers stand at a stop or the paragraph's end."""

    start: int
    end: int
    family: str
    opens: bool
    closes: bool
    sure: bool = True


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the quotation marks of the paragraph `text[start:end]` in text order, with offsets into `text`."""
    for found in _MARK.finditer(text, start, end):
        before = text[found.start() - 1] if found.start() > start else ""
        after = text[found.end()] if found.end() < end else ""
        mark = _mark(found, before, after, text[found.end() : min(end, found.end() + 8)])
        if mark is not None and (mark.opens or mark.closes):
            yield mark


def _mark(found: re.Match[str], before: str, after: str, ahead: str) -> Mark | None:
    glyph, styles = found.group(), quote_styles()
    family = styles.family(glyph)
    if family == SINGLE:
        return _single(found, before, after, ahead)
    free_before, free_after = _opens_after(before), not after or after.isspace()
    if glyph in styles.straight:
        if before.isdigit() and not free_after and after.isalnum():
            return None
        opens = (free_before and not free_after) or (free_before and free_after) or (not before.isspace() and after.isupper())
        closes = (bool(before) and not before.isspace() and not after.isalnum()) or (free_before and free_after)
        return Mark(*found.span(), family, opens, closes and glyph != "``")
    usual_opener = glyph in styles.openers
    wrong_way = (free_before and not free_after) if not usual_opener else (not free_before and not after.isalnum())
    return Mark(*found.span(), family, usual_opener or wrong_way, not usual_opener or wrong_way)


def _single(found: re.Match[str], before: str, after: str, ahead: str) -> Mark | None:
    """Return the mark at a single quotation mark, or None where it is an apostrophe, a prime or part of a shortened word."""
    glyph, styles = found.group(), quote_styles()
    if before.isalnum() and after.isalnum():
        return None
    if _opens_after(before) and styles.shortened.match(ahead):
        return None
    opens = glyph not in styles.closing_only and _opens_after(before) and bool(after) and not after.isspace()
    closes = glyph not in styles.openers and bool(before) and not before.isspace() and not after.isalnum()
    if closes and before.isdigit() and not opens:
        return None
    sure = before in _STRONG_STOPS or not after or not after.isspace() or before != "s"
    return Mark(*found.span(), SINGLE, opens, closes, sure)


def _opens_after(before: str) -> bool:
    return not before or before in _OPENS_BEFORE or before in quote_styles().glyphs
