"""Passive verbs of saying: "it was said that ...", "the road is said to be open", "the man, accused by the council of arson"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.indirect.finite import around, finite_clauses, words_of
from sayso.extract.indirect.objects import is_number, is_reckoned
from sayso.extract.lexicon import holders
from sayso.extract.lexicon.cues import Cue, Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import PASSIVE_SUBJECTS, by_agent
from sayso.model.span import Span

_CARRY_ON = frozenset({"from", "for", "as", "over", "of", "about", "against", "to", "with", "at"})
_APPOINTS = frozenset({"name", "pronounce"})
_SIGHT = frozenset({"see", "hear", "notice", "observe", "watch"})
_WRITTEN = holders().documents | {"text"}
_ASKING = frozenset({"asks", "demands", "denies"})
#: Constructions that only verbs of some kinds have, and what they tell: "pressed on whether", "were promised bread".
_OF_KIND = {"question": (_ASKING, "asks"), "retained": (frozenset({"promises"}), "promises")}
#: Verbs of coming to know that tell, without a subject, what was told: "it was learned that".
_TOLD = frozenset({"learn", "understand", "hear", "gather"})


def passive(context: Context, verb: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of the passive verb at index `verb` of the passage."""
    tree = context.tree
    who = by_agent(tree, verb)
    if who is None and (kept := _retained(tree, verb)) is not None and (by_whom := _granted_by(tree, kept)) is not None:
        who = tree.kid(by_whom, "pobj")
    in_text = who is None
    if who is None and (cue.frame("clause") is not None or cue.frame("as") is not None):
        who = _document_in(tree, verb)
    for construction, content in _complements(tree, verb, cue):
        frame = _frame(cue, construction, agentless=who is None)
        if who is None and construction == "as" and tree.tokens[verb].dep == "acl" and "accuses" not in cue.kinds:
            continue  # "a street called the Wall": a name
        if cue.lemma == "admit" and tree.kid(verb, "nsubjpass") is not None and tree.has(verb, {"to"}, "prep"):
            continue  # "was admitted to the hospital"
        if (in_text and who is not None and cue.lemma == "mention") or (construction == "as" and _no_naming(tree, verb, cue)):
            continue  # "is mentioned in the text", "was circulated as a document", "was named premier"
        if frame is not None and content:
            yield context.candidate(verb, "passive" if who is None else construction, frame, content, who)


def _no_naming(tree: Tree, verb: int, cue: Cue) -> bool:
    """Tell whether a passive that looks like a naming is an act of another kind: issued as a document, named to an office."""
    own = cue.frame("as")
    if "writes" in cue.kinds and (own is None or own.kind != "shows"):
        return True
    return cue.lemma in _APPOINTS and not tree.has(verb, {"as"}, "prep", "mark")


def _document_in(tree: Tree, verb: int) -> int | None:
    """Return the written source of "is reported in a joint statement", which speaks where nobody else is named."""
    prep = _in_a_document(tree, verb)
    return None if prep is None else tree.kid(prep, "pobj")


def _in_a_document(tree: Tree, verb: int) -> int | None:
    over = [verb, *(tree.kid(p, "pobj") or p for p in tree.kids(verb, "prep") if tree.tokens[p].lower == "as")]
    for prep in (p for above in over for p in tree.kids(above, "prep")):
        noun = tree.kid(prep, "pobj")
        if tree.tokens[prep].lower in {"in", "on"} and noun is not None and tree.tokens[noun].lemma in _WRITTEN:
            return prep
    return None


def _frame(cue: Cue, construction: str, *, agentless: bool) -> Frame | None:
    own = cue.frame(construction)
    if construction == "figure":
        return own
    if construction in _OF_KIND:
        kinds, kind = _OF_KIND[construction]
        return Frame("likely", kind) if kinds.intersection(cue.kinds) else None
    frame = cue.frame("passive") if agentless else own or cue.frame("np")
    if frame is None:
        return None
    if agentless and construction == "clause" and (frame.kind == "shows" or cue.lemma in _TOLD):
        return Frame(frame.grade, "says")
    if agentless and (construction == "np" or (construction == "clause" and frame.kind == "promises")):
        # "were promised that ...", but "the promised land"
        return Frame("weak" if construction == "np" else "likely", frame.kind)
    return Frame(frame.grade, own.kind if own is not None and (own.kind != "thinks" or frame.kind != "says") else frame.kind)


