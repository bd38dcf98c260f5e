"""Joins every quotation to the cue that introduces it, to the quotation before it, or to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.extract.candidates import Candidate, Scorer
from sayso.extract.context import Context
from sayso.extract.drafts import Draft, merged
from sayso.extract.quotations import before, behind, is_speech, leads, pieces, tags
from sayso.extract.quotes import Quotation
from sayso.extract.score import THRESHOLD
from sayso.extract.tree import Tree
from sayso.model.span import Span

_SAYING = frozenset({"clause", "tag", "lead", "colon", "according", "carried", "signed", "dialogue"})
_NEAR = 2  # paragraphs
_NOT_CARRIED = frozenset({"asks", "demands", "denies", "admits", "promises", "warns", "accuses"})


@dataclass(slots=True)
class Joiner:
    """The section's quotations on their way to a speaker; `owners` holds what has been decided."""

    text: str
    contexts: Sequence[Context]
    quotes: Sequence[Quotation]
    parents: Sequence[int]
    scorer: Scorer
    owners: dict[int, Draft] = field(default_factory=dict)

    def join(self, drafts: list[Draft]) -> None:
        """Give each quotation its draft: new drafts are appended, contents of known ones extended."""
        by_anchor = {d.anchor: d for d in drafts}
        places = self._places()
        reopened = {q.continues for q in self.quotes if q.continues is not None}
        for n, quotation in enumerate(self.quotes):
            if n not in places:
                continue
            first, last = places[n]
            content = self._pieces(n, places[n])
            holder = self._holder(by_anchor, first, quotation, n)
            best = self._best(n, first, last, content)
            if best is not None and not self._already(holder, best):
                self._claim(by_anchor, drafts, n, best)
            elif holder is not None:
                self.owners[n] = holder
            elif n not in reopened:
                self._carry(drafts, n, first, content)
        for n in sorted(reopened - self.owners.keys(), reverse=True):
            self._continued(n, drafts, places.get(n))

    def _pieces(self, n: int, place: tuple[int, int]) -> tuple[Span, ...]:
        paragraphs = [c.tree.passage.paragraph.span for c in self.contexts[place[0] : place[1] + 1]]
        return pieces(self.quotes[n], self.text, paragraphs)

    def _places(self) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for context in self.contexts:
            for n in context.tree.here:
                found[n] = (found[n][0] if n in found else context.index, context.index)
        return found

    def _holder(self, by_anchor: dict[tuple[int, int], Draft], passage: int, quotation: Quotation, n: int) -> Draft | None:
        """Return the statement whose content already contains the quotation."""
        around = [d for (p, _), d in by_anchor.items() if p == passage and d.region == self.parents[n] and d.covers(quotation.inner)]
        return min(around, key=lambda d: sum(map(len, d.content)), default=None)

    def _best(self, n: int, first: int, last: int, content: tuple[Span, ...]) -> tuple[Candidate, float] | None:
        """Return the surest cue beside the quotation."""
        quotation, region = self.quotes[n], self.parents[n]
        speech = is_speech(self.contexts[first].tree, quotation)
        found = list(tags(self.contexts[last], quotation, region, content))
        stretch = before(self.contexts[first].tree, quotation, region)
        found += leads(self.contexts[first], stretch, content, speech=speech)
        if not stretch and first and self.contexts[first].tree.at(quotation.span).start == 0:
            found += self._from_paragraph_before(first - 1, content)
        scored = [(c, self.scorer(c)) for c in found]
        scored = [(c, s) for c, s in scored if s >= THRESHOLD]
        return max(scored, key=lambda one: one[1], default=None)

    def _from_paragraph_before(self, passage: int, content: tuple[Span, ...]) -> list[Candidate]:
        """Return the cues at the end of the paragraph before, where it ends with a colon."""
        context = self.contexts[passage]
        tokens = context.tree.tokens
        if not tokens or tokens[-1].text != ":":
            return []
        first = len(tokens) - 1
        while first > 0 and context.tree.inside[first - 1] < 0 and tokens[first - 1].text not in {".", "!", "?"}:
            first -= 1
        return list(leads(context, range(first, len(tokens)), content, speech=True))

    @staticmethod
    def _already(holder: Draft | None, best: tuple[Candidate, float]) -> bool:
        """Tell whether the quotation is part of another cue's content, so that a cue outside it has no claim."""
        if holder is None:
            return False
        candidate, value = best
        if holder.anchor == (candidate.passage, candidate.token):
            return False
        return candidate.cue is None or (not holder.covers(candidate.cue) and holder.score >= value)

    def _claim(self, by_anchor: dict[tuple[int, int], Draft], drafts: list[Draft], n: int, best: tuple[Candidate, float]) -> None:
        candidate, value = best
        known = by_anchor.get((candidate.passage, candidate.token))
        if known is None:
            known = Draft(candidate, value, list(candidate.content), self.parents[n])
            by_anchor[known.anchor] = known
            drafts.append(known)
        elif known.candidate.construction in _SAYING or (candidate.construction != "colon" and self._touches(known, n)):
            known.content = merged([*self._beside_quotes(known, candidate), *candidate.content])
            known.score = max(known.score, value)
            if candidate.construction == "tag" and candidate.source:
                known.candidate = replace(known.candidate, source=candidate.source)
        else:
            known.candidate, known.content, known.score = candidate, list(candidate.content), value
        known.quotes.add(n)
        self.owners[n] = known

    def _touches(self, known: Draft, n: int) -> bool:
        return any(s.overlaps(self.quotes[n].span) for s in known.content)

    def _beside_quotes(self, known: Draft, candidate: Candidate) -> list[Span]:
        """Return what stays of a cue's content when a quotation in front of the cue is joined to it.

        Behind a tag the parser takes the speaker's description for content; only quotations count there.
        """
        if candidate.construction != "tag" or candidate.cue is None:
            return known.content
        near = self.contexts[candidate.passage].tree.here
        quoted = [self.quotes[k].inner for k in near if self.parents[k] == known.region]
        return [s for s in known.content if s.end <= candidate.cue.start or any(q.contains(s) for q in quoted)]

    def _continued(self, n: int, drafts: list[Draft], place: tuple[int, int] | None) -> None:
        """Give a quotation that a later paragraph takes up again the speaker named there."""
        if place is None:
            return
        content = self._pieces(n, place)
        later = next((k for k, q in enumerate(self.quotes) if q.continues == n), None)
        if later in self.owners:
            self._extend(self.owners[later], n, content)
        else:
            self._carry(drafts, n, place[0], content)

    def _extend(self, owner: Draft, n: int, content: tuple[Span, ...]) -> None:
        owner.content = merged([*owner.content, *content])
        owner.quotes.add(n)
        self.owners[n] = owner

    def _carry(self, drafts: list[Draft], n: int, passage: int, content: tuple[Span, ...]) -> None:
        """Let the speaker of the quotation before go on, where nothing else comes between, or in a new statement."""
        quotation = self.quotes[n]
        tree = self.contexts[passage].tree
        if not is_speech(tree, quotation) or not content or self._tag_within(drafts, n):
            return
        previous = self._previous(n)
        if quotation.continues in self.owners:
            self._extend(self.owners[quotation.continues], n, content)
        elif previous is not None and self._directly_after(tree, previous, n):
            self._extend(self.owners[previous], n, content)
        elif self._stands_alone(tree, n) or previous in tree.here:
            self._new_carried(drafts, n, passage, content)

    def _latest(self, drafts: list[Draft], n: int, passage: int) -> Draft | None:
        """Return the report that stands nearest in front of the quotation, at the same depth and at most two paragraphs off."""
        start = self.quotes[n].span.start
        told = [(d.candidate.cue.start, k) for k, d in enumerate(drafts) if d.candidate.cue and self._told_before(d, n, start, passage)]
        return drafts[max(told)[1]] if told else None

    def _told_before(self, draft: Draft, n: int, start: int, passage: int) -> bool:
        chosen = draft.candidate
        if chosen.construction not in _SAYING or draft.region != self.parents[n] or chosen.cue is None:
            return False
        return chosen.cue.end <= start and passage - chosen.passage <= _NEAR

    def _previous(self, n: int) -> int | None:
        """Return the nearest quotation before at the same depth that has a speaker."""
        return next((k for k in range(n - 1, -1, -1) if k in self.owners and self.parents[k] == self.parents[n]), None)

    def _tag_within(self, drafts: list[Draft], n: int) -> bool:
        """Tell whether an unclosed quotation holds its own tag: “The boat sank, said Venn. Nobody ..." has lost its closing mark."""
        inner = self.quotes[n].inner
        return any(
            d.region == n
            and d.candidate.cue is not None
            and d.content[0].start <= inner.start + 1
            and d.content[-1].end <= d.candidate.cue.start
            and d.candidate.source
            and d.candidate.source[0].start > d.candidate.cue.start
            for d in drafts
        )

    def _directly_after(self, tree: Tree, previous: int, n: int) -> bool:
        """Tell whether only the previous quotation's own tag stands between the two, in one paragraph."""
        cue = self.owners[previous].candidate.cue
        if previous not in tree.here or cue is None:
            return False
        between = range(tree.at(self.quotes[previous].span).stop, tree.at(self.quotes[n].span).start)
        stops = [i for i in between if tree.tokens[i].text in {".", "!", "?"}]
        if not between or not stops:
            return not between
        return stops == [between[-1]] and self.quotes[previous].span.end <= cue.start

    def _stands_alone(self, tree: Tree, n: int) -> bool:
        quotation, region = self.quotes[n], self.parents[n]
        return not before(tree, quotation, region) and not behind(tree, quotation, region)

    def _new_carried(self, drafts: list[Draft], n: int, passage: int, content: tuple[Span, ...]) -> None:
        speaker = self._latest(drafts, n, passage)
        kind = "says" if speaker is None or speaker.candidate.kind in _NOT_CARRIED else speaker.candidate.kind
        candidate = Candidate(passage, -1 - n, "carried", "likely", kind, None, content, ())
        value = self.scorer(candidate)
        if value >= THRESHOLD:
            draft = Draft(candidate, value, list(content), self.parents[n], {n}, speaker and (speaker.carried or speaker))
            drafts.append(draft)
            self.owners[n] = draft
