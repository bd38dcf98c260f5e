"""When and where the words were uttered, as the text tells it beside the cue: "said in Orlo on Wednesday", "told the tribunal in June".

These are adjuncts of the cue, not of what is said: they stand outside content, source and medium. The words alone are kept; what
day "Wednesday" was is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.lexicon import holders, utterances
from sayso.extract.lexicon.utterances import Location
from sayso.extract.parse.tree import Tree
from sayso.model.span import Span
from sayso.model.statement import Uttered

_TIMES, _PLACES = frozenset({"DATE", "TIME"}), frozenset({"GPE", "LOC", "FAC"})
#: What is done to, or by, somebody who speaks, or is done with a paper that does.
_MADE_TO_SPEAK = frozenset(
    """interview question ask corner reach meet speak appear testify
    issue distribute deliver release publish circulate post hand sign""".split()  # noqa: SIM905 - a list of words reads better as words
)
_HEARER = frozenset({"to", "by"})


def uttered(tree: Tree, chosen: Candidate, taken: Sequence[Span]) -> Uttered | None:
    """Return the words of time and of place, None where there are neither; `taken` are the words that tell something else."""
    if chosen.token < 0:
        return None
    lists = utterances()
    time = place = None
    for phrase in _adjuncts(tree, chosen.token):
        words = tree.span(tree.left[phrase], tree.right[phrase])
        if words is None or any(words.overlaps(span) for span in taken):
            continue
        if time is None and _locates(tree, phrase, lists.time, _TIMES):
            time = words
        elif place is None and _locates(tree, phrase, lists.place, _PLACES):
            place = words
    return Uttered(time, place) if time or place else None


def _adjuncts(tree: Tree, cue: int) -> Iterator[int]:
    """Yield the heads of the phrases beside the cue, those beside its hearer ("told reporters on the quay"), and those it shares.

    A verb without a subject of its own shares what stands in front of the verb it is coordinated with: "On Thursday he came and said".
    """
    for child in _same_quotation(tree, cue):
        token = tree.tokens[child]
        if token.dep in ("prep", "npadvmod", "advmod"):
            yield child
        hearer = tree.kid(child, "pobj") if token.dep in ("prep", "agent") and token.lower in _HEARER else child
        if hearer is not None and (hearer != child or token.dep in ("dobj", "dative")):
            yield from tree.kids(hearer, "prep", "npadvmod")
    yield from _beside_source(tree, cue)
    above = tree.heads[cue]
    if tree.tokens[cue].dep == "conj" and tree.kid(cue, "nsubj", "nsubjpass") is None:
        yield from (c for c in _same_quotation(tree, above) if c < above and tree.tokens[c].dep in ("prep", "npadvmod"))


def _beside_source(tree: Tree, cue: int) -> Iterator[int]:
    """Yield what stands beside a participle that tells how the source came to speak: "two officers, *interviewed in Orme*, said"."""
    for who in tree.kids(cue, "nsubj"):
        for verb in tree.kids(who, "acl"):
            if tree.tokens[verb].lemma in _MADE_TO_SPEAK and tree.tokens[verb].tag in ("VBN", "VBG", "VBD"):
                yield from tree.kids(verb, "prep", "npadvmod")


def _same_quotation(tree: Tree, cue: int) -> Iterator[int]:
    return (child for child in tree.children[cue] if tree.inside[child] == tree.inside[cue])


def _locates(tree: Tree, phrase: int, words: Location, names: frozenset[str]) -> bool:
    """Tell whether the phrase is an adverb, a bare noun of time, or a preposition with a noun of the kind."""
    token = tree.tokens[phrase]
    if token.dep == "advmod":
        ago = tree.kid(phrase, "npadvmod")
        return token.lower in words.adverbs if ago is None else _locates(tree, ago, words, names)
    if token.dep == "npadvmod":
        return names is _TIMES and _is_of(tree, phrase, words, names)
    noun = tree.kid(phrase, "pobj")
    if noun is None or token.lower not in words.prepositions or _is_work(tree, noun):
        return False
    return _is_of(tree, noun, words, names) or (names is _PLACES and token.lower == "in" and _is_unknown_name(tree, noun))


def _is_work(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is a work, not a place: "in his Winter Campaign", "in Report No. 3", "in The Wet Umbrella"."""
    token = tree.tokens[noun]
    own = tree.kid(noun, "poss")
    titled = any(tree.tokens[c].text == "The" and c > tree.passage.sentences[token.sentence].first for c in tree.kids(noun, "det"))
    of_somebody = own is not None and token.pos == "PROPN" and tree.tokens[own].tag == "PRP$"
    return of_somebody or titled or token.lemma.lower() in holders().documents


def _is_unknown_name(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is a name that the model takes for something else than a person or a work: a village is in no model."""
    return tree.tokens[noun].pos == "PROPN" and tree.tokens[noun].name not in {"PERSON", "WORK_OF_ART", "LAW", "DATE", "TIME"}


def _is_of(tree: Tree, noun: int, words: Location, names: frozenset[str]) -> bool:
    token = tree.tokens[noun]
    if names is _TIMES and token.name in names and token.text == "march":
        return False  # "on the march" is no month
    return token.name in names or token.lemma.lower() in words.nouns or token.lower in words.adverbs
