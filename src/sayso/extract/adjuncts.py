"""A source in a phrase beside the sentence: "according to the ministry", "in the words of the envoy", "by their account"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon import cues, hedges, phrases
from sayso.extract.lexicon.cues import Frame
from sayso.extract.tree import Tree
from sayso.model.span import Span

_JOINING = frozenset({"that", "when", "where", "and", "but", "because", "while", "since", "which"})


def according_to(context: Context, token: int) -> Iterator[Candidate]:
    """Yield the reading of "according" at index `token`: the source follows "to", the content is the clause beside it."""
    tree = context.tree
    if token + 1 >= len(tree.tokens) or tree.tokens[token + 1].lower != "to":
        return
    source = tree.kid(token + 1, "pobj", "pcomp")
    if source is None:
        source = tree.kid(token, "pobj")
    if token + 2 < len(tree.tokens) and tree.tokens[token + 2].lower in {"which", "whom"}:
        yield from _according_to_which(context, token)
        return
    if source is not None and source > token:
        yield from _beside(context, token, source, set(range(token, max(tree.right[token], tree.right[source]) + 1)))


def _according_to_which(context: Context, token: int) -> Iterator[Candidate]:
    """Yield the reading of "a cable according to which it was over": the noun is the source, the relative clause the content."""
    tree = context.tree
    clause = tree.heads[token]
    last = tree.right[clause] if tree.tokens[clause].dep == "relcl" else tree.right[token]
    if token and tree.tokens[token - 1].pos in ("NOUN", "PROPN"):
        content = tree.runs(range(token + 3, last + 1))
        yield context.candidate(token, "according", Frame("sure", "says"), content, (_bare(tree, token - 1),))


def _bare(tree: Tree, noun: int) -> Span:
    """Return the noun with the words in front of it that describe it."""
    first = min((c for c in tree.children[noun] if tree.tokens[c].dep in ("det", "amod", "compound", "poss")), default=noun)
    return Span(tree.tokens[min(first, noun)].start, tree.tokens[noun].end)


def in_the_words_of(context: Context, noun: int) -> Iterator[Candidate]:
    """Yield the reading of a noun in a phrase such as "in the words of X" or "by X's account"."""
    tree = context.tree
    prep = tree.heads[noun]
    if tree.tokens[noun].dep != "pobj" or tree.tokens[prep].lower not in phrases().viewpoint.get(tree.tokens[noun].lemma, ()):
        return
    holder = tree.kid(noun, "poss")
    if holder is None:
        of = next((p for p in tree.kids(noun, "prep") if tree.tokens[p].lower == "of"), None)
        holder = None if of is None else tree.kid(of, "pobj")
    if holder is not None:
        kind = "thinks" if tree.tokens[noun].lemma in phrases().thinking else "says"
        yield from _beside(context, noun, holder, set(tree.subtree(prep)), kind)


def evidence(context: Context, noun: int) -> Iterator[Candidate]:
    """Yield the reading of "in a survey" beside a clause: the survey shows what the clause tells."""
    tree = context.tree
    prep = tree.heads[noun]
    if tree.tokens[noun].dep != "pobj" or tree.tokens[prep].lower != "in" or tree.tokens[noun].lemma not in phrases().evidence:
        return
    words = set(tree.subtree(prep))
    content = _clause_without(tree, min(words), words) if _beside_clause(tree, prep) else ()
    if content:
        yield context.candidate(prep, "according", Frame("likely", "shows"), content, noun)


def _beside_clause(tree: Tree, prep: int) -> bool:
    """Tell whether the phrase begins the sentence or ends it, and hangs from a verb that tells nothing itself."""
    sentence = tree.passage.sentences[tree.tokens[prep].sentence]
    above = tree.tokens[tree.heads[prep]]
    at_edge = tree.left[prep] == sentence.first or tree.right[prep] >= sentence.last - 2
    return at_edge and above.pos in ("VERB", "AUX") and above.lemma not in cues().verbs


def hearsay(context: Context, adverb: int) -> Iterator[Candidate]:
    """Yield the reading of "reportedly" and its like: the clause around it, by nobody named."""
    content = _clause_without(context.tree, adverb, {adverb})
    if content:
        kind = "claims" if context.tree.tokens[adverb].lower in hedges().claimed else "says"
        yield context.candidate(adverb, "hearsay", Frame("likely", kind), content, None)


def _beside(context: Context, token: int, source: int, words: set[int], kind: str = "says") -> Iterator[Candidate]:
    content = _clause_without(context.tree, min(words), words)
    if content:
        yield context.candidate(token, "according", Frame("sure", kind), content, source)


def _clause_without(tree: Tree, first: int, words: set[int]) -> tuple[Span, ...]:
    """Return the clause that the phrase beginning at token `first` stands in, without the phrase itself."""
    clause = _clause_above(tree, first, words)
    within = tree.subtree(clause)
    if _joined(tree, first):
        within = range(first, max(within.stop, first))
    return tree.runs(i for i in within if i not in words and not _leads(tree, clause, i))


def _joined(tree: Tree, first: int) -> bool:
    """Tell whether the phrase follows a joining word: "..., when, according to X, ..." has its content behind it."""
    before = first - 1
    while before >= 0 and tree.tokens[before].text == ",":
        before -= 1
    return 0 <= before < first - 1 and tree.tokens[before].lower in _JOINING


def _clause_above(tree: Tree, first: int, words: set[int]) -> int:
    i = tree.heads[first]
    while tree.heads[i] != i and (i in words or not _heads_clause(tree, i)):
        i = tree.heads[i]
    return i


def _heads_clause(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass", "xcomp", "acl", "amod", "pcomp", "advcl"):
        return False
    return tree.kid(i, "nsubj", "nsubjpass", "expl", "csubj") is not None or token.dep not in ("conj", "relcl")


def _leads(tree: Tree, clause: int, i: int) -> bool:
    """Tell whether token `i` only joins the clause to what precedes it: "that", "and", "but"."""
    token = tree.tokens[i]
    return tree.heads[i] == clause and i < clause and (token.dep == "cc" or (token.dep == "mark" and token.lower == "that"))
