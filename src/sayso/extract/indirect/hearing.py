"""What somebody heard: "we heard that the road was shut", "learned from her cousin that ...", "had heard a guard boast that ...".

Who hears is no speaker: somebody unnamed told it, or the one it was heard from. Only where another tells of it ("she says her father
had heard the guard boast that ...") is the hearer the next one in the chain of those who passed it on.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.indirect.finite import finite_clauses, words_of
from sayso.extract.lexicon import cues
from sayso.extract.lexicon.cues import Frame
from sayso.extract.parse.buried import HEARS
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import features, is_passive, subject

#: Verbs for what comes to one's ears, with and without a teller.
LEARNS = frozenset({"hear", "learn", "overhear", "gather", "understand", "know", "have"})
_ASKING = frozenset({"WP", "WRB", "WDT"})


def heard(context: Context, verb: int) -> Iterator[Candidate]:
    """Yield the readings of a verb of hearing at index `verb`: what was told, by whom, and what was overheard."""
    tree = context.tree
    if is_passive(tree, verb) or (tree.tokens[verb].lemma == "have" and not tree.has(verb, {"it"}, "dobj")):
        return
    finite = [c for c in finite_clauses(tree, verb) if tree.has(c, {"that"}, "mark", "dobj") or tree.tokens[tree.left[c]].tag in _ASKING]
    who = _teller(tree, verb)
    if finite and who is not None:
        yield context.candidate(verb, "clause", Frame("sure", "says"), words_of(tree, verb, finite), who)
    elif finite and tree.tokens[verb].lemma == "hear" and tree.has(finite[0], {"that"}, "mark"):
        yield context.candidate(verb, "passive", Frame("likely", "says"), words_of(tree, verb, finite), None)
    elif (scene := _overheard(tree, verb)) is not None:
        yield context.candidate(verb, "clause", Frame("likely", "says"), tree.runs(tree.subtree(scene)), subject(tree, verb))


def told_in(context: Context, verb: int) -> Iterator[Candidate]:
    """Yield "her memoirs have the envoy saying that ...": what a work has somebody do, it tells."""
    tree = context.tree
    who = tree.kid(verb, "nsubj")
    scene = next((c for c in tree.kids(verb, "ccomp") if c > verb and tree.tokens[c].tag == "VBG"), None)
    if who is None or scene is None or "document" not in features(tree, who) or tree.kid(scene, "nsubj") is None:
        return
    yield context.candidate(verb, "clause", Frame("likely", "says"), tree.runs(tree.subtree(scene)), who)


def _teller(tree: Tree, verb: int) -> int | None:
    """Return from whom it was heard: "had heard from a pilot that ..."."""
    for prep in tree.kids(verb, "prep"):
        noun = tree.kid(prep, "pobj") if tree.tokens[prep].lower == "from" else None
        if noun is not None and features(tree, noun) & {"person", "document"}:
            return noun
    return None


def _overheard(tree: Tree, verb: int) -> int | None:
    """Return the saying that somebody was witness to, where another tells of it: "says her father had heard a guard boast that ..."."""
    who = tree.kid(verb, "nsubj")
    above = tree.tokens[tree.heads[verb]]
    told = tree.tokens[verb].dep == "ccomp" and above.pos == "VERB" and above.lemma in cues().verbs
    if not told or who is None or tree.tokens[who].pos == "PRON" or tree.tokens[verb].lemma not in HEARS:
        return None
    scenes = (c for c in tree.kids(verb, "ccomp") if c > verb and tree.tokens[c].tag == "VB" and tree.tokens[c].lemma in cues().verbs)
    return next(scenes, None)
