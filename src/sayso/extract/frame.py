"""What stands around a cue: in what it was said, for whom, and how cautiously."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.drafts import is_citation
from sayso.extract.lexicon import hedges, phrases
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span

_CITATION = re.compile(r"(\s*[”\"’»']*)[.,]?\s*\(([^()]{3,160})\)")


def said_in(tree: Tree, chosen: Candidate, content: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the words that name what it was said in: "in his memoirs", "told the weekly X", "(X, 3 May 1990, No. 12)"."""
    found: list[Span] = []
    if chosen.token >= 0:
        found += _phrases(tree, chosen.token)
    for span in content[-1:]:
        cited = _CITATION.match(text, span.end)
        if cited is not None and is_citation(cited):
            found.append(Span(*cited.span(2)))
    return tuple(sorted(set(found)))


def _phrases(tree: Tree, cue: int) -> list[Span]:
    lists = phrases()
    found: list[Span] = []
    for prep in tree.kids(cue, "prep", "dative"):
        if tree.tokens[prep].lower not in lists.media_prepositions:
            continue
        noun = tree.kid(prep, "pobj")
        if noun is not None and (tree.tokens[noun].lemma.lower() in lists.media or tree.tokens[noun].text in lists.media_places):
            found += tree.runs(range(tree.left[noun], _short(tree, noun) + 1))
    for told in tree.kids(cue, "dobj", "dative"):
        if tree.tokens[cue].lemma == "tell" and _is_medium(tree, told):
            found += tree.runs(range(tree.left[told], _short(tree, told) + 1))
    return found


def _is_medium(tree: Tree, noun: int) -> bool:
    lists = phrases()
    words = [noun, *tree.kids(noun, "compound", "appos")]
    return any(tree.tokens[w].lemma.lower() in lists.media for w in words)


def _short(tree: Tree, noun: int) -> int:
    """Return the last token of the noun phrase before any clause that describes it."""
    clause = next((tree.left[c] for c in tree.kids(noun, "relcl", "acl") if c > noun), tree.right[noun] + 1)
    comma = next((i for i in range(noun, clause) if tree.tokens[i].text == ","), clause)
    return min(clause, comma) - 1


def on_behalf_of(tree: Tree, source: Sequence[Span]) -> tuple[Span, ...]:
    """Return for whom a spokesperson speaks: "a spokesman for the ministry", "Ministry spokeswoman X"."""
    lists = phrases()
    for span in source:
        for i in tree.at(span):
            if tree.tokens[i].lemma.lower() not in lists.spokespersons or tree.tokens[i].pos not in ("NOUN", "PROPN"):
                continue
            if tree.tokens[i].lemma.lower() == "secretary" and (not i or tree.tokens[i - 1].lower != "press"):
                continue  # of state, of the union: an office of one's own
            for prep in tree.kids(i, "prep"):
                noun = tree.kid(prep, "pobj")
                if tree.tokens[prep].lower in lists.agent_prepositions and noun is not None:
                    return tree.runs(range(tree.left[noun], _short(tree, noun) + 1))
            return _named_before(tree, i, span)
    return ()


def _named_before(tree: Tree, i: int, span: Span) -> tuple[Span, ...]:
    """Return the words in front of "spokesman" that name a body: "Line Mission" in "Line Mission spokesman X"."""
    last = i - 1
    first = last
    while first >= 0 and tree.tokens[first].start >= span.start and tree.tokens[first].pos in ("PROPN", "NOUN", "ADP", "PART", "ADJ"):
        first -= 1
    words = [k for k in range(first + 1, last + 1) if tree.tokens[k].text not in {"'s", "’s"}]
    named = any(tree.tokens[k].pos == "PROPN" or tree.tokens[k].name in {"ORG", "GPE", "NORP"} for k in words)
    return tree.runs(range(words[0], words[-1] + 1)) if words and named else ()


def weakened(tree: Tree, chosen: Candidate) -> bool:
    """Tell whether the report itself is hedged: "reportedly said", "may have said", "the alleged claim"."""
    if chosen.token < 0:
        return False
    lists = hedges()
    cue = tree.tokens[chosen.token]
    if cue.lower in lists.hearsay or (cue.pos == "NOUN" and cue.lemma in lists.nouns):
        return True
    if chosen.construction == "passive" and cue.lemma in (lists.raised if tree.kid(cue.index, "xcomp") is not None else lists.impersonal):
        return True
    for child in tree.children[chosen.token]:
        token = tree.tokens[child]
        if token.lower in lists.adverbs or token.lower in lists.alleged or (token.dep == "aux" and token.lower in lists.modals):
            return True
    return False
