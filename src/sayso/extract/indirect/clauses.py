"""Verbs with their complements: "said that ...", "promised to ...", "accused X of ...", "called it a lie"; their passives in `passives.py`.

The complement types are those of the lexicon's header (lexicon/cues.toml); labels are ClearNLP's (spaCy's English models).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context, frame_kind
from sayso.extract.indirect.deeds import is_deed
from sayso.extract.indirect.finite import around, finite_clauses, words_of
from sayso.extract.indirect.objects import is_open_question, is_proposition, is_thought, prepositional, with_object
from sayso.extract.indirect.passives import passive
from sayso.extract.lexicon import cues, phrases
from sayso.extract.lexicon.cues import Cue, Frame
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import is_passive, subject
from sayso.model.span import Span

_REFUSES = frozenset({"refuse", "decline"})
_WANTS = frozenset({"want", "demand", "ask", "beg", "wish", "desire", "seek", "like", "love", "press"})
#: Participles that look like the bare verb of an order.
_BARE = frozenset({"come", "become", "run", "overcome"})
_ASKS = frozenset({"ask", "wonder", "inquire", "enquire"})
_ASKING = frozenset({"WP", "WDT", "WP$", "WRB"})
_LEARNS = frozenset({"know", "learn", "hear"})
_TOPICS = frozenset({"pp:about", "pp:of", "pp:on"})
_JUDGES = frozenset({"thinks", "denies", "accuses"})
_TALK = frozenset({"says", "demands", "warns", "promises", "claims"})
_ASKED_FOR = frozenset({"demands", "promises"})
_NOT_TRUE = frozenset({"not", "n't", "n’t", "never"})


def clauses(context: Context, verb: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of the verb at index `verb` of the passage with complements that depend on it."""
    tree = context.tree
    if is_passive(tree, verb):
        yield from passive(context, verb, cue)
        return
    if tree.tokens[verb].dep == "prep" and tree.tokens[verb].tag == "VBN":
        return  # "compared with": a preposition
    who = subject(tree, verb)
    if tree.tokens[verb].lower == "telling" and who is not None and tree.tokens[who].lower == "it":
        return
    if (wish := _wants_to_know(tree, verb)) is not None:
        yield context.candidate(verb, "clause", Frame("sure", "asks"), words_of(tree, verb, [wish]), who)
        return
    if tree.tokens[verb].lemma in _REFUSES and _keeps_silent(tree, verb):
        return
    for construction, content in _complements(tree, verb):
        frame = _frame(tree, verb, cue, construction)
        if frame is not None and content:
            found = context.candidate(verb, construction, frame_kind(cue, frame, tree, who), content, who)
            yield replace(found, features=found.features - {"negated"}) if _not_denied(tree, verb, cue) else found
    frame = cue.frame("impersonal")
    if frame is not None and who is not None and tree.tokens[who].lower == "it" and (finite := tree.kid(verb, "ccomp")) is not None:
        yield context.candidate(verb, "passive", frame, words_of(tree, verb, [finite]), None)


def let_known(context: Context, verb: int) -> Iterator[Candidate]:
    """Yield "let it be known that ...", "let slip that ...", "gave them to understand that ...": who lets it be known says it."""
    tree = context.tree
    inner = phrases().causative.get(tree.tokens[verb].lemma, frozenset())
    if tree.tokens[verb].dep == "aux" and tree.tokens[tree.heads[verb]].lower in inner:
        slip = tree.heads[verb]  # "let slip that ...": the parser's auxiliary
        if finite := list(tree.kids(slip, "ccomp")):
            who = subject(tree, slip)
            who = subject(tree, verb) if who is None else who
            yield context.candidate(verb, "clause", Frame("sure", "says"), words_of(tree, slip, finite[:1]), who)
        return
    for child in tree.kids(verb, "ccomp", "xcomp", "oprd", "acomp", "advcl"):
        if tree.tokens[child].lower not in inner:
            continue
        finite = [c for above in (child, verb) for c in tree.kids(above, "ccomp", "advcl") if c > child and _may_be_known(tree, c)]
        if finite:
            told = is_passive(tree, verb)
            who = None if told else subject(tree, verb)
            construction = "passive" if told else "clause"
            yield context.candidate(verb, construction, Frame("sure", "says"), words_of(tree, verb, finite[:1]), who)
            return


def _may_be_known(tree: Tree, clause: int) -> bool:
    return tree.tokens[clause].dep == "ccomp" or tree.has(clause, {"that"}, "mark")


