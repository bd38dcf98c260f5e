"""Finite clauses as contents: "said that ...", and the sentence around a tag that stands in its midst."""

from __future__ import annotations

from sayso.extract.indirect.objects import is_small_clause
from sayso.extract.lexicon import cues
from sayso.extract.parse.tree import Tree, without_that
from sayso.extract.sources import PASSIVE_SUBJECTS, SUBJECTS
from sayso.model.span import Span


def finite_clauses(tree: Tree, verb: int) -> list[int]:
    """Return the heads of the finite clauses that tell what is said, for a verb that has some."""
    found = [c for c in tree.kids(verb, "ccomp") if not is_small_clause(tree, c, verb)]
    found += [c for c in tree.kids(verb, "acl", "relcl") if c > verb and tree.tokens[tree.left[c]].lower == "that"]
    return [*found, *_made_clear(tree, verb), *_of_object(tree, verb), *_cleft(tree, verb)] or _after_what(tree, verb)


def _after_what(tree: Tree, verb: int) -> list[int]:
    """Return the clause behind the colon of "repeated what the king had told him: that no ship would sail"."""
    above = tree.heads[verb]
    if tree.tokens[tree.left[verb]].lower != "what" or above == verb:
        return []
    told = (c for c in tree.kids(above, "ccomp", "advcl", "acl", "relcl") if c > verb and tree.has(c, {"that"}, "mark"))
    return [c for c in told if tree.tokens[tree.left[c] - 1].text == ":"]


def _cleft(tree: Tree, verb: int) -> list[int]:
    """Return the clause behind "is" in "What they assert is that the trucks were empty"."""
    head = tree.heads[verb]
    if tree.tokens[verb].dep != "csubj" or tree.tokens[head].lemma != "be" or not tree.has(verb, {"what", "all"}, "dobj"):
        return []
    return [c for c in tree.kids(head, "ccomp") if c > head]


def _of_object(tree: Tree, verb: int) -> list[int]:
    """Return the clause that hangs from the noun of a set phrase: "gave evidence that ...", "took the view that ..."."""
    nouns = cues().phrases.get(tree.tokens[verb].lemma, frozenset())
    things = [c for c in tree.kids(verb, "dobj") if tree.tokens[c].lower in nouns]
    return [c for thing in things for c in tree.kids(thing, "acl", "ccomp", "relcl") if tree.tokens[tree.left[c]].lower == "that"]


def _made_clear(tree: Tree, verb: int) -> list[int]:
    """Return the clause that hangs from "clear" in "made it clear that ..."."""
    for child in tree.kids(verb, "ccomp", "oprd", "acomp"):
        if tree.tokens[child].lower in {"clear", "plain"}:
            return [c for c in tree.kids(child, "ccomp", "advcl") if tree.has(c, {"that"}, "mark")]
    return []


def words_of(tree: Tree, verb: int, heads: list[int]) -> tuple[Span, ...]:
    """Return the words of finite clauses, without "that" and without the cue where it stands in their midst."""
    if len(heads) == 1 and verb < tree.left[heads[0]] and tree.tokens[tree.left[heads[0]] - 1].text != ",":
        return tree.runs(without_that(tree, heads[0]))
    indices: set[int] = set()
    for head in heads:
        within = tree.subtree(head)
        indices.update(without_that(tree, head))
        if verb in within:
            indices -= _own_words(tree, verb, heads)
        elif head > verb and tree.tokens[within.start - 1].text == "," and not tree.has(head, {"that"}, "mark"):
            indices.update(_in_front(tree, verb))
    return tree.runs(indices)


def _in_front(tree: Tree, verb: int) -> range:
    """Return what stands in front of a parenthetical "she said," and belongs to the content: "In the north, she said, it rained"."""
    own = tree.kid(verb, "nsubj")
    first = tree.left[verb]
    if own is None or own > verb or tree.left[own] <= first or tree.tokens[tree.left[own] - 1].text != ",":
        return range(0)
    return range(first, tree.left[own] - 1)


def _own_words(tree: Tree, verb: int, heads: list[int]) -> set[int]:
    """Return the cue's words: the verb and its dependents other than the content."""
    found = {verb}
    for child in tree.children[verb]:
        if child not in heads:
            found.update(tree.subtree(child))
    return found


def around(tree: Tree, verb: int) -> tuple[Span, ...]:
    """Return the sentence around a parenthetical tag: "The road, officials said, was closed"."""
    head = tree.heads[verb]
    if not _parenthetical(tree, verb):
        return ()
    return tree.runs(set(without_that(tree, head)) - set(tree.subtree(verb)))


def _parenthetical(tree: Tree, verb: int) -> bool:
    """Tell whether the verb with its subject is set off by commas from the clause that it hangs from."""
    first, last = tree.left[verb], tree.right[verb]
    if tree.tokens[verb].dep != "parataxis" and not tree.has(verb, {"as"}, "mark", "advmod"):
        return False
    if tree.kid(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is None and not tree.has(verb, {"as"}, "mark", "advmod"):
        return False
    before = tree.tokens[first - 1].text if first else ","
    after = tree.tokens[last + 1].text if last + 1 < len(tree.tokens) else "."
    edges = {",", "-", "–", "—", "--", "(", ")", ".", ":", ";", "”", '"', "''", "’", "“", "``", "«"}
    return (before in edges or tree.tokens[first].text in edges) and (after in edges or tree.tokens[last].text in edges)
