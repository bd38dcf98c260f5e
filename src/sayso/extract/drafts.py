"""From chosen candidates to attributions: quotations joined to the cue that introduces them, parents found, marks left out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.extract.candidates import Candidate
from sayso.extract.parse.tree import Tree
from sayso.extract.quotes import Quotation
from sayso.model.span import Span, trimmed

#: Words in brackets at the end of what is said: "... (quoted in the Courier, 26 August 1989, No. 199)".
CITATION = re.compile(r"([”\"’»']*)[.,]?\s*\(([^()]{3,160})\)[.\s]*$")
_DATED = re.compile(r"\b(?:1[5-9]|20)\d\d\b|\bNo\.?\s?\d|№\s?\d|^(?:as )?(?:quoted|cited|reported) (?:in|by|from) ", re.IGNORECASE)

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: So many tokens show whether a clause or a list goes on behind a semicolon.
_CLAUSE = 60
_INSERTION = re.compile(
    r"\s*[(\[][^()\[\]]{0,400}?[-–—]\s*(?:ed|eds|editor|auth|author|note|trans|tr)\b\.?[^()\[\]]{0,20}[)\]]",
    re.IGNORECASE,
)


def is_citation(found: re.Match[str]) -> bool:
    """Tell whether bracketed words name a publication: they hold a year or a number, or say "quoted in"."""
    return _DATED.search(found.group(2)) is not None and not found.group(2).strip().isdigit()


@dataclass(slots=True)
class Draft:
    """A statement in the making: the reading that was chosen, and the quotations that belong to it.

    `carried` is the draft whose speaker it carries on. `within` is one that passes on these very words, and `layer` tells that the
    draft itself shares its words with another (see `layers.py`).
    """

    candidate: Candidate
    score: float
    content: list[Span]
    region: int
    quotes: set[int] = field(default_factory=set)
    carried: Draft | None = None
    within: Draft | None = None
    layer: bool = False

    @property
    def anchor(self) -> tuple[int, int]:
        """Where the cue stands: passage and token."""
        return self.candidate.passage, self.candidate.token

    def covers(self, span: Span) -> bool:
        """Tell whether one of the content's spans contains `span`."""
        start, end = span.start, span.end
        return any(s.start <= start and end <= s.end for s in self.content)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in text order, overlapping ones joined."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def stretched(draft: Draft, tree: Tree) -> list[Span]:
    """Return the content with every quotation that it touches taken in whole; within the quotation the cue stands in."""
    near = [tree.quotes[n].inner for n in tree.touched(draft.region, draft.content)]
    return merged([*draft.content, *(words for words in near if any(s.overlaps(words) for s in draft.content))])


def halved(draft: Draft, tree: Tree) -> list[Span]:
    """Return the content up to a semicolon behind the cue: what follows is the narrator's, but for "; that ..." and "; and that ..."."""
    cue = draft.candidate.cue
    if cue is None:
        return draft.content
    first = draft.content[0]
    between = tree.at(Span(cue.end, first.start)) if cue.end < first.start else range(0)
    if any(tree.tokens[i].text == ";" and tree.inside[i] == draft.region for i in between):
        return []  # "He had, she said; he thought ...": the tag ends what is said
    for span in draft.content:
        for i in tree.at(span):
            token = tree.tokens[i]
            if token.text == ";" and token.start > cue.start and tree.inside[i] == draft.region and not _goes_on(tree, i):
                kept = (Span(s.start, min(s.end, token.start)) for s in draft.content if s.start < token.start)
                return [Span(s.start, tree.tokens[tree.at(s)[-1]].end) for s in kept]
    return draft.content


def _goes_on(tree: Tree, semicolon: int) -> bool:
    """Tell whether the words behind a semicolon are said by the same one: "that" stands there, or no finite clause but a list."""
    words = [t.lower for t in tree.tokens[semicolon + 1 : semicolon + 3]]
    if words[:1] == ["that"] or words in (["and", "that"], ["but", "that"], ["or", "that"]):
        return True
    sentence = tree.passage.sentences[tree.tokens[semicolon].sentence]
    after = tree.tokens[semicolon + 1 : min(sentence.last, semicolon + _CLAUSE)]
    until = next((k for k, t in enumerate(after) if t.text == ";"), len(after))
    return not any(t.tag in _FINITE for t in after[:until])