def under_let(tree: Tree, verb: int) -> bool:
    """Tell whether the verb is the "known" of "let it be known": no cue of its own."""
    above = tree.tokens[tree.heads[verb]]
    return above.index != verb and tree.tokens[verb].lower in phrases().causative.get(above.lemma, ()) and above.pos == "VERB"


def _frame(tree: Tree, verb: int, cue: Cue, construction: str) -> Frame | None:
    """Return the lexicon's frame, weaker for a mere topic, of another kind where the clause is an order or the denial is denied."""
    frame = cue.frame(construction)
    if frame is None:
        return None
    if construction in _TOPICS and frame.kind in ("says", "asks", "writes") and not is_proposition(tree, verb, construction):
        return Frame("weak", frame.kind)
    if construction == "clause" and "demands" in cue.kinds and any(_ordered(tree, c) for c in tree.kids(verb, "ccomp")):
        return Frame(frame.grade, "demands")
    if construction == "np" and frame.grade == "weak" and _is_matter(tree, verb, frame.kind):
        return Frame("likely", frame.kind)
    return Frame(frame.grade, "says") if frame.kind == "denies" and _not_denied(tree, verb, cue) else frame


def _is_matter(tree: Tree, verb: int, kind: str) -> bool:
    """Tell whether the verb's object is of the sort that is thought, asked for or talked of, rather than a thing."""
    if kind in _JUDGES:
        return is_thought(tree, verb)
    return (kind in _ASKED_FOR and is_deed(tree, verb)) or (kind in _TALK and is_open_question(tree, verb))


def _not_denied(tree: Tree, verb: int, cue: Cue) -> bool:
    """Tell whether a denial is denied: "did not rule out that ..." grants it."""
    return "denies" in cue.kinds and tree.has(verb, _NOT_TRUE, "neg", "advmod")


def _ordered(tree: Tree, clause: int) -> bool:
    """Tell whether the clause has the bare verb of an order: "insisted that the army accept"."""
    helpers = [c for c in tree.kids(clause, "aux", "auxpass") if tree.tokens[c].tag != "VB"]
    bare = tree.tokens[clause].tag == "VB" or (tree.tokens[clause].tag == "VBN" and tree.tokens[clause].lower in _BARE)
    return bare and not helpers and tree.kid(clause, "nsubj", "nsubjpass") is not None


def _wants_to_know(tree: Tree, verb: int) -> int | None:
    """Return the question of "wanted to know who had signed"."""
    know = tree.kid(verb, "xcomp") if tree.tokens[verb].lemma in _WANTS else None
    return tree.kid(know, "ccomp") if know is not None and tree.tokens[know].lemma in _LEARNS else None


def _asked_with(tree: Tree, verb: int) -> int | None:
    """Return the shortened question of "asked with what", "asked on what kind of paper"."""
    for prep in tree.kids(verb, "prep"):
        if prep > verb and prep + 1 < len(tree.tokens) and tree.tokens[prep + 1].tag in _ASKING:
            return prep
    return None


def _keeps_silent(tree: Tree, verb: int) -> bool:
    """Tell whether what is refused is to say something: "declined to comment"."""
    refused = tree.kid(verb, "xcomp")
    cue = None if refused is None else cues().verbs.get(tree.tokens[refused].lemma)
    return cue is not None and cue.frame("quote") is not None


def _complements(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield each construction that the verb stands in, with the words of its content."""
    finite = finite_clauses(tree, verb)
    if finite:
        yield "clause", words_of(tree, verb, finite)
    elif tree.tokens[verb].dep in ("parataxis", "ccomp", "advcl") and tree.heads[verb] != verb:
        yield "clause", around(tree, verb)
    elif tree.tokens[verb].lemma in _ASKS and (asked := _asked_with(tree, verb)) is not None:
        yield "clause", tree.runs(tree.subtree(asked))
    yield from with_object(tree, verb)
    yield from prepositional(tree, verb)
    open_clause = tree.kid(verb, "xcomp", "acl") if tree.tokens[verb].tag == "NNS" else tree.kid(verb, "xcomp")
    if open_clause is not None and tree.kid(verb, "dobj") is None:
        if tree.tokens[open_clause].tag == "VBG" or tree.has(open_clause, {"being", "having"}, "aux", "auxpass"):
            yield "ing", tree.runs(tree.subtree(open_clause))
            if tree.tokens[verb].lemma in {"say", "tell"}:
                return  # "said using it was wrong": no order
        yield "inf", tree.runs(tree.subtree(open_clause))
