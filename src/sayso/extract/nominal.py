"""Nouns and adjectives with their complements: "the claim that ...", "a promise to ...", "in a letter", "confident that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon import phrases
from sayso.extract.lexicon.cues import Cue
from sayso.extract.sources import subject
from sayso.extract.tree import Tree, without_that
from sayso.model.span import Span

#: Verbs by which a claim or a question is told to have come up.
_ARRIVES = frozenset({"come", "reach", "arise", "spread", "circulate", "arrive"})


def nouns(context: Context, noun: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of the noun at index `noun` with the words that tell what is said."""
    tree = context.tree
    if tree.tokens[noun].lower == "order" and noun and tree.tokens[noun - 1].lower == "in":
        return
    for construction, content, taken in _noun_complements(tree, noun):
        frame = cue.frame(construction)
        if frame is not None and content:
            yield context.candidate(noun, construction, frame, content, holder(tree, noun, taken))


def adjectives(context: Context, adjective: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of a predicative adjective: "she is confident that ..."."""
    tree = context.tree
    head = tree.heads[adjective]
    if tree.tokens[adjective].dep not in ("acomp", "ROOT", "oprd", "advcl", "conj"):
        return
    who = subject(tree, head if tree.tokens[head].pos in ("AUX", "VERB") else adjective)
    if who is None:
        return
    for construction, content, _ in _noun_complements(tree, adjective):
        frame = cue.frame(construction)
        if frame is not None and content:
            yield context.candidate(adjective, construction, frame, content, who)


def _noun_complements(tree: Tree, noun: int) -> Iterator[tuple[str, tuple[Span, ...], int | None]]:
    """Yield each construction, its content, and the preposition that it took up (which then names no holder)."""
    for child in tree.kids(noun, "acl", "ccomp", "relcl", "xcomp", "advcl"):
        if child < noun:
            continue
        words = tree.subtree(child)
        first = tree.tokens[words.start]
        whole = first.dep in ("mark", "det") or len(list(tree.kids(child, "nsubj", "nsubjpass"))) > 1
        if first.lower == "that" and whole and tree.tokens[child].tag != "VB":
            yield "clause", tree.runs(words[1:]), None
        elif tree.tokens[child].dep == "ccomp":
            yield "clause", tree.runs(without_that(tree, child)), None
        elif tree.has(child, {"to"}, "aux"):
            yield "inf", tree.runs(words), None
    for prep in tree.kids(noun, "prep"):
        if prep > noun and tree.kid(prep, "pobj", "pcomp") is not None:
            yield f"pp:{tree.tokens[prep].lower}", tree.runs(range(prep + 1, tree.right[prep] + 1)), prep
    yield from _copula(tree, noun)


def _copula(tree: Tree, noun: int) -> Iterator[tuple[str, tuple[Span, ...], int | None]]:
    """Yield "the claim is that ...": the clause hangs from the verb of which the noun is the subject."""
    head = tree.heads[noun]
    if tree.tokens[noun].dep == "nsubj" and tree.tokens[head].lemma == "be":
        clause = tree.kid(head, "ccomp")
        if clause is not None and clause > head:
            yield "copula", tree.runs(without_that(tree, clause)), None
    elif tree.tokens[noun].dep in ("nsubjpass", "nsubj") and tree.tokens[head].lemma in phrases().light_verbs | _ARRIVES:
        clause = tree.kid(head, "ccomp")
        if clause is not None and clause > head and tree.has(clause, {"that", "whether", "if"}, "mark"):
            yield "clause", tree.runs(without_that(tree, clause)), None


def holder(tree: Tree, noun: int, taken: int | None = None) -> int | None:
    """Return the head of the words that name whose claim, promise or letter it is; `taken` is a preposition that names the content."""
    own = tree.kid(noun, "poss")
    if own is not None:
        return own
    for wanted in ("by", "from", "of"):
        for prep in tree.kids(noun, "prep"):
            if tree.tokens[prep].lower == wanted and prep != taken:
                return tree.kid(prep, "pobj")
    made = next((a for a in tree.kids(noun, "acl") if tree.kid(a, "agent") is not None), None)
    if made is not None:
        agent = tree.kid(made, "agent")
        return None if agent is None else tree.kid(agent, "pobj")
    name = next((c for c in tree.kids(noun, "compound", "amod", "nmod") if tree.tokens[c].name in {"PERSON", "ORG", "NORP", "GPE"}), None)
    return name if name is not None else _giver(tree, noun)


def _giver(tree: Tree, noun: int) -> int | None:
    """Return the subject of the verb that the noun is the object of: "made the claim", "in a letter they said"."""
    head = tree.heads[noun]
    if tree.tokens[noun].dep in ("dobj", "attr") and tree.tokens[head].lemma in phrases().light_verbs:
        return subject(tree, head)
    return None
