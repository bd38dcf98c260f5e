"""A stretch of a document's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open, never empty range `[start, end)` of Unicode code points in one document's text.

    Counting follows the W3C Web Annotation TextPositionSelector: `start` is 0-based and included, `end` is excluded.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            msg = f"a span needs 0 <= start < end, not {self.start} and {self.end}"
            raise ValueError(msg)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether every code point of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved right by `by` code points."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """Return the smallest span that contains all `spans`, of which there must be one at least."""
    members = list(spans)
    return Span(min(s.start for s in members), max(s.end for s in members))


def trimmed(span: Span, text: str, strip: str = " \t\n\r\f\v\u00a0") -> Span | None:
    """Return `span` without leading and trailing characters of `strip`, or None if nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return Span(start, end) if start < end else None
