"""Speech marked by dashes: paragraphs that begin with one ("– I have seen a list, said Graz."), and names that sign a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon.cues import Frame
from sayso.extract.quotations import speaker, verb_cue
from sayso.extract.quotes import Quotation
from sayso.extract.tree import Tree
from sayso.model.span import Span

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_SIGNATURE = 14  # tokens
_APART = 3  # paragraphs between lines of one conversation
_TOLD = frozenset({"VBD", "VBZ", "VBN", "VBP"})


def dashed(contexts: Sequence[Context]) -> Iterator[Candidate]:
    """Yield the readings of paragraphs that begin with a dash: with a tag, and those near by without one."""
    lines = [c for c in contexts if len(c.tree.tokens) > 2 and c.tree.tokens[0].text in _DASHES and c.tree.inside[0] < 0]  # noqa: PLR2004 - a dash and words
    tagged = {c.index: one for c in lines if (one := _tagged(c)) is not None}
    for context in lines:
        if context.index in tagged:
            yield tagged[context.index]
        elif any(abs(context.index - n) <= _APART for n in tagged):
            tokens = context.tree.tokens
            yield context.candidate(0, "dialogue", Frame("likely", "unknown"), (Span(tokens[1].start, tokens[-1].end),), ())


def _tagged(context: Context) -> Candidate | None:
    """Return the reading of a line with its tag: behind a comma the verb comes first, behind a second dash it need not."""
    tree = context.tree
    parts = _parts(tree)
    for n, part in enumerate(parts[1:], 1):
        verb = next((i for i in part if tree.tokens[i].tag in _TOLD and _speaks(tree, i)), None)
        if verb is None or verb - part.start > _lead(tree, part):
            continue
        cue = verb_cue(tree, verb)
        frame = None if cue is None else cue.frame("quote")
        if frame is not None:
            said = [p for k, p in enumerate(parts) if k != n and (k < n or _opens(tree, p))]
            content = tuple(Span(tree.tokens[p[0]].start, tree.tokens[p[-1]].end) for p in said)
            stretch = range(verb, part.stop)
            return context.candidate(verb, "dash", Frame("sure", frame.kind), content, speaker(tree, verb, stretch))
    return None


def _lead(tree: Tree, part: range) -> int:
    """Return how many words may stand in front of the verb: an auxiliary, and behind a dash a subject."""
    return 3 if tree.tokens[part.start - 1].text in _DASHES else 0


def _opens(tree: Tree, part: range) -> bool:
    return tree.tokens[part.start - 1].text in _DASHES


def _speaks(tree: Tree, i: int) -> bool:
    cue = verb_cue(tree, i)
    frame = None if cue is None else cue.frame("quote")
    return frame is not None and frame.grade != "weak"


def _parts(tree: Tree) -> list[range]:
    """Return the stretches of a line between its dashes; a comma in front of a verb parts them too."""
    tokens, found, start = tree.tokens, [], 1
    for i in range(1, len(tokens)):
        spaced = tokens[i].text in _DASHES and i + 1 < len(tokens) and tokens[i].end < tokens[i + 1].start
        tag = tokens[i - 1].text in {",", "!", "?"} and tokens[i].tag in ("VBD", "VBZ") and _speaks(tree, i)
        if (spaced or tag) and i > start:
            found.append(range(start, i))
            start = i + 1 if spaced else i
    return [*found, range(start, len(tokens))] if start < len(tokens) else found


def signature(context: Context, quotation: Quotation, content: tuple[Span, ...]) -> Iterator[Candidate]:
    """Yield the name behind a dash that signs a quotation at the paragraph's end: “Not one metre” - Premier Sarkady."""
    tree = context.tree
    first = tree.at(quotation.span).stop
    rest = range(first + 1, len(tree.tokens))
    if first >= len(tree.tokens) or tree.tokens[first].text not in _DASHES or not 0 < len(rest) <= _SIGNATURE:
        return
    stop = next((i for i in rest if tree.tokens[i].text == "," or tree.tokens[i].pos == "ADP"), rest.stop)
    words = range(rest.start, stop)
    if any(tree.tokens[i].pos in ("VERB", "AUX") for i in rest) or not any(tree.tokens[i].pos == "PROPN" for i in words):
        return
    if tree.tokens[rest.start].text[0].isupper():
        yield context.candidate(first, "signed", Frame("sure", "unknown"), content, tree.runs(words))
