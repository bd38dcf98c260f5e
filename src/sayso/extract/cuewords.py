"""The whole wording of a cue: "had told", "was quoted", "also said", "pointed out", "it was stressed", "according to", "in the words of".

The rules know a cue by one word. What a reader sees is the verb group (Huddleston and Pullum 2002, chapter 3): the verb with its
auxiliaries, negation and particle, as one stretch of text.
"""

from __future__ import annotations

from sayso.extract.candidates import Candidate
from sayso.extract.lexicon import hedges
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span

_HELPERS = frozenset({"aux", "auxpass", "neg"})
_WITH = frozenset({"also", "then", "further", "later"})  # "also said": they begin a verb group without an auxiliary
_IT = frozenset({"it", "there"})


def wording(tree: Tree, chosen: Candidate) -> Span | None:
    """Return the words of the candidate's cue, one stretch that holds the word it is known by; None where it has no cue."""
    if chosen.cue is None or chosen.token < 0 or tree.tokens[chosen.token].start != chosen.cue.start:
        return chosen.cue
    token = tree.tokens[chosen.token]
    if token.lower == "according":
        return Span(token.start, tree.tokens[min(token.index + 1, len(tree.tokens) - 1)].end)
    if token.pos == "NOUN" and chosen.construction == "according":
        return _phrase(tree, token.index)
    if token.tag[:2] != "VB":
        return chosen.cue
    first = _first(tree, token.index)
    return Span(tree.tokens[first].start, tree.tokens[_last(tree, token.index)].end)


def _phrase(tree: Tree, noun: int) -> Span:
    """Return "in the words of" where it stands so; the noun alone where its holder stands in front: "by X's account"."""
    prep, after = tree.heads[noun], noun + 1
    plain = all(tree.tokens[i].dep in ("det", "amod") for i in range(prep + 1, noun))
    if prep < noun and plain and after < len(tree.tokens) and tree.tokens[after].lower == "of" and tree.tokens[prep].dep == "prep":
        return Span(tree.tokens[prep].start, tree.tokens[after].end)
    return Span(tree.tokens[noun].start, tree.tokens[noun].end)


def _first(tree: Tree, verb: int) -> int:
    """Return the first word of the verb group: its first helper, where nothing but helpers and adverbs stand between."""
    first, i = verb, verb - 1
    while i >= 0 and tree.heads[i] == verb and tree.inside[i] == tree.inside[verb]:
        token = tree.tokens[i]
        if token.lower in hedges().hearsay or (token.lower == "to" and token.dep == "aux"):
            break
        if token.dep in _HELPERS or (token.dep == "advmod" and token.lower in _WITH and i == first - 1):
            first = i
        elif token.dep == "nsubjpass" and token.lower in _IT and i == first - 1:
            return i
        elif token.dep != "advmod":
            break
        i -= 1
    return first


def _last(tree: Tree, verb: int) -> int:
    after = verb + 1
    own = after < len(tree.tokens) and tree.heads[after] == verb and tree.inside[after] == tree.inside[verb]
    return after if own and tree.tokens[after].dep == "prt" else verb
