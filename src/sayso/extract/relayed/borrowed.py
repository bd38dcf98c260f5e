"""Whom a report has it from, in a phrase beside it: "reports, on the word of travellers, that ...", "with reference to the staff"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.drafts import Draft
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import noun_phrase
from sayso.model.span import Span

#: What somebody's saying is relied on by: the preposition, the noun, and the prepositions of whose it is.
_RELIES = {
    "on": (frozenset({"word", "authority", "evidence", "strength", "information", "testimony", "faith", "basis"}), frozenset({"of"})),
    "with": (frozenset({"reference"}), frozenset({"to", "on"})),
    "in": (frozenset({"reliance"}), frozenset({"on"})),
}
_SURE = 0.85


def borrowed(drafts: list[Draft], by_cue: Mapping[int, Draft], context: Context) -> None:
    """Add those whose word the reports of a passage rely on."""
    tree = context.tree
    for report in list(by_cue.values()):
        for prep, of, whose in _relied_on(tree, report.candidate.token):
            cue = Span(tree.tokens[prep].start, tree.tokens[of].end)
            if any(d.candidate.cue is not None and d.candidate.cue.overlaps(cue) for d in by_cue.values()) or not report.content:
                continue
            report.candidate = _without(tree, report.candidate, cue.start)
            report.content = _apart(report.content, Span(cue.start, tree.tokens[tree.right[whose]].end))
            candidate = Candidate(context.index, prep, "citing", "sure", "quotes", cue, tuple(report.content), noun_phrase(tree, whose))
            made = Draft(candidate, _SURE, list(report.content), report.region)
            made.within, made.layer, made.quotes = report, True, report.quotes
            drafts.append(made)


def _relied_on(tree: Tree, verb: int) -> Iterator[tuple[int, int, int]]:
    """Yield the phrase beside the verb or its subject: the preposition, that of the holder, and the holder."""
    if tree.tokens[verb].pos != "VERB":
        return
    own = tree.kid(verb, "nsubj")
    for above in (verb, *(() if own is None else (own,))):
        for prep in tree.kids(above, "prep"):
            nouns, ofs = _RELIES.get(tree.tokens[prep].lower, (frozenset(), frozenset()))
            noun = tree.kid(prep, "pobj")
            if noun is None or tree.tokens[noun].lower not in nouns:
                continue
            of = next((p for p in tree.kids(noun, "prep") if tree.tokens[p].lower in ofs), None)
            whose = None if of is None else tree.kid(of, "pobj")
            if of is not None and whose is not None:
                yield prep, of, whose


def _without(tree: Tree, report: Candidate, start: int) -> Candidate:
    """Return the report with a source that ends in front of the phrase."""
    kept = (Span(s.start, min(s.end, start - 1)) for s in report.source if s.start < start - 1)
    return replace(report, source=tuple(part for s in kept for part in tree.runs(tree.at(s))))


def _apart(content: list[Span], phrase: Span) -> list[Span]:
    """Return the content behind the phrase, where it began with it: "reports, on the word of travellers, that ..."."""
    return [Span(min(s.end - 1, phrase.end), s.end) if s.start <= phrase.start and phrase.end < s.end else s for s in content]