def denied_only(draft: Draft, tree: Tree, text: str) -> list[Span]:
    """Return the content without quotations behind a colon: "denied that it rained: “...”" does not deny the words quoted."""
    led = {tree.quotes[n].span for n in tree.touched(draft.region, draft.content)}
    led = {span for span in led if text[max(span.start - 4, 0) : span.start].rstrip()[-1:] == ":"}
    kept = (Span(s.start, min([s.end, *(q.start for q in led if s.start < q.start < s.end)])) for s in draft.content)
    plain = (trimmed(s, text, " \n:") for s in kept if not any(q.contains(s) for q in led))
    return [s for s in plain if s is not None]


def tidied(spans: Iterable[Span], marked: Sequence[Quotation], text: str) -> tuple[Span, ...]:
    """Return the spans without citations and editors' insertions, and with marks whole.

    A quotation's marks are inside with all of it and more, and outside with its words alone. `marked` are the quotations of one level,
    in text order, so that none overlaps another.
    """
    starts = [q.span.start for q in marked]
    plain = (part for span in spans for part in without_insertions(_uncited(span, text), text))
    found = (trimmed(_with_marks(part, _touched(part, marked, starts)), text) for part in plain)
    return tuple(span for span in found if span is not None)


def _uncited(span: Span, text: str) -> Span:
    if text.find("(", span.start, span.end) < 0:
        return span
    cited = CITATION.search(text, span.start, span.end)
    if cited is None or not is_citation(cited) or cited.end(1) <= span.start:
        return span
    return Span(span.start, cited.end(1))


def without_insertions(part: Span, text: str) -> Iterator[Span]:
    """Yield what is left of `part` without what an editor put in: "(the line of contact - ed.)"."""
    start = part.start
    brackets = any(text.find(bracket, part.start, part.end) >= 0 for bracket in "([")
    for found in _INSERTION.finditer(text, part.start, part.end) if brackets else ():
        if found.start() > start:
            yield Span(start, found.start())
        start = found.end()
    while start < part.end and text[start].isspace():
        start += 1
    if start < part.end:
        yield Span(start, part.end)


def _touched(span: Span, marked: Sequence[Quotation], starts: Sequence[int]) -> Sequence[Quotation]:
    """Return the quotations that may touch `span`, found by where they start: a long quotation has thousands of paragraphs."""
    return marked[max(bisect_right(starts, span.start) - 1, 0) : bisect_right(starts, span.end)]


def _with_marks(span: Span, marked: Iterable[Quotation]) -> Span:
    start, end = span.start, span.end
    for q in marked:
        if q.span.start <= start and end <= q.span.end:
            start, end = max(start, q.inner.start), max(min(end, q.inner.end), start + 1)
        elif q.inner.start == start and end > q.inner.end:
            start, end = q.span.start, max(end, q.span.end)
        elif q.inner.end == end and start < q.inner.start:
            end = q.span.end
    return Span(start, max(end, start + 1))


def mode(content: Sequence[Span], marked: Iterable[Quotation], text: str) -> str:
    """Return direct, indirect or mixed: whether the content's words stand in quotation marks, all of them, none, or some."""
    inside = outside = 0
    marks = merged(q.span for q in marked)
    if not marks:
        return "indirect"
    starts = [m.start for m in marks]
    for span in content:
        near = marks[max(bisect_right(starts, span.start) - 1, 0) : bisect_right(starts, span.end)]
        covered = [Span(max(m.start, span.start), min(m.end, span.end)) for m in near if m.overlaps(span)]
        inside += sum(_letters(text[c.start : c.end]) for c in covered)
        outside += _letters(text[span.start : span.end])
    if not inside:
        return "indirect"
    return "direct" if inside == outside else "mixed"


def _letters(words: str) -> int:
    return sum(map(str.isalnum, words))
