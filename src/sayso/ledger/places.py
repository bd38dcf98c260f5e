"""Words found again in a text that has changed, or not found: never guessed.

A target keeps the words, their place and 32 code points of context on either side (W3C Web Annotation: TextPositionSelector and
TextQuoteSelector). It is where it was if the words are there with some of their context; else it is where words and context stand
exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sayso.model.records import Record
from sayso.model.span import Span

#: Code points of context that are kept on either side.
CONTEXT = 32

#: How much of what two spans cover together they must share to be the same record under better rules.
_ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Lost:
    """What was looked for is not there, or cannot be told apart; `reason` is for a person."""

    reason: str


def quoted(text: str, span: Span) -> Record:
    """Return the words of a span with their place and context, as a judgement's target keeps them."""
    return {
        "start": span.start,
        "end": span.end,
        "text": span.of(text),
        "prefix": text[max(span.start - CONTEXT, 0) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def place_in(text: str, quote: Record) -> tuple[Span, str] | Lost:
    """Return where the quoted words stand in `text`, and how that is known: `place` or `words`."""
    words, prefix, suffix = quote["text"], quote["prefix"], quote["suffix"]
    start, end = quote["start"], quote["end"]
    before, after = _ends_with(text, start, prefix), text.startswith(suffix, end)
    if text.startswith(words, start) and (before or after):
        return Span(start, end), "place"
    whole = _starts(text, words, prefix, suffix)
    found = whole or sorted({*_starts(text, words, prefix, ""), *_starts(text, words, "", suffix)})
    if len(found) == 1:
        return Span(found[0], found[0] + len(words)), "words"
    if found:
        return Lost("its words stand in the text more than once")
    return Lost("its words, in their context, are no longer in the text")


def _ends_with(text: str, end: int, prefix: str) -> bool:
    return end >= len(prefix) and text.startswith(prefix, end - len(prefix))


def _starts(text: str, words: str, prefix: str, suffix: str) -> list[int]:
    """Return where `words` stand between `prefix` and `suffix`, at most two places: more make no difference."""
    return [place + len(prefix) for place in islice(_occurrences(text, prefix + words + suffix), 2)]


def _occurrences(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def best(span: Span, candidates: Iterable[tuple[str, Span]]) -> str | Lost:
    """Return the id of the one candidate that is on `span`, or, where none is, of the one that covers nearly the same."""
    members = list(candidates)
    same = [identifier for identifier, other in members if other == span]
    found = same or _nearest(span, members)
    if len(found) == 1:
        return found[0]
    return Lost("several records stand on its words" if found else "no record stands on its words any more")


def _nearest(span: Span, members: list[tuple[str, Span]]) -> list[str]:
    scored = [(_shared(span, other), identifier) for identifier, other in members]
    top = max((score for score, _ in scored), default=0.0)
    return [identifier for score, identifier in scored if score == top] if top >= _ALIKE else []


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / (max(one.end, other.end) - min(one.start, other.start))
