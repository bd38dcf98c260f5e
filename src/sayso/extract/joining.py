"""Joins every quotation to the cue that introduces it, to the quotation before it, or to nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sayso.extract.candidates import Candidate, Scorer
from sayso.extract.context import Context
from sayso.extract.direct.beats import ANONYMOUS, beats, pointed_back
from sayso.extract.direct.dashes import signature
from sayso.extract.direct.quotations import before, behind, is_speech, leads, pieces, tags
from sayso.extract.direct.worded import worded
from sayso.extract.drafts import Draft, merged
from sayso.extract.lexicon import phrases
from sayso.extract.parse.tree import Tree
from sayso.extract.quotes import Quotation
from sayso.extract.relayed.cited import signed_in_brackets
from sayso.extract.score import THRESHOLD
from sayso.model.span import Span

_LED = frozenset({"colon", "lead"})
_SAYING = frozenset({"clause", "tag", "lead", "colon", "according", "carried", "signed", "dialogue"})
_NEAR = 2  # paragraphs


@dataclass(slots=True)
class Joiner:
    """The section's quotations on their way to a speaker; `owners` holds what has been decided."""

    text: str
    contexts: Sequence[Context]
    quotes: Sequence[Quotation]
    parents: Sequence[int]
    scorer: Scorer
    owners: dict[int, Draft] = field(default_factory=dict)
    by_passage: dict[int, list[Draft]] = field(default_factory=dict)

    def join(self, drafts: list[Draft]) -> None:
        """Give each quotation its draft: new drafts are appended, contents of known ones extended."""
        for draft in drafts:
            for passage in self._passages(draft):
                self.by_passage.setdefault(passage, []).append(draft)
            if draft.candidate.construction == "dash" and draft.region >= 0:
                self.owners[draft.region] = draft  # the quotation holds its own tag
        places = self._places()
        reopened = {q.continues for q in self.quotes}
        for n, quotation in enumerate(self.quotes):
            if n not in places or n in self.owners or self._is_title(quotation):
                continue
            first, last = places[n]
            content = self._pieces(n, places[n])
            holder = self._holder(first, quotation, n)
            best = self._best(n, first, last, content)
            if best is not None and not self._already(holder, best):
                self._claim(drafts, n, best)
            elif holder is not None:
                self.owners[n] = holder
            elif n not in reopened:
                self._carry(drafts, n, first, content)
            else:
                self._go_on(n, first, content)
        taken_up = {q.continues: k for k, q in enumerate(self.quotes) if q.continues is not None}
        for n in sorted(taken_up.keys() - self.owners.keys(), reverse=True):
            self._continued(n, taken_up[n], drafts, places.get(n))

    def _passages(self, draft: Draft) -> list[int]:
        """Return the passages in which a statement has words: its own, and those of an announced text."""
        own, last = draft.candidate.passage, draft.content[-1].end if draft.content else 0
        found = [own]
        for context in self.contexts[own + 1 :]:
            if context.tree.passage.paragraph.span.start >= last:
                break
            found.append(context.index)
        return found

    def _pieces(self, n: int, place: tuple[int, int]) -> tuple[Span, ...]:
        paragraphs = [c.tree.passage.paragraph.span for c in self.contexts[place[0] : place[1] + 1]]
        return pieces(self.quotes[n], self.text, paragraphs)

    def _places(self) -> dict[int, tuple[int, int]]:
        found: dict[int, tuple[int, int]] = {}
        for context in self.contexts:
            for n in context.tree.here:
                found[n] = (found[n][0] if n in found else context.index, context.index)
        return found

    def _holder(self, passage: int, quotation: Quotation, n: int) -> Draft | None:
        """Return the statement whose content already contains the quotation."""
        around = [d for d in self.by_passage.get(passage, ()) if d.region == self.parents[n] and d.covers(quotation.inner)]
        return min(around, key=lambda d: sum(map(len, d.content)), default=None)

    def _best(self, n: int, first: int, last: int, content: tuple[Span, ...]) -> tuple[Candidate, float] | None:
        """Return the surest cue beside the quotation."""
        quotation, region = self.quotes[n], self.parents[n]
        speech = is_speech(self.contexts[first].tree, quotation)
        found = list(tags(self.contexts[last], quotation, region, content))
        found += worded(self.contexts[first], quotation, content)
        found += signature(self.contexts[last], quotation, content)
        found += signed_in_brackets(self.contexts[last], quotation, content)
        stretch = before(self.contexts[first].tree, quotation, region)
        found += leads(self.contexts[first], stretch, content, speech=speech)
        if not stretch and first and self.contexts[first].tree.at(quotation.span).start == 0:
            found += self._from_paragraph_before(first - 1, content)
        if speech and not found:
            found += beats(self.contexts[first], stretch, content)
            found += pointed_back(self.contexts[last], quotation, content)
        scored = [(c, self.scorer(c)) for c in found]
        scored = [(c, s) for c, s in scored if s >= THRESHOLD and not _is_sign(self.contexts[c.passage].tree, c)]
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

    def _claim(self, drafts: list[Draft], n: int, best: tuple[Candidate, float]) -> None:
        candidate, value = best
        known = next((d for d in self.by_passage.get(candidate.passage, ()) if d.candidate.token == candidate.token), None)
        if known is not None and known.candidate.kind == "denies" and candidate.construction in _LED and not self._touches(known, n):
            # "denied that it rained: “...”" does not deny the words quoted
            self._new_carried(drafts, n, candidate.passage, candidate.content)
            return
        if known is None:
            known = Draft(candidate, value, list(candidate.content), self.parents[n])
            self._add(drafts, known)
        elif known.candidate.construction in _SAYING or (candidate.construction != "colon" and self._touches(known, n)):
            known.content = merged([*self._beside_quotes(known, candidate), *candidate.content])
            known.score = max(known.score, value)
            if candidate.construction == "tag" and candidate.source:
                known.candidate = replace(known.candidate, source=candidate.source)
        else:
            known.candidate, known.content, known.score = candidate, list(candidate.content), value
        known.quotes.add(n)
        self.owners[n] = known

    def _add(self, drafts: list[Draft], draft: Draft) -> None:
        drafts.append(draft)
        self.by_passage.setdefault(draft.candidate.passage, []).append(draft)

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

    def _continued(self, n: int, later: int, drafts: list[Draft], place: tuple[int, int] | None) -> None:
        """Give a quotation that a later paragraph takes up again the speaker named there."""
        if place is None:
            return
        content = self._pieces(n, place)
        if later in self.owners:
            self._extend(self.owners[later], n, content)
        else:
            self._carry(drafts, n, place[0], content)

    def _go_on(self, n: int, passage: int, content: tuple[Span, ...]) -> None:
        """Join a quotation that later paragraphs take up again to the one that it carries on itself."""
        tree, before_it = self.contexts[passage].tree, self.quotes[n].continues
        previous = self._previous(tree, n)
        if before_it in self.owners:
            self._extend(self.owners[before_it], n, content)
        elif previous is not None and self._directly_after(tree, previous, n):
            self._extend(self.owners[previous], n, content)
        elif (running := self._running(passage, n)) is not None:
            self._extend(running, n, content)

    def _is_title(self, quotation: Quotation) -> bool:
        """Tell whether the quotation is a title in brackets with its date or place: ("Who Reads Leaders?", 4 May)."""
        start, end = quotation.span.start, quotation.span.end
        return self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ","

    def _running(self, passage: int, n: int) -> Draft | None:
        """Return the statement that ends the paragraph before with its tag, where a quotation of several paragraphs takes it up."""
        quotation = self.quotes[n]
        if not passage or self.contexts[passage].tree.at(quotation.span).start:
            return None
        tree = self.contexts[passage - 1].tree
        last = next((k for k in reversed(tree.here) if k in self.owners and self.parents[k] == self.parents[n]), None)
        if last is None or (cue := self.owners[last].candidate.cue) is None or cue.start < self.quotes[last].span.end:
            return None
        rest = range(tree.at(self.quotes[last].span).stop, len(tree.tokens))
        ends = [i for i in rest if tree.tokens[i].text in {".", "!", "?"}]
        return self.owners[last] if ends in ([], [rest[-1]]) and cue.start < tree.passage.paragraph.span.end else None

    def _extend(self, owner: Draft, n: int, content: tuple[Span, ...]) -> None:
        # paragraphs come in order, from one end or the other: sorting them each time would take quadratic time
        if content and content[0].start > owner.content[-1].end:
            owner.content = [*owner.content, *content]
        elif content and content[-1].end < owner.content[0].start:
            owner.content = [*content, *owner.content]
        else:
            owner.content = merged([*owner.content, *content])
        owner.quotes.add(n)
        self.owners[n] = owner

    def _carry(self, drafts: list[Draft], n: int, passage: int, content: tuple[Span, ...]) -> None:
        """Let the speaker of the quotation before go on, where nothing else comes between, or in a new statement."""
        quotation = self.quotes[n]
        tree = self.contexts[passage].tree
        by_turns = self._between_dashes(tree, n)
        if not (is_speech(tree, quotation) or by_turns) or not content or self._tag_within(passage, n) or self._is_title(quotation):
            return
        previous = self._previous(tree, n)
        if quotation.continues in self.owners:
            self._extend(self.owners[quotation.continues], n, content)
        elif previous is not None and self._directly_after(tree, previous, n):
            self._extend(self.owners[previous], n, content)
        elif by_turns:
            self._new_carried(drafts, n, passage, content, ANONYMOUS)
        elif self._on_next_line(passage, n) and (running := self._running(passage, n) or self._run_on(passage, n)) is not None:
            self._extend(running, n, content)
        elif self._stands_alone(tree, n) or previous is not None:
            self._new_carried(drafts, n, passage, content)

    def _latest(self, n: int, passage: int) -> Draft | None:
        """Return the report that stands nearest in front of the quotation, at the same depth and at most two paragraphs off."""
        start = self.quotes[n].span.start
        near = [d for p in range(passage, passage - _NEAR - 1, -1) for d in self.by_passage.get(p, ())]
        told = [d for d in near if d.candidate.construction in _SAYING and d.region == self.parents[n]]
        before_it = [d for d in told if d.candidate.cue is not None and d.candidate.cue.end <= start]
        return max(before_it, key=lambda d: d.candidate.cue.start if d.candidate.cue else 0, default=None)

    def _on_next_line(self, passage: int, n: int) -> bool:
        """Tell whether no empty line parts the quotation from the paragraph before: a line end in wire copy begins no new paragraph."""
        if not passage or not self._stands_alone(self.contexts[passage].tree, n):
            return False
        gap = self.text[self.contexts[passage - 1].tree.passage.paragraph.span.end : self.quotes[n].span.start]
        return gap.count("\n") == 1 and gap.isspace()

    def _run_on(self, passage: int, n: int) -> Draft | None:
        """Return the statement that the quotation alone on the line before goes on with."""
        tree = self.contexts[passage - 1].tree
        last = next((k for k in reversed(tree.here) if self.parents[k] == self.parents[n]), None)
        owner = None if last is None or not self._stands_alone(tree, last) else self.owners.get(last)
        return owner if owner is not None and owner.candidate.cue is not None and owner.candidate.passage < passage - 1 else None

    def _previous(self, tree: Tree, n: int) -> int | None:
        """Return the nearest quotation before in the paragraph, at the same depth, that has a speaker."""
        return next((k for k in reversed(tree.here) if k < n and k in self.owners and self.parents[k] == self.parents[n]), None)

    def _tag_within(self, passage: int, n: int) -> bool:
        """Tell whether an unclosed quotation holds its own tag: “The boat sank, said Venn. Nobody ..." has lost its closing mark."""
        inner = self.quotes[n].inner
        return any(
            d.region == n
            and d.candidate.cue is not None
            and d.content[0].start <= inner.start + 1
            and d.content[-1].end <= d.candidate.cue.start
            and d.candidate.source
            and d.candidate.source[0].start > d.candidate.cue.start
            for d in self.by_passage.get(passage, ())
        )

    def _directly_after(self, tree: Tree, previous: int, n: int) -> bool:
        """Tell whether only the previous quotation's own tag stands between the two, in one paragraph."""
        cue = self.owners[previous].candidate.cue
        if cue is None:
            return False
        between = range(tree.at(self.quotes[previous].span).stop, tree.at(self.quotes[n].span).start)
        stops = [i for i in between if tree.tokens[i].text in {".", "!", "?"}]
        if not between or not stops:
            return not between
        return stops == [between[-1]] and self.quotes[previous].span.end <= cue.start

    def _stands_alone(self, tree: Tree, n: int) -> bool:
        quotation, region = self.quotes[n], self.parents[n]
        after = behind(tree, quotation, region)
        if after and tree.passage.sentences[tree.tokens[after[0]].sentence].first == after[0]:
            after = range(0) if self.text[quotation.inner.end - 1] in ".!?" else after
        return not before(tree, quotation, region) and not after

    def _between_dashes(self, tree: Tree, n: int) -> bool:
        """Tell whether nothing but dashes parts the quotation from others, as two people speak by turns: “Who?” — “He.” — “Why?”."""
        beside = [*before(tree, self.quotes[n], self.parents[n]), *behind(tree, self.quotes[n], self.parents[n])]
        return bool(beside) and len(tree.here) > 1 and all(tree.tokens[i].text in {"—", "–", "-", "--"} for i in beside)

    def _new_carried(self, drafts: list[Draft], n: int, passage: int, content: tuple[Span, ...], construction: str = "carried") -> None:
        speaker = self._latest(n, passage) if construction == "carried" else None
        candidate = Candidate(passage, -1 - n, construction, "likely", "unknown", None, content, ())
        value = self.scorer(candidate)
        if value >= THRESHOLD:
            draft = Draft(candidate, value, list(content), self.parents[n], {n}, speaker and (speaker.carried or speaker))
            self._add(drafts, draft)
            self.owners[n] = draft


def _is_sign(tree: Tree, candidate: Candidate) -> bool:
    """Tell whether the words stand on a sign: nobody says them ("The sign on the gate reads “Closed”")."""
    words = tree.at(candidate.source[0]) if candidate.source and candidate.kind in {"writes", "says", "shows"} else range(0)
    stop = next((i for i in words if tree.tokens[i].pos in ("ADP", "VERB")), words.stop)
    return stop > words.start and tree.tokens[stop - 1].lemma in phrases().signs
