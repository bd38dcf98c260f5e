"""Who says what, from the words alone: `statements(annotated)`.

    candidates of every cue (families) → the scorer's choice → quotations joined to their cues → parents → attributions

The families propose, one function chooses (`score.score`, replaceable), and nothing is decided twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from sayso.extract.candidates import Candidate, Scorer
from sayso.extract.context import Context, region_of
from sayso.extract.cuewords import wording
from sayso.extract.direct.blocks import blocks
from sayso.extract.direct.dashes import UNTAGGED, alternate, dashed
from sayso.extract.direct.dialogue import LABELLED, dialogue, within_turns
from sayso.extract.direct.quotations import verb_cue
from sayso.extract.direct.unmarked import unmarked
from sayso.extract.drafts import Draft, denied_only, halved, merged, mode, stretched, tidied
from sayso.extract.frame import on_behalf_of, said_in, weakened
from sayso.extract.indirect.adjuncts import according_to, as_told, at_the_end, evidence, hearsay, in_the_words_of, opens_with_as
from sayso.extract.indirect.asides import without_aside
from sayso.extract.indirect.clauses import clauses, let_known, under_let
from sayso.extract.indirect.hearing import LEARNS, heard, told_in
from sayso.extract.indirect.nominal import adjectives, is_first_word, nouns
from sayso.extract.indirect.parenthetical import parenthetical
from sayso.extract.joining import Joiner
from sayso.extract.lexicon import cues, hedges, phrases
from sayso.extract.lexicon.cues import Cue
from sayso.extract.nesting import nested
from sayso.extract.parse.tree import Tree, parents_of
from sayso.extract.quotes import Quotation, quotations
from sayso.extract.relayed.layers import layered
from sayso.extract.score import THRESHOLD, score
from sayso.extract.utterance import uttered
from sayso.model.annotated import Annotated, Token
from sayso.model.span import Span
from sayso.model.statement import Attribution, By

#: Constructions whose content is direct speech though no quotation marks stand around it.
_AS_SPOKEN = frozenset({"dash", "unmarked", UNTAGGED})
#: Constructions in which no word tells that somebody speaks.
_CUELESS = LABELLED | {UNTAGGED}
#: Constructions whose content is what somebody's text or speech holds, semicolons and all.
_WHOLE = _AS_SPOKEN | _CUELESS | {"block"}
#: Verbs that tell something in set phrases, and word forms that the tagger may take for nouns.
_TELLING = frozenset({"let", "make", "lead", "have"}) | LEARNS | phrases().ends


#: Where the words quoted are the denial itself, not what is denied: "“Nobody fired,” he denied."
_IN_OWN_WORDS = frozenset({"colon", "lead", "tag"})


def statements(annotated: Annotated, scorer: Scorer = score) -> tuple[Attribution, ...]:
    """Return the attributions of the section, in the order of their contents; statements inside statements have a parent."""
    text = annotated.document.text
    quotes = quotations(text, [p.paragraph.span for p in annotated.passages])
    parents = parents_of(quotes)
    contexts = [Context(i, Tree(p, quotes, parents)) for i, p in enumerate(annotated.passages)]
    drafts = _chosen(contexts, scorer)
    for draft in drafts:
        tree = contexts[draft.candidate.passage].tree
        if draft.candidate.construction not in _WHOLE:
            draft.content = halved(draft, tree)
        if not draft.content:
            continue
        draft.content = without_aside(draft, tree)
        draft.content = stretched(draft, tree)
        if draft.candidate.kind == "denies" and draft.candidate.construction not in _IN_OWN_WORDS:
            draft.content = denied_only(draft, tree, text)
    drafts = [draft for draft in drafts if draft.content]
    alternate(drafts)
    within_turns(drafts, contexts)
    Joiner(text, contexts, quotes, parents, scorer).join(drafts)
    layered(drafts, contexts, text)
    return _attributions(nested(drafts), contexts, quotes, text)


def candidates(context: Context) -> Iterator[Candidate]:
    """Yield every reading of every cue of one passage (quotations and transcripts are dealt with apart)."""
    tree, lexicon = context.tree, cues()
    hear = hedges().hearsay
    for token in _noticed(tree.tokens):
        i = token.index
        if token.tag == "VBN":
            yield from _of_participle(context, i)
        if token.lower == "according":
            yield from according_to(context, i)
        elif (verb := verb_cue(tree, i)) is not None or token.lemma in _TELLING or opens_with_as(tree, i):
            yield from _of_verb(context, i, verb)
        elif token.pos in ("NOUN", "VERB", "PROPN"):
            yield from _of_noun(context, i)
        elif token.pos == "ADJ" and (adjective := lexicon.adjectives.get(token.lemma)) is not None:
            yield from adjectives(context, i, adjective)
        elif token.lower in hear:
            yield from hearsay(context, i)


def _of_noun(context: Context, i: int) -> Iterator[Candidate]:
    """Yield the readings of a noun: "the claim that ...", "in the words of", "in a survey"."""
    token, words = context.tree.tokens[i], phrases()
    named = token.pos == "NOUN" or is_first_word(context.tree, token)
    if named and (noun := cues().nouns.get(token.lemma.lower())) is not None:
        yield from nouns(context, i, noun)
    if token.lemma in words.viewpoint:
        yield from in_the_words_of(context, i)
    elif token.lemma in words.evidence:
        yield from evidence(context, i)


def _of_participle(context: Context, i: int) -> Iterator[Candidate]:
    """Yield the readings of a participle of attitude: "is opposed to", "committed to"."""
    adjective = cues().adjectives.get(context.tree.tokens[i].lower)
    if adjective is not None:
        yield from adjectives(context, i, adjective)


def _noticed(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that may be cues; nine in ten may not."""
    lemmas, forms = _cue_words()
    return [t for t in tokens if t.lemma in lemmas or t.lower in forms or t.lemma.lower() in lemmas]


