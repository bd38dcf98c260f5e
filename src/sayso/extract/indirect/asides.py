"""The author's own remark at the end of what is reported: ", a claim nobody could verify", ", where shelling goes on"; no part of it.

A non-restrictive relative clause or an apposition that closes a reported clause is supplementary (Huddleston and Pullum 2002, chapter
15, section 5): it is the narrator who supplies it, unless it tells of a saying itself, or stands in quotation marks.
"""

from __future__ import annotations

from sayso.extract.drafts import Draft
from sayso.extract.lexicon import cues
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span

_REPORTS = frozenset({"clause", "inf", "np", "np_inf", "as", "passive", "ing"})
_RELATIVE = frozenset({"which", "who", "whose", "whom", "where"})
#: Words in front of it: "for whom", "both of whom", "much of which".
_BEFORE_RELATIVE = 3
#: One remark may follow another: ", outside the gate, one of seven".
_IN_A_ROW = 3
#: "a move that", "the first of": a description. A bare name is one too, but closes a place ("Flint, Michigan") or tells who is meant.
_DESCRIBES = frozenset({"a", "an", "the", "one", "half", "less"})
#: "..., compared with forty in May": the narrator weighs.
_WEIGHS = frozenset({"compared"})
_SET_OFF = frozenset({",", "-", "--", "–", "—"})


def without_aside(draft: Draft, tree: Tree) -> list[Span]:
    """Return the content of an indirect report outside quotation marks without the remark that closes it."""
    chosen = draft.candidate
    if chosen.construction not in _REPORTS or draft.region >= 0 or tree.touched(draft.region, draft.content):
        return draft.content
    last = draft.content[-1]
    if last.start < (chosen.cue.start if chosen.cue else 0):
        return draft.content
    for _ in range(_IN_A_ROW):
        within = tree.at(last)
        first = _aside(tree, within) if within else None
        cut = tree.span(within.start, first - 1) if first is not None else None
        if cut is None:
            break
        last = cut
    return [*draft.content[:-1], last]


def _aside(tree: Tree, within: range) -> int | None:
    """Return the first token of the outermost remark that ends where `within` ends."""
    found, i = None, within.stop - 1
    while True:
        first = tree.left[i]
        if first - 1 > within.start and tree.tokens[first - 1].text in _SET_OFF and _is_remark(tree, i):
            found = first
        above = tree.heads[i]
        if above == i or above not in within or tree.right[above] != within.stop - 1:
            return found
        i = above


def _is_remark(tree: Tree, head: int) -> bool:
    token, first = tree.tokens[head], tree.tokens[tree.left[head]]
    if token.dep == "prep":
        return token.lower in _WEIGHS
    if token.dep == "relcl":
        words = tree.tokens[first.index : min(first.index + _BEFORE_RELATIVE, head)]
        return any(t.lower in _RELATIVE for t in words) and not _tells(tree, head)
    if token.dep != "appos" or tree.kid(head, "conj") is not None:  # "the village of A, the farm B and the mill": a list, not a description
        return False
    return first.lower in _DESCRIBES and first.index != head


def _tells(tree: Tree, verb: int) -> bool:
    """Tell whether the relative clause reports something itself: "who swears that ...", "which he called a farce"."""
    return any(_takes_a_clause(tree, i) for i in tree.subtree(verb))


def _takes_a_clause(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.pos == "VERB" and token.lemma in cues().verbs and tree.kid(i, "ccomp") is not None
