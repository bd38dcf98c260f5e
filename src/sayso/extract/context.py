"""Where a cue stands: builds candidates with their features, clipped to the quotation that the cue stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.candidates import Candidate
from sayso.extract.lexicon.cues import Cue, Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import features, noun_phrase
from sayso.extract.unsaid import unsaid
from sayso.model.span import Span

_MODALS = frozenset({"would", "could", "should", "might", "may", "must", "can", "shall"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
#: A quotation of so many words and marks may be a mere verb group: “has let it be known”.
_VERB_GROUP = 8


@dataclass(frozen=True, slots=True)
class Context:
    """One passage of the section, by index and tree."""

    index: int
    tree: Tree

    def candidate(
        self, token: int, construction: str, frame: Frame, content: Sequence[Span], who: int | Sequence[Span] | None
    ) -> Candidate:
        """Return the candidate of the cue at `token`; `who` is the head of the source's noun phrase, or its spans."""
        tree = self.tree
        if who is None or isinstance(who, int):
            source = () if who is None else noun_phrase(tree, who, before=token)
            kind = features(tree, who)
        else:
            source = tuple(who)
            kind = frozenset({"person"}) if source else frozenset({"agentless"})
        own = Span(tree.tokens[token].start, tree.tokens[token].end)
        said = self._clipped(token, content)
        marks = kind | self._features(token) | self._content_features(token, said)
        if unsaid(tree, token, who if isinstance(who, int) else None, frame.kind):
            marks |= {"unsaid"}
        whose = tuple(source) if region_of(tree, token, said) != tree.inside[token] else self._clipped(token, source)
        return Candidate(self.index, token, construction, frame.grade, frame.kind, own, said, whose, marks)

    def _clipped(self, token: int, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Return `spans` without what stands outside the quotation around the cue: one cannot speak across another's marks."""
        around = self.tree.inside[token]
        if around < 0 or goes_on(self.tree, around, spans):
            return tuple(spans)
        inner = self.tree.quotes[around].inner
        cut = ((max(s.start, inner.start), min(s.end, inner.end)) for s in spans)
        return tuple(Span(a, b) for a, b in cut if a < b)

    def _features(self, token: int) -> frozenset[str]:
        tree, found = self.tree, []
        children = tree.children[token]
        words = {tree.tokens[c].lower for c in children if tree.tokens[c].dep in ("aux", "neg", "mark", "advmod")}
        if words & _NEGATIONS:
            found.append("negated")
        if words & _MODALS:
            found.append("modal")
        return frozenset(found)

    def _content_features(self, token: int, content: Sequence[Span]) -> frozenset[str]:
        tree = self.tree
        if not tree.here:
            return frozenset()
        near = [tree.quotes[n].inner for n in tree.touched(tree.inside[token], content)]
        return frozenset({"quoted"}) if any(s.overlaps(words) for words in near for s in content) else frozenset()


def goes_on(tree: Tree, quotation: int, content: Sequence[Span]) -> bool:
    """Tell whether what is said follows a quotation that holds hardly more than its verb: he “has let it be known” that ..."""
    marks = tree.quotes[quotation].span
    if not content or content[0].start < marks.end or len(tree.at(marks)) > _VERB_GROUP:
        return False
    inner = tree.at(tree.quotes[quotation].inner)
    return len(inner) > 0 and tree.tokens[inner[-1]].pos != "PUNCT"


def region_of(tree: Tree, token: int, content: Sequence[Span]) -> int:
    """Return the quotation that the statement of the cue at `token` stands in, -1 for none."""
    around = tree.inside[token]
    return tree.parents[around] if around >= 0 and goes_on(tree, around, content) else around


def frame_kind(cue: Cue, frame: Frame, tree: Tree, who: int | None) -> Frame:
    """Return the frame with its kind: a thing (a report, a map) shows what a person says, where the cue can do both."""
    if "shows" in cue.kinds and frame.kind != "shows" and features(tree, who) & {"thing", "document"}:
        return Frame(frame.grade, "shows")
    if frame.kind == "shows" and "person" in features(tree, who) and "says" in cue.kinds:
        return Frame(frame.grade, "says")
    if frame.kind == "demands" and frame.grade == "weak" and "document" in features(tree, who):
        return Frame("likely", "demands")  # "the law forbids fires"
    return frame