def _complements(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...]]]:
    thing = tree.kid(verb, *PASSIVE_SUBJECTS)
    finite = finite_clauses(tree, verb)
    if tree.tokens[verb].dep == "advcl" and tree.has(verb, {"as"}, "mark", "advmod"):
        yield "clause", _in_front_of(tree, verb) or around(tree, verb)
    elif finite:
        yield "clause", words_of(tree, verb, finite)
    elif (kept := _retained(tree, verb)) is not None:
        by_whom = _granted_by(tree, kept)
        yield "retained", tree.runs(range(tree.left[kept], tree.right[kept] + 1 if by_whom is None else by_whom))
    elif thing is not None:
        named = set(tree.subtree(thing)) if tree.tokens[thing].lower not in {"it", "there"} else set()
        yield from _of_subject(tree, verb, cue, named)
    elif tree.tokens[verb].dep in ("acl", "relcl") and tree.tokens[verb].tag == "VBN":
        noun = tree.heads[verb]
        end = tree.left[verb]
        yield from _of_subject(tree, verb, cue, set(range(tree.left[noun], end)))
    else:
        yield from _question(tree, verb)


def _in_front_of(tree: Tree, verb: int) -> tuple[Span, ...]:
    """Return what stands in front of "..., as reported by the agency" at the end of a sentence, whatever the parser hangs it from."""
    first, last = tree.left[verb], tree.right[verb]
    sentence = tree.passage.sentences[tree.tokens[verb].sentence]
    rest = tree.tokens[last + 1 : sentence.last]
    ends = not rest or rest[0].text in {".", "(", "[", ";"}
    if tree.tokens[first].lower != "as" or first - 1 <= sentence.first or tree.tokens[first - 1].text != "," or not ends:
        return ()
    outside = tree.inside[first] < 0 or tree.inside[first] == tree.inside[sentence.first]
    return tree.runs(range(sentence.first, first - 1)) if outside else ()


def _retained(tree: Tree, verb: int) -> int | None:
    """Return the object that a passive keeps: "bread" in "we were promised bread"; the subject is the hearer, and no content."""
    kept = tree.kid(verb, "dobj") if tree.kid(verb, "auxpass") is not None else None
    return kept if kept is not None and kept > verb else None


def _granted_by(tree: Tree, kept: int) -> int | None:
    """Return the "by" that the parser hung on what was promised: "was promised a pension by the ministry"."""
    return next((p for p in tree.kids(kept, "prep", "agent") if tree.tokens[p].lower == "by"), None)


def _of_subject(tree: Tree, verb: int, cue: Cue, named: set[int]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield what the subject (or the noun that the participle describes) is said, called or accused to be or do."""
    reduced = tree.tokens[verb].dep in ("acl", "relcl") and tree.kid(verb, *PASSIVE_SUBJECTS) is None
    sight = tree.tokens[verb].lemma in _SIGHT
    rest = [c for c in tree.kids(verb, "xcomp", "oprd") if c > verb and not (sight and tree.tokens[c].tag == "VBG")]
    rest += [p for p in tree.kids(verb, "prep") if p > verb and _completes(tree.tokens[p].lower, cue)]
    thing = tree.kid(verb, *PASSIVE_SUBJECTS)
    sums = {c for c in rest if thing is not None and is_reckoned(tree, verb, thing, c)}
    rest = [c for c in rest if tree.tokens[c].lower != "at" or c in sums or _counted(tree, c)]
    if rest:
        words = set(range(min(tree.left[c] for c in rest), max(tree.right[c] for c in rest) + 1))
        kind = "figure" if sums or any(_counted(tree, c) for c in rest) else "np_inf" if tree.tokens[rest[0]].dep == "xcomp" else "as"
        for named_apart in (tree.kid(verb, "agent"), _in_a_document(tree, verb)):
            words -= set(tree.subtree(named_apart)) if named_apart is not None else set()
        yield kind, tree.runs(named | words)
    elif named and not reduced:
        yield "np", tree.runs(named)


def _completes(preposition: str, cue: Cue) -> bool:
    """Tell whether a phrase with the preposition tells what the subject is said or accused to be, rather than when or where."""
    if preposition in {"as", "at"}:
        return preposition == "as" or cue.frame("figure") is not None
    if preposition in {"about", "on"} and cue.kinds[0] in ("says", "writes", "asks"):
        return False
    return preposition in _CARRY_ON and (cue.frame(f"pp:{preposition}") is not None or "demands" in cue.kinds)


def _counted(tree: Tree, prep: int) -> bool:
    """Tell whether a phrase names a number: "was put at forty", "was given as three"."""
    number = tree.kid(prep, "pobj")
    return number is not None and tree.tokens[prep].lower in {"at", "as"} and is_number(tree, number)


def _question(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield what is asked in "pressed on whether he had seen it", "asked about why she left"."""
    for prep in tree.kids(verb, "prep"):
        clause = tree.kid(prep, "pcomp")
        if clause is not None and tree.tokens[tree.left[clause]].tag in ("IN", "WP", "WRB", "WDT") and prep > verb:
            yield "question", tree.runs(tree.subtree(clause))
