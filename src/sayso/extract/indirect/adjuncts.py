"""A source in a phrase beside the sentence: "according to the ministry", "in the words of the envoy", "by their account"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon import cues, hedges, holders, phrases
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import by_agent
from sayso.model.span import Span

_REACH = 16
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "CCONJ", "PART", "ADP", "PRON", "VERB"})
_BEARS_OUT = holders().documents
#: Nouns that tell behind "on" whose words somebody else passes on.
_BORROWED = frozenset({"word", "authority", "testimony", "evidence"})
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
    if source is not None and source > token and not _no_source(tree, source):
        yield from _beside(context, token, source, set(range(token, max(tree.right[token], tree.right[source]) + 1)))


def _no_source(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is a measure, not a source: "according to plan", "according to the logic of things"."""
    lemma = tree.tokens[noun].lemma
    return lemma in phrases().abstract or (lemma in phrases().measures and tree.left[noun] == noun)


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
    if tree.tokens[prep].lower == "on" and tree.tokens[noun].lemma in _BORROWED and not _set_off(tree, prep):
        return  # "reports, on the word of drovers, that": borrowed.py; "would hang nobody on the word of a drover"
    holder = tree.kid(noun, "poss")
    if holder is None:
        of = next((p for p in tree.kids(noun, "prep") if tree.tokens[p].lower == "of"), None)
        holder = None if of is None else tree.kid(of, "pobj")
    if holder is not None:
        kind = "thinks" if tree.tokens[noun].lemma in phrases().thinking else "says"
        yield from _beside(context, noun, holder, set(tree.subtree(prep)), kind)


def _set_off(tree: Tree, prep: int) -> bool:
    """Tell whether the phrase begins its sentence, or ends it behind a comma: it then stands beside the whole clause."""
    first = tree.left[prep]
    begins = first == tree.passage.sentences[tree.tokens[prep].sentence].first
    return _beside_clause(tree, prep) and (begins or tree.tokens[first - 1].text == ",")


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


def opens_with_as(tree: Tree, i: int) -> bool:
    """Tell whether a word that the tagger calls a plural may be the verb of "As the agency informs, ..."."""
    first = tree.passage.sentences[tree.tokens[i].sentence].first
    return tree.tokens[i].tag == "NNS" and tree.tokens[first].lower == "as" and tree.tokens[i].lemma in cues().verbs


def as_told(context: Context, verb: int) -> Iterator[Candidate]:
    """Yield "As the agency informs, ..." and "As informs the agency, ...": what a sentence begins with before its comma is the source.

    Machine translation and rare verbs make a parser lose such clauses; place and comma tell them.
    """
    tree = context.tree
    first = tree.passage.sentences[tree.tokens[verb].sentence].first
    cue = cues().verbs.get(tree.tokens[verb].lemma)
    frame = None if cue is None else cue.frame("clause")
    if by_agent(tree, verb) is not None:
        return  # "As noted last year by the envoy, ...": a passive
    if frame is None or tree.tokens[first].lower != "as" or frame.kind == "thinks" or not 0 < verb - first < _REACH:
        return
    last = _comma_after(tree, verb)
    words = range(first + 1, verb) if last == verb + 1 else range(verb + 1, last) if verb == first + 1 else range(0)
    sentence = tree.passage.sentences[tree.tokens[verb].sentence]
    content = tree.runs(range(last + 1, sentence.last))
    if words and content and all(tree.tokens[i].pos not in ("VERB", "AUX", "SCONJ") for i in words):
        yield context.candidate(verb, "according", Frame("sure", frame.kind), content, tree.runs(_short(tree, words)))


def _short(tree: Tree, words: range) -> range:
    """Return the words in front of a phrase that tells where the source has it from: "with reference to the mayor"."""
    cut = next((i for i in words if tree.tokens[i].lower == "with"), words.stop)
    return range(words.start, cut)


