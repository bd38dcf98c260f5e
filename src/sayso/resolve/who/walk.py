"""The state of one pass over a section's attributions: who was found to speak where."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.model.statement import Attribution, Speaker
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Scene
from sayso.resolve.names.phrases import Phrase
from sayso.resolve.tables import honorifics

UNKNOWN = Speaker(None, "unknown")
#: How sure a description is that is taken as it stands, and words of which nothing can be made.
WRITTEN, UNCLEAR = 0.9, 0.5
_FAR = 1 << 62  # greater than any offset
_INDENT = 40  # characters in which a line may be indented
_ASIDE = re.compile(r"^\s*\([^()\n]{1,60}\)")  # for whom he appears: "MR ROSTAN (for the Company):"
_LETTERS = frozenset({"q", "a"})  # labels that end with a stop: "Q. Who said so?"
_BETWEEN = " \t\n\u00a0\"“„«‘'"  # what may stand beside the colon of a turn


@dataclass(frozen=True, slots=True)
class Resolution:
    """The speaker of one attribution, the member behind it if any, how sure that is, by which rule, and the words analysed."""

    speaker: Speaker
    entry: Entry | None
    score: float
    rule: str
    phrase: Phrase | None = None


@dataclass(slots=True)
class Walk:
    """What was resolved so far, by number of attribution; who spoke where: offset, sentence, member; where quotations stand.

    `turns` are the attributions that are turns of a conversation ("Name: ..."), by offset: "I" is whose turn it is until the
    next; `asked` are the questions met, by offset; `cues` where each cue begins, and whose it is; `outer` leads from each to the one
    around it; `under` from where somebody spoke to the attribution in which he did; `quoted` from where a quotation begins, or goes on, to
    the attribution that it is; `raised` are the contents of what nobody named reports.
    """

    scene: Scene
    attributions: Sequence[Attribution]
    found: dict[int, Resolution] = field(default_factory=dict)
    spoken: list[tuple[int, int, int]] = field(default_factory=list)
    quotations: list[tuple[int, int]] = field(default_factory=list)
    turns: list[tuple[int, int]] = field(default_factory=list)
    asked: list[tuple[int, int]] = field(default_factory=list)
    outer: tuple[int | None, ...] = ()
    cues: list[tuple[int, int]] = field(default_factory=list)
    under: dict[int, int | None] = field(default_factory=dict)
    quoted: dict[int, int] = field(default_factory=dict)
    raised: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.outer = outers(self.attributions)
        # who spoke last in the section before speaks before the first word of this one
        self.spoken = [(i - len(self.scene.roster.speakers), -1, n) for i, n in enumerate(self.scene.roster.speakers)]
        self.turns = sorted((a.source[0].start, i) for i, a in enumerate(self.attributions) if self.is_turn(i))
        self.cues = sorted((a.cue.start, i) for i, a in enumerate(self.attributions) if a.cue is not None)
        self.quoted = {s.start: i for i, a in enumerate(self.attributions) if a.mode == "direct" for s in a.content}
        self.raised = sorted((s.start, s.end) for a in self.attributions if a.mode == "indirect" and not a.source for s in a.content)
        self.quotations = sorted((s.start, s.end) for a in self.attributions if a.mode == "direct" for s in a.content)

    def turn_at(self, start: int) -> int | None:
        """Return the attribution whose turn it is at `start`, in a conversation of two turns at least."""
        k = bisect_right(self.turns, (start, _FAR)) - 1
        return self.turns[k][1] if k >= 0 and self.converses() else None

    def converses(self) -> bool:
        """Tell whether there are turns enough for a conversation."""
        return len(self.turns) > 1

    def is_turn(self, i: int) -> bool:
        """Tell whether attribution `i` is a name and a colon at the beginning of a paragraph or a line."""
        source, content = self.attributions[i].source, self.attributions[i].content
        if not source or content[0].start < source[0].end:
            return False
        text, start = self.scene.text, source[0].start
        before = text[max(start - _INDENT, 0) : start].rpartition("\n")[2]
        if start > _INDENT and before == text[start - _INDENT : start]:
            return False  # in the middle of a line
        after = _ASIDE.sub("", text[source[-1].end : content[0].start]).strip(_BETWEEN)
        lettered = after == "." and source[0].of(text).lower() in _LETTERS
        return (after == ":" or lettered) and all(word.lower().rstrip(".") in honorifics() for word in before.split())

    def speaks(self, entry: Entry, phrase: Phrase, score: float, rule: str) -> Resolution:
        """Record that a member is met as the source that `phrase` names, and return the resolution."""
        sentence = self.scene.base(phrase.passage) + phrase.at.sentence
        self.scene.see(entry, phrase.start, sentence, subject=True)
        return Resolution(entry.speaker, entry, score, rule, phrase)

    def record(self, i: int, found: Resolution) -> None:
        """Keep the resolution of attribution `i`, and that its speaker spoke there."""
        self.found[i] = found
        if self.attributions[i].cue_kind == "asks":
            insort(self.asked, (place(self.attributions[i]), i))
        if found.entry is not None and found.rule != "first person":
            start = place(self.attributions[i])
            insort(self.spoken, (start, self.scene.sentence_at(start), found.entry.number))
            self.under[start] = self.outer[i]

    def last(self, start: int, count: int) -> list[tuple[int, int, int]]:
        """Return who spoke last before `start`, nearest first, `count` at most, as (offset, sentence, member)."""
        k = bisect_right(self.spoken, (start, -1, -1))
        return self.spoken[max(k - count, 0) : k][::-1]

    def in_other_quotation(self, offset: int, start: int) -> bool:
        """Tell whether `offset` stands in a quotation that ends before `start`."""
        k = bisect_right(self.quotations, (offset, _FAR)) - 1
        return k >= 0 and self.quotations[k][0] <= offset < self.quotations[k][1] <= start


def place(attribution: Attribution) -> int:
    """Return the offset at which a reader learns of the speaker: the source's, else the cue's, else the content's."""
    spans = attribution.source or ((attribution.cue,) if attribution.cue else ()) or attribution.content
    return spans[0].start


def outers(attributions: Sequence[Attribution]) -> tuple[int | None, ...]:
    """Return, for each attribution, the number of the one around it; a parent that does not hold its child is none."""
    return tuple(
        None if a.parent is None or a.parent == i or not _holds(attributions[a.parent], a) else a.parent for i, a in enumerate(attributions)
    )


def ancestors(outer: Sequence[int | None], i: int) -> list[int]:
    """Return the numbers of the attributions around number `i`, innermost first; `outer` is that of `outers`."""
    found: dict[int, None] = {}  # in order; a circle ends where it closes
    parent = outer[i]
    while parent is not None and parent not in found:
        found[parent] = None
        parent = outer[parent]
    return list(found)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether the content of `outer` contains the content of `inner`."""
    starts = [s.start for s in outer.content]
    return all((k := bisect_right(starts, s.start) - 1) >= 0 and outer.content[k].contains(s) for s in inner.content)