@cache
def _cue_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the lemmas and the word forms that may be cues."""
    lexicon, words = cues(), phrases()
    lists: tuple[Iterable[str], ...] = (lexicon.verbs, lexicon.phrases, lexicon.nouns, lexicon.adjectives, words.viewpoint, words.evidence)
    return _TELLING.union(*lists), hedges().hearsay.union(lexicon.adjectives) | {"according"}


def _of_verb(context: Context, i: int, cue: Cue | None) -> Iterator[Candidate]:
    """Yield the readings of a verb: its set phrases first, then those of the lexicon's entry."""
    tree = context.tree
    if under_let(tree, i):
        return
    yield from as_told(context, i)
    yield from at_the_end(context, i)
    yield from let_known(context, i)
    if tree.tokens[i].lemma == "have":
        yield from told_in(context, i)
    if tree.tokens[i].lemma in LEARNS:
        yield from heard(context, i)
    if cue is not None:
        yield from clauses(context, i, cue)
        yield from parenthetical(context, i, cue)


def _chosen(contexts: Sequence[Context], scorer: Scorer) -> list[Draft]:
    """Return the best reading of each cue that is sure enough, in text order."""
    best: dict[tuple[int, int], Draft] = {}
    for candidate in chain(blocks(contexts), dialogue(contexts), dashed(contexts), *(chain(unmarked(c), candidates(c)) for c in contexts)):
        value = scorer(candidate)
        key = (candidate.passage, candidate.token)
        if candidate.content and value >= THRESHOLD and (key not in best or value > best[key].score):
            region = region_of(contexts[candidate.passage].tree, candidate.token, candidate.content)
            best[key] = Draft(candidate, value, list(candidate.content), region)
    return list(best.values())


def _inner_marks(ordered: Sequence[tuple[Draft, int | None]]) -> list[list[Span]]:
    """Return, for each draft, the words that statements inside it say: their marks are not its own."""
    found: list[list[Span]] = [[] for _ in ordered]
    for draft, parent in ordered:
        if parent is not None:
            found[parent] += draft.content
    return [merged(spans) for spans in found]


def _medium(tree: Tree, draft: Draft, content: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return the words for what it was said in, without the work that is a source of its own: "(quoted in Maurer)"."""
    found = said_in(tree, draft.candidate, content, text)
    quoted = draft.within.candidate.cue if draft.within else None
    return found if quoted is None else tuple(s for s in found if not s.overlaps(quoted))


def _mode(chosen: Candidate, content: Sequence[Span], marked: Sequence[Quotation], text: str) -> str:
    if chosen.construction in LABELLED or chosen.construction in _AS_SPOKEN:
        return "direct"
    return mode(content, marked, text)


def _covered(spans: Sequence[Span], quotation: Quotation) -> bool:
    return any(s.contains(quotation.inner) for s in spans)


def _around(found: Sequence[Attribution], parent: int | None, content: Sequence[Span]) -> int | None:
    """Return the innermost statement from `parent` outwards that still holds the content, now that citations are out of both."""
    while parent is not None and not all(any(o.contains(s) for o in found[parent].content) for s in content):
        parent = found[parent].parent
    return parent


def _attributions(
    ordered: list[tuple[Draft, int | None]], contexts: Sequence[Context], quotes: Sequence[Quotation], text: str
) -> tuple[Attribution, ...]:
    place = {id(draft): n for n, (draft, _) in enumerate(ordered)}
    inner = _inner_marks(ordered)
    found: list[Attribution] = []
    for draft, parent in ordered:
        chosen = draft.candidate
        tree = contexts[chosen.passage].tree
        near = sorted({*tree.touched(draft.region, draft.content), *draft.quotes})
        deeper = inner[place[id(draft)]]
        level = [quotes[n] for n in near if tree.parents[n] == draft.region]
        content = tidied(draft.content, level, text)
        medium = _medium(tree, draft, content, text)
        found.append(
            Attribution(
                mode=_mode(chosen, content, [q for q in level if not _covered(deeper, q)], text),
                content=content,
                cue=None if chosen.construction in _CUELESS else wording(tree, chosen),
                cue_kind=chosen.kind,
                source=chosen.source,
                by=By(chosen.construction, round(draft.score, 2)),
                medium=medium,
                uttered=uttered(tree, chosen, (*content, *chosen.source, *medium)),
                on_behalf_of=on_behalf_of(tree, chosen.source),
                polarity="denied" if chosen.kind == "denies" and chosen.construction not in _IN_OWN_WORDS else "affirmed",
                hedged=weakened(tree, chosen),
                parent=_around(found, parent, content),
                carried=place.get(id(draft.carried)),
            )
        )
    return tuple(found)
