"""Sources in brackets behind what is said: “Hold” (Corvo to his court, 3 May 1688, quoted in L. Maurer, Sovereigns, p. 61).

The one who quotes passes on all that stands in front; a name at the beginning of the bracket signs a quotation that nobody else says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.drafts import CITATION, Draft, without_insertions
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.quotes import Quotation
from sayso.model.span import Span, hull, trimmed

_SURE = 0.85
_CITED = re.compile(
    r"(?:(?<=[(\[])|[,;:.]\s*)"
    r"((?:as )?(?:quoted|cited|reported|reproduced|reprinted|printed|given)(?: and translated)? (?:in|by|from|after)) ",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[^.!?()\n]{0,80}[.,]?[”\"’»']*\s*\(([^()]{3,200})\)")
_BRACKETS = re.compile(r"\(([^()]{3,200})\)")
#: The bracket's closing mark may stand outside the span.
_CLOSING = 200
#: How much of an editor's remark may stand outside the span.
_REMARK = 40
_WORK_ENDS = re.compile(r"[,;(:]| p\. |\s\d{4}\b")
_SIGNATURE = 16  # words of a name in brackets, and to whom it wrote
_LETTERS = frozenset({"letter", "telegram", "note", "despatch", "dispatch", "diary", "cable", "postcard", "message", "report", "speech"})
_TO = frozenset({"to", "in"})


def uncited(drafts: list[Draft], text: str) -> None:
    """Take brackets that tell where words are quoted out of what is said."""
    for draft in drafts:
        plain = [part for span in draft.content for part in without_insertions(_closed(span, text), text)]
        draft.content = [part for span in plain for part in _without_citations(span, text)]


def _closed(span: Span, text: str) -> Span:
    """Return the span without an editor's bracket that the end of a sentence cut: "had promised him (illegible. - Ed.)"."""
    opened = text.rfind("(", span.start + 1, span.end)
    if opened < 0 or text.find(")", opened, span.end) >= 0 or next(without_insertions(Span(opened, span.end), text), None) is None:
        return span
    closing = text.find(")", span.end, min(span.end + _REMARK, len(text)))
    cut = closing >= 0 and next(without_insertions(Span(opened, closing + 1), text), None) is None
    return (trimmed(Span(span.start, opened), text) or span) if cut else span


def bracketed(drafts: list[Draft], text: str) -> None:
    """Add to `drafts` who quotes what "(quoted in Maurer, The Valley, p. 88)" stands behind: the outermost of those that end there."""
    groups: dict[Span, list[tuple[Draft, Span]]] = {}
    for draft in [d for d in drafts if d.content]:
        for cue, source in _citations(draft, text):
            groups.setdefault(cue, []).append((draft, source))
    for cue, group in groups.items():
        inside = {id(d) for d, _ in group}
        outermost = [(d, s) for d, s in group if d.within is None or id(d.within) not in inside]
        draft, source = max(outermost, key=lambda one: (len(hull(one[0].content)), sum(map(len, one[0].content))))
        candidate = Candidate(draft.candidate.passage, -1, "citing", "sure", "quotes", cue, tuple(draft.content), (source,))
        outer = Draft(candidate, _SURE, list(draft.content), draft.region)
        outer.layer, outer.quotes = True, draft.quotes
        draft.within = outer
        drafts.append(outer)


def _without_citations(span: Span, text: str) -> Iterator[Span]:
    """Yield what is left of the span without brackets that tell where the words are quoted."""
    start = span.start
    found = _BRACKETS.finditer(text, span.start, min(span.end + _CLOSING, len(text))) if text.find("(", span.start, span.end) >= 0 else ()
    for bracket in found:
        if bracket.start() >= span.end or _CITED.search(text, *bracket.span(1)) is None:
            continue
        if start < bracket.start() and (part := trimmed(Span(start, bracket.start()), text)) is not None:
            yield part
        start = bracket.end()
    if start < span.end and (part := trimmed(Span(start, span.end), text)) is not None:
        yield part


def _citations(draft: Draft, text: str) -> Iterator[tuple[Span, Span]]:
    """Yield the words that tell of quoting and the work, for a bracket at the end of what is said or right behind the cue's clause."""
    last = draft.content[-1]
    ends = [last.end]
    if draft.candidate.construction != "signed":
        ends += [draft.candidate.cue.end if draft.candidate.cue else last.end, *(s.end for s in draft.candidate.source)]
    found = CITATION.search(text, last.start, last.end) or _BRACKET.match(text, last.end) or _BRACKET.match(text, max(ends))
    if found is None:
        return
    start, end = found.span(found.lastindex or 1)
    cited = _CITED.search(text, start, end)
    if cited is not None:
        stop = _WORK_ENDS.search(text, cited.end(), end)
        yield Span(*cited.span(1)), Span(cited.end(), stop.start() if stop else end)


def signed_in_brackets(context: Context, quotation: Quotation, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield whose words a quotation are that "(Corvo to his court, 3 May)" or "(letter of Venn to his wife)" stands right behind."""
    tree = context.tree
    first = tree.at(quotation.span).stop
    if first + 1 >= len(tree.tokens) or tree.tokens[first].text != "(":
        return
    close = next((i for i in range(first, min(first + 4 * _SIGNATURE, len(tree.tokens))) if tree.tokens[i].text == ")"), None)
    source = () if close is None else _signature(tree, range(first + 1, close))
    if source:
        yield context.candidate(first, "signed", Frame("likely", "unknown"), content, source)


def _signature(tree: Tree, words: range) -> Sequence[Span]:
    """Return the name that the bracket begins with, in front of "to somebody", or that a letter is of."""
    start = words.start
    if tree.tokens[start].lemma.lower() in _LETTERS:
        of = next((i for i in words[:4] if tree.tokens[i].lower in {"of", "from", "by"}), None)
        start = words.stop if of is None else of + 1
    stop = next((i for i in range(start, words.stop) if tree.tokens[i].pos not in ("PROPN", "NOUN", "ADJ", "DET")), words.stop)
    named = any(tree.tokens[i].pos == "PROPN" for i in range(start, stop))
    plain = stop - start <= _SIGNATURE and named and tree.tokens[start].pos in ("PROPN", "DET", "NOUN")
    wrote = stop < words.stop and tree.tokens[stop].lower in _TO
    return tree.runs(range(start, stop)) if plain and (wrote or start > words.start) else ()