def _comma_after(tree: Tree, i: int) -> int:
    """Return the place of the next comma outside brackets and quotations, or that of the sentence's end."""
    sentence = tree.passage.sentences[tree.tokens[i].sentence]
    return next((j for j in range(i + 1, sentence.last) if tree.tokens[j].text == "," and tree.inside[j] == tree.inside[i]), sentence.last)


def at_the_end(context: Context, verb: int) -> Iterator[Candidate]:
    """Yield "the road was shut, court records show": the noun phrase between the last comma and the last word is the source."""
    tree = context.tree
    sentence = tree.passage.sentences[tree.tokens[verb].sentence]
    if tree.tokens[verb].lower not in phrases().ends or any(tree.tokens[i].pos != "PUNCT" for i in range(verb + 1, sentence.last)):
        return
    comma = verb - 1
    while comma > sentence.first and tree.tokens[comma].text != "," and tree.tokens[comma].pos in _NOMINAL and verb - comma < _REACH:
        comma -= 1
    source, content = tree.runs(range(comma + 1, verb)), tree.runs(range(sentence.first, comma))
    written = any(tree.tokens[i].lemma.lower() in _BEARS_OUT for i in range(comma + 1, verb))
    if tree.tokens[comma].text == "," and source and content and written and tree.inside[comma] == tree.inside[verb]:
        yield context.candidate(verb, "according", Frame("sure", "shows"), content, source)


def _beside(context: Context, token: int, source: int, words: set[int], kind: str = "says") -> Iterator[Candidate]:
    tree, who = context.tree, source
    named = _name_behind(tree, max(words))
    words = words.union(named)
    content = _clause_without(tree, min(words), words)
    if content:
        spans = tree.runs(range(tree.left[who], named.stop)) if named else who
        yield context.candidate(token, "according", Frame("sure", kind), content, spans)


def _name_behind(tree: Tree, last: int) -> range:
    """Return the name between commas that tells who is meant: "in the words of the judge, *Dr Amaia Rell*, ..."."""
    tokens = tree.tokens
    stop = last + 2
    while stop < len(tokens) and tokens[stop].pos == "PROPN" and tree.inside[stop] == tree.inside[last]:
        stop += 1
    person = any(t.name == "PERSON" for t in tokens[last + 2 : stop])
    return (
        range(last + 1, stop) if person and tokens[last + 1].text == "," and stop < len(tokens) and tokens[stop].text == "," else range(0)
    )


def _clause_without(tree: Tree, first: int, words: set[int]) -> tuple[Span, ...]:
    """Return the clause that the phrase beginning at token `first` stands in, without the phrase itself."""
    clause = _clause_above(tree, first, words)
    within = tree.subtree(clause)
    if _joined(tree, first) or tree.tokens[first].text[0].isupper():
        within = range(first, max(within.stop, first))
    return tree.without(within, words.union(i for i in tree.children[clause] if _leads(tree, clause, i)))


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
    return _whole(tree, i, words)


def _whole(tree: Tree, clause: int, words: set[int]) -> int:
    """Return the first of the clauses coordinated with `clause` where the phrase, set off by a comma, ends the sentence."""
    sentence = tree.passage.sentences[tree.tokens[clause].sentence]
    first, last = min(words), max(words)
    if tree.tokens[first - 1].text != "," or any(tree.tokens[i].pos != "PUNCT" for i in range(last + 1, sentence.last)):
        return clause
    while tree.tokens[clause].dep == "conj" and tree.tokens[tree.heads[clause]].pos in ("VERB", "AUX"):
        clause = tree.heads[clause]
    return clause


def _heads_clause(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.pos not in ("VERB", "AUX") or token.dep in ("aux", "auxpass", "xcomp", "acl", "amod", "pcomp", "advcl"):
        return False
    return tree.kid(i, "nsubj", "nsubjpass", "expl", "csubj") is not None or token.dep not in ("conj", "relcl")


def _leads(tree: Tree, clause: int, i: int) -> bool:
    """Tell whether token `i` only joins the clause to what precedes it: "that", "and", "but"."""
    token = tree.tokens[i]
    return i < clause and (token.dep == "cc" or (token.dep == "mark" and token.lower == "that"))
