"""One section of a document while its speakers are resolved: its names, where members were met, and the roster of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field

from sayso.model.annotated import Annotated, Passage
from sayso.model.statement import Speaker
from sayso.resolve.cast.roster import Entry, Roster
from sayso.resolve.names.names import Name


@dataclass(frozen=True, slots=True, order=True)
class Sighting:
    """A place where a member is met: offset, sentence (counted through the section), member's number, whether as a subject."""

    start: int
    sentence: int
    entry: int
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A member that a source may denote, how sure that is in [0, 1], and by which rule; no member: nobody can be named."""

    entry: Entry | None
    score: float
    rule: str


@dataclass(slots=True)
class Scene:
    """The section's passages with their names, and what was met where; `sightings` are kept in text order.

    `bearers` and `described` lead from a passage and a token (a name's first, a description's head) to the member met there;
    `issuers` from the noun of a paper to whoever made or sent it.
    """

    annotated: Annotated
    roster: Roster
    names: list[tuple[Name, ...]] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    met: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    bearers: dict[tuple[int, int], int] = field(default_factory=dict)
    described: dict[tuple[int, int], int] = field(default_factory=dict)
    issuers: dict[tuple[int, int], Speaker] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _bases: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        base = 0
        for passage in self.passages:
            self._starts.append(passage.paragraph.span.start)
            self._bases.append(base)
            base += len(passage.sentences) + 1  # a paragraph's end counts as a step too

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of the section."""
        return self.annotated.passages

    @property
    def text(self) -> str:
        """The whole document's text."""
        return self.annotated.document.text

    def passage_at(self, offset: int) -> int | None:
        """Return the number of the passage in which `offset` stands."""
        i = bisect_right(self._starts, offset) - 1
        return i if i >= 0 and offset < self.passages[i].paragraph.span.end else None

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence in which `offset` stands, counted through the section."""
        i = max(bisect_right(self._starts, offset) - 1, 0)
        if i >= len(self.passages):
            return 0
        sentences = self.passages[i].sentences
        return self._bases[i] + max(bisect_right(sentences, offset, key=lambda s: s.span.start) - 1, 0)

    def base(self, passage: int) -> int:
        """Return the number of the first sentence of a passage."""
        return self._bases[passage]

    def see(self, entry: Entry, start: int, sentence: int, *, subject: bool) -> None:
        """Record that a member is met at `start`."""
        sighting = Sighting(start, sentence, entry.number, subject)
        insort(self.sightings, sighting)
        insort(self.met[entry.number], start)
        entry.last = max(entry.last, start)

    def before(self, start: int, count: int) -> list[Sighting]:
        """Return the last `count` sightings before `start`, nearest first."""
        i = bisect_left(self.sightings, start, key=lambda s: s.start)
        return self.sightings[max(i - count, 0) : i][::-1]

    def after(self, start: int, count: int) -> list[Sighting]:
        """Return the first `count` sightings behind `start`, nearest first."""
        i = bisect_right(self.sightings, start, key=lambda s: s.start)
        return self.sightings[i : i + count]

    def last_met(self, entry: Entry, start: int) -> int | None:
        """Return the offset before `start` where a member was last met; -1 if known before, None if not yet."""
        offsets = self.met.get(entry.number)
        i = bisect_left(offsets, start) if offsets else 0
        if offsets and i:
            return offsets[i - 1]
        return -1 if entry.given else None
