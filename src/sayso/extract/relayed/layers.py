"""Who passes on whose words: "quoting the pilot, the radio reported that ...", "a driver quoted by the radio said", "(quoted in Maurer)".

The inner and the outer statement say the same; the rules of the other files find one of the two, and the other is made from it here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.direct.quotations import verb_cue
from sayso.extract.direct.worded import given, in_which
from sayso.extract.drafts import Draft, merged
from sayso.extract.lexicon import cues, phrases
from sayso.extract.parse.tree import Tree
from sayso.extract.relayed.borrowed import borrowed
from sayso.extract.relayed.cited import bracketed, uncited
from sayso.extract.sources import by_agent, features, noun_phrase
from sayso.model.span import Span

_SURE = 0.85


def layered(drafts: list[Draft], contexts: Sequence[Context], text: str) -> None:
    """Add to `drafts` the sources behind and in front of those found: whom they cite, and who cites them."""
    by_passage: dict[int, dict[int, Draft]] = {}
    uncited(drafts, text)
    for draft in drafts:
        if draft.candidate.token >= 0:
            by_passage.setdefault(draft.candidate.passage, {})[draft.candidate.token] = draft
    citing = phrases().citing
    for index, by_cue in by_passage.items():
        for token in contexts[index].tree.tokens:
            if token.lemma in citing and token.tag[:2] == "VB":
                _cites(drafts, by_cue, contexts[index], token.index)
        beside = list(by_cue.values())
        for outer in beside:
            _as_reported(beside, outer, contexts[index].tree)
            _quoted_as(drafts, outer, contexts[index].tree)
        given(drafts, by_cue, contexts[index])
        in_which(drafts, by_cue, contexts[index])
        borrowed(drafts, by_cue, contexts[index])
    for draft in [d for d in drafts if d.content]:
        _cited_in_full(drafts, draft, contexts[draft.candidate.passage].tree)
    uncited(drafts, text)
    bracketed(drafts, text)


def _as_reported(drafts: Sequence[Draft], outer: Draft, tree: Tree) -> None:
    """Let "as reported by the agency" pass on what it stands beside, and be no part of it."""
    verb = outer.candidate.token
    if verb < 0 or tree.tokens[verb].lemma not in phrases().passing or by_agent(tree, verb) is None:
        return
    if not tree.has(verb, {"as"}, "mark", "advmod"):
        return
    outer.candidate = replace(outer.candidate, kind="quotes")
    aside = Span(tree.tokens[tree.left[verb]].start, tree.tokens[tree.right[verb]].end)
    for inner in drafts:
        if inner is outer or not inner.content or inner.candidate.cue is None:
            continue
        if _opens(inner, aside):
            _set_apart(inner, outer, tree)
            continue
        if not outer.covers(inner.candidate.cue):
            continue
        if any(s.contains(aside) for s in inner.content) and inner.content != [aside]:
            inner.content = [part for s in inner.content for part in _without_clause(tree, verb, s)]
        elif inner.content[-1].end <= inner.candidate.cue.start and aside.start >= inner.candidate.cue.end:
            outer.content = merged([*outer.content, Span(inner.content[0].start, inner.candidate.cue.end)])
        inner.within = outer if all(outer.covers(s) for s in inner.content) else None


def _quoted_as(drafts: list[Draft], outer: Draft, tree: Tree) -> None:
    """Part "“A,” the boatswain is quoted as saying" in two: somebody quotes, and inside it the boatswain says A."""
    verb = outer.candidate.token
    if verb >= 0 and _said_to_have(drafts, outer, tree):
        return
    quoted = _quoted(tree, verb) if verb >= 0 and tree.tokens[verb].lemma in phrases().passing else None
    saying = next((c for p in tree.kids(verb, "prep") if tree.tokens[p].lower == "as" for c in tree.kids(p, "pcomp")), None)
    cue = None if quoted is None or saying is None else cues().verbs.get(tree.tokens[saying].lemma)
    frame = None if cue is None else cue.frame("quote")
    if quoted is None or saying is None or frame is None or not outer.quotes:
        return
    drafts[:] = [d for d in drafts if d.anchor != (outer.candidate.passage, saying)]
    word, agent = tree.tokens[saying], by_agent(tree, verb)
    own = Span(word.start, word.end)
    passive = tree.tokens[quoted].dep == "nsubjpass"
    source = outer.candidate.source if agent is None and passive else noun_phrase(tree, quoted)
    candidate = Candidate(outer.candidate.passage, saying, "citing", "sure", frame.kind, own, tuple(outer.content), tuple(source))
    inner = Draft(candidate, _SURE, list(outer.content), outer.region)
    inner.within, inner.layer, inner.quotes = outer, True, outer.quotes
    outer.candidate = replace(outer.candidate, kind="quotes", source=() if agent is None and passive else outer.candidate.source)
    drafts.append(inner)


def _quoted(tree: Tree, verb: int) -> int | None:
    """Return who is quoted: the subject of "was quoted as saying", the object of "the paper quoted a clerk as saying"."""
    subject = tree.kid(verb, "nsubjpass")
    return subject if subject is not None else tree.kid(verb, "dobj")


def _said_to_have(drafts: list[Draft], outer: Draft, tree: Tree) -> bool:
    """Part "“A,” the courtier is said to have told his brother" in two: somebody says that the courtier told A."""
    verb = outer.candidate.token
    named, telling = tree.kid(verb, "nsubjpass"), tree.kid(verb, "xcomp")
    cue = None if named is None or telling is None else verb_cue(tree, telling)
    frame = None if cue is None else cue.frame("quote")
    if named is None or telling is None or frame is None or not outer.quotes:
        return False
    drafts[:] = [d for d in drafts if d.anchor != (outer.candidate.passage, telling)]
    word = tree.tokens[telling]
    own, words, source = Span(word.start, word.end), list(outer.content), noun_phrase(tree, named)
    candidate = Candidate(outer.candidate.passage, telling, "tag", "sure", frame.kind, own, tuple(words), source)
    inner = Draft(candidate, _SURE, words, outer.region)
    inner.within, inner.layer, inner.quotes = outer, True, outer.quotes
    outer.candidate = replace(outer.candidate, source=(), construction="passive")
    outer.content = merged([*words, *source, *tree.runs(tree.subtree(telling))])
    drafts.append(inner)
    return True


def _opens(inner: Draft, aside: Span) -> bool:
    """Tell whether what is said begins with the aside: "said, as reported by the agency, that ..."."""
    return inner.content[0].start == aside.start and inner.content[0].end > aside.end


def _set_apart(inner: Draft, outer: Draft, tree: Tree) -> None:
    """Let both say what follows the aside."""
    first = tree.right[outer.candidate.token] + 1
    while tree.tokens[first].lower in {",", "that"}:
        first += 1
    inner.content = [part for s in inner.content for part in tree.runs(i for i in tree.at(s) if i >= first)]
    outer.content, outer.layer, inner.within = list(inner.content), True, outer


def _without_clause(tree: Tree, verb: int, span: Span) -> tuple[Span, ...]:
    """Return what is left of the span without the clause of the verb."""
    words = tree.at(span)
    kept = [i for i in words if not tree.left[verb] <= i <= tree.right[verb]]
    return (span,) if len(kept) == len(words) else tree.runs(kept)


def _cites(drafts: list[Draft], by_cue: Mapping[int, Draft], context: Context, verb: int) -> None:
    """Deal with a verb of citing beside a report, as participle or in a relative clause."""
    tree = context.tree
    report = _report_beside(tree, by_cue, verb)
    if report is None:
        return
    if (cited := _whom(tree, verb)) is not None:
        drafts[:] = [d for d in drafts if d.anchor != (context.index, verb)]
        drafts.append(_same_words(report, context, verb, noun_phrase(tree, cited), within=report))
    elif (agent := by_agent(tree, verb)) is not None and tree.tokens[verb].tag == "VBN" and agent > verb:
        drafts[:] = [d for d in drafts if d.anchor != (context.index, verb)]
        outer = _same_words(report, context, verb, noun_phrase(tree, agent), within=None)
        drafts.append(outer)
        report.within = outer
        report.candidate = replace(report.candidate, source=_before(report.candidate.source, tree.tokens[verb].start))


def _report_beside(tree: Tree, by_cue: Mapping[int, Draft], verb: int) -> Draft | None:
    """Return the report that the verb of citing belongs to: it hangs from its cue, or from a noun of its source."""
    start = tree.tokens[verb].start
    if verb > 1 and tree.tokens[verb - 1].text == "," and (report := by_cue.get(verb - 2)) is not None:
        front = [Span(s.start, min(s.end, start)) for s in report.content if s.start < start]
        report.content = front or report.content  # "..., the paper reported, citing X" tells what stands in front
        return report
    above, last = tree.heads[verb], verb
    while above != last:
        report = by_cue.get(above)
        if report is not None and not report.covers(Span(start, start + 1)):
            return report
        above, last = tree.heads[above], above
    sentence = tree.tokens[verb].sentence
    for cue, report in by_cue.items():
        if tree.tokens[cue].sentence == sentence and any(s.start <= start <= s.end for s in report.candidate.source):
            return report
    return None


def _whom(tree: Tree, verb: int) -> int | None:
    """Return the person or body cited by "citing X" or "which cites X"; None where words are cited, or it is passive."""
    cited = tree.kid(verb, "dobj")
    active = tree.tokens[verb].tag == "VBG" or tree.tokens[verb].dep == "relcl"
    if cited is None or cited < verb or not active or tree.kid(verb, "nsubjpass", "auxpass", "ccomp") is not None:
        return None
    if tree.kid(verb, "prep") is not None and tree.has(verb, {"as"}, "prep"):
        return None
    return None if "thing" in features(tree, cited) else cited  # "citing the cold": a reason


def _before(source: Sequence[Span], end: int) -> tuple[Span, ...]:
    """Return the source without what follows the word at `end`: "a driver" of "a driver quoted by the radio"."""
    return tuple(Span(s.start, min(s.end, end - 1)) for s in source if s.start < end - 1)


def _same_words(report: Draft, context: Context, verb: int, source: Sequence[Span], within: Draft | None) -> Draft:
    token = context.tree.tokens[verb]
    cue = Span(token.start, token.end)
    candidate = Candidate(context.index, verb, "citing", "sure", "quotes", cue, tuple(report.content), tuple(source))
    made = Draft(candidate, _SURE, list(report.content), report.region)
    made.within, made.layer, made.quotes = within, True, report.quotes
    return made


def _cited_in_full(drafts: list[Draft], draft: Draft, tree: Tree) -> None:
    """Add whose words "cites the Agreement: “All rocks ...”" gives: those of what stands between the verb and the colon."""
    verb = draft.candidate.token
    if draft.candidate.construction != "colon" or verb < 0 or tree.tokens[verb].lemma not in phrases().citing:
        return
    cited = tree.kid(verb, "dobj")
    if cited is None or cited < verb or tree.tokens[cited].end > draft.content[0].start or tree.inside[cited] != tree.inside[verb]:
        return
    candidate = Candidate(draft.candidate.passage, -1, "signed", "likely", "unknown", None, tuple(draft.content), noun_phrase(tree, cited))
    inner = Draft(candidate, _SURE, list(draft.content), draft.region)
    inner.within, inner.layer, inner.quotes = draft, True, draft.quotes
    drafts.append(inner)
