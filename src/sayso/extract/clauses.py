"""Verbs with their complements: "said that ...", "promised to ...", "accused X of ...", "called it a lie", and their passives.

The complement types are those of the lexicon's header (lexicon/cues.toml); labels are ClearNLP's (spaCy's English models).
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context, frame_kind
from sayso.extract.lexicon import cues, holders
from sayso.extract.lexicon.cues import Cue, Frame
from sayso.extract.sources import PASSIVE_SUBJECTS, SUBJECTS, by_agent, is_passive, subject
from sayso.extract.tree import Tree, without_that
from sayso.model.span import Span

#: Prepositions that carry on an object's description: "criticised the council for its silence".
_CARRY_ON = frozenset({"for", "as", "over", "of", "about", "against"})
_REFUSES = frozenset({"refuse", "decline"})
_SIGHT = frozenset({"see", "hear", "notice", "observe", "watch"})
_WRITTEN = holders().documents | {"text"}
_PRONOUNS = frozenset(
    """it this that so them him her me us you what which who whom these those nothing
    something anything himself herself itself themselves""".split()  # noqa: SIM905 - a list of words reads better as words
)


def clauses(context: Context, verb: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the readings of the verb at index `verb` of the passage with complements that depend on it."""
    tree = context.tree
    if is_passive(tree, verb):
        yield from _passive(context, verb, cue)
        return
    who = subject(tree, verb)
    if tree.tokens[verb].lower == "telling" and who is not None and tree.tokens[who].lower == "it":
        return
    if (wish := _wants_to_know(tree, verb)) is not None:
        yield context.candidate(verb, "clause", Frame("sure", "asks"), _clause(tree, verb, [wish]), who)
        return
    if tree.tokens[verb].lemma in _REFUSES and _keeps_silent(tree, verb):
        return
    for construction, content in _complements(tree, verb):
        frame = cue.frame(construction)
        if frame is not None and content:
            yield context.candidate(verb, construction, frame_kind(cue, frame, tree, who), content, who)
    frame = cue.frame("impersonal")
    if frame is not None and who is not None and tree.tokens[who].lower == "it" and (finite := tree.kid(verb, "ccomp")) is not None:
        yield context.candidate(verb, "passive", frame, _clause(tree, verb, [finite]), None)


def _wants_to_know(tree: Tree, verb: int) -> int | None:
    """Return the question of "wanted to know who had signed"."""
    know = tree.kid(verb, "xcomp") if tree.tokens[verb].lemma in {"want", "demand", "ask"} else None
    return tree.kid(know, "ccomp") if know is not None and tree.tokens[know].lemma == "know" else None


def _keeps_silent(tree: Tree, verb: int) -> bool:
    """Tell whether what is refused is to say something: "declined to comment"."""
    refused = tree.kid(verb, "xcomp")
    cue = None if refused is None else cues().verbs.get(tree.tokens[refused].lemma)
    return cue is not None and cue.frame("quote") is not None


def _complements(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Yield each construction that the verb stands in, with the words of its content."""
    finite = [c for c in tree.kids(verb, "ccomp") if not _small_clause(tree, c, verb)]
    finite += [c for c in tree.kids(verb, "acl", "relcl") if c > verb and tree.tokens[tree.left[c]].lower == "that"]
    finite += _made_clear(tree, verb)
    if finite:
        yield "clause", _clause(tree, verb, finite)
    elif tree.tokens[verb].dep in ("parataxis", "ccomp", "advcl") and tree.heads[verb] != verb:
        yield "clause", _around(tree, verb)
    yield from _with_object(tree, verb)
    yield from _prepositional(tree, verb)
    open_clause = tree.kid(verb, "xcomp", "acl") if tree.tokens[verb].tag == "NNS" else tree.kid(verb, "xcomp")
    if open_clause is not None and tree.kid(verb, "dobj") is None:
        yield "inf", tree.runs(tree.subtree(open_clause))


def _made_clear(tree: Tree, verb: int) -> list[int]:
    """Return the clause that hangs from "clear" in "made it clear that ..."."""
    for child in tree.kids(verb, "ccomp", "oprd", "acomp"):
        if tree.tokens[child].lower in {"clear", "plain"}:
            return [c for c in tree.kids(child, "ccomp", "advcl") if tree.has(c, {"that"}, "mark")]
    return []


def _small_clause(tree: Tree, clause: int, verb: int) -> bool:
    """Tell whether the clause has no finite verb of its own: "called it a lie", "wants them to leave"."""
    token = tree.tokens[clause]
    if clause < verb:
        return False
    if token.pos not in ("VERB", "AUX"):
        return tree.kid(clause, "cop", "aux", "mark") is None and tree.kid(clause, "nsubj") is not None
    return tree.has(clause, {"to"}, "aux") and tree.kid(clause, "nsubj", "nsubjpass") is not None


def _clause(tree: Tree, verb: int, heads: list[int]) -> tuple[Span, ...]:
    """Return the words of finite clauses, without "that" and without the cue where it stands in their midst."""
    indices: set[int] = set()
    for head in heads:
        within = tree.subtree(head)
        indices.update(without_that(tree, head))
        if verb in within:
            indices -= _own_words(tree, verb, heads)
        elif head > verb and tree.tokens[within.start - 1].text == ",":
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


def _around(tree: Tree, verb: int) -> tuple[Span, ...]:
    """Return the sentence around a parenthetical tag: "The road, officials said, was closed"."""
    head = tree.heads[verb]
    if not _parenthetical(tree, verb):
        return ()
    return tree.runs(set(tree.subtree(head)) - set(tree.subtree(verb)))


def _parenthetical(tree: Tree, verb: int) -> bool:
    """Tell whether the verb with its subject is set off by commas from the clause that it hangs from."""
    first, last = tree.left[verb], tree.right[verb]
    if tree.tokens[verb].dep != "parataxis" and not tree.has(verb, {"as"}, "mark", "advmod"):
        return False
    if tree.kid(verb, *SUBJECTS, *PASSIVE_SUBJECTS) is None and not tree.has(verb, {"as"}, "mark", "advmod"):
        return False
    before = tree.tokens[first - 1].text if first else ","
    after = tree.tokens[last + 1].text if last + 1 < len(tree.tokens) else "."
    edges = {",", "-", "–", "—", "--", "(", ")", ".", ":", ";", "”", '"', "''", "’"}
    return (before in edges or tree.tokens[first].text in edges) and (after in edges or tree.tokens[last].text in edges)


def _with_object(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    thing = tree.kid(verb, "dobj") or _small_subject(tree, verb)
    if thing is None:
        name = tree.kid(verb, "oprd")
        if name is not None and name > verb and tree.left[name] < name:
            yield "as", tree.runs(tree.subtree(name))
        return
    if thing < verb:
        return
    last = tree.right[thing]
    predicate = _predicate(tree, verb, thing)
    if predicate is None and _quoted_predicate(tree, thing):
        yield "as", tree.runs(tree.subtree(thing))
    if predicate is not None:
        yield "as", tree.runs(range(tree.left[thing], max(last, tree.right[predicate]) + 1))
    infinitive = next((x for x in tree.kids(verb, "xcomp", "ccomp") if x > thing or tree.left[x] <= thing <= x), None)
    if infinitive is not None and predicate is None:
        yield "np_inf", tree.runs(range(tree.left[thing], max(last, tree.right[infinitive]) + 1))
    carried = [tree.right[p] for p in tree.kids(verb, "prep") if p > thing and tree.tokens[p].lower in _CARRY_ON]
    if not _bare_pronoun(tree, thing) or carried:
        yield "np", tree.runs(range(tree.left[thing], max([last, *carried]) + 1))


def _small_subject(tree: Tree, verb: int) -> int | None:
    for clause in tree.kids(verb, "ccomp"):
        if _small_clause(tree, clause, verb):
            return tree.kid(clause, "nsubj", "nsubjpass")
    return None


def _predicate(tree: Tree, verb: int, thing: int) -> int | None:
    """Return what the object is called or held to be: "a lie" in "called it a lie", "as open" in "described it as open"."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if child > thing and (token.dep == "oprd" or (token.dep == "prep" and token.lower == "as")):
            return child
        if token.dep == "ccomp" and token.pos not in ("VERB", "AUX") and _small_clause(tree, child, verb):
            return child
    return next((p for p in tree.kids(thing, "prep") if tree.tokens[p].lower == "as"), None)


def _quoted_predicate(tree: Tree, thing: int) -> bool:
    """Tell whether the object ends in quoted words that name it: the parser makes one noun phrase of "the broadcast “mischief”"."""
    inside = tree.inside[thing]
    first = tree.left[thing]
    return inside != tree.inside[first] and inside >= 0 and any(tree.tokens[i].pos == "NOUN" for i in range(first, thing))


def _bare_pronoun(tree: Tree, thing: int) -> bool:
    return tree.tokens[thing].lower in _PRONOUNS and tree.left[thing] == tree.right[thing]


def _prepositional(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    thing = tree.kid(verb, "dobj")
    for clause in tree.kids(verb, "advcl", "xcomp", "ccomp"):
        if clause > verb and tree.tokens[tree.left[clause]].lower == "for" and tree.tokens[tree.left[clause]].dep == "mark":
            yield "pp:for", tree.runs(tree.subtree(clause)[1:])
    for prep in tree.kids(verb, "prep"):
        token = tree.tokens[prep]
        inner = tree.kid(prep, "pobj", "pcomp")
        if inner is None or prep < verb:
            continue
        if thing is not None and verb < thing < prep:
            yield f"pp:{token.lower}", tree.runs(range(tree.left[thing], tree.right[prep] + 1))
        else:
            last = max([tree.right[prep], *(tree.right[x] for x in tree.kids(verb, "xcomp") if x > prep)])
            yield f"pp:{token.lower}", tree.runs(range(prep + 1, last + 1))


def _passive(context: Context, verb: int, cue: Cue) -> Iterator[Candidate]:
    """Yield "it was said that ...", "the road is said to be open", "the claim was denied by ..."."""
    tree = context.tree
    who = by_agent(tree, verb)
    if who is None and cue.frame("clause") is not None:
        who = _document_in(tree, verb)
    for construction, content in _passive_complements(tree, verb):
        frame = _passive_frame(cue, construction, agentless=who is None)
        if frame is not None and content:
            yield context.candidate(verb, "passive" if who is None else construction, frame, content, who)


def _document_in(tree: Tree, verb: int) -> int | None:
    """Return the written source of "is reported in a joint statement", which speaks where nobody else is named."""
    for prep in tree.kids(verb, "prep"):
        noun = tree.kid(prep, "pobj")
        if tree.tokens[prep].lower == "in" and noun is not None and tree.tokens[noun].lemma in _WRITTEN:
            return noun
    return None


def _passive_frame(cue: Cue, construction: str, *, agentless: bool) -> Frame | None:
    frame = cue.frame("passive") if agentless else cue.frame(construction) or cue.frame("np")
    if frame is None:
        return None
    own = cue.frame(construction)
    if agentless and frame.kind == "shows" and construction == "clause":
        return Frame(frame.grade, "says")
    if agentless and construction == "np":
        return Frame("weak", frame.kind)
    return Frame(frame.grade, own.kind if own is not None and (own.kind != "thinks" or frame.kind != "says") else frame.kind)


def _passive_complements(tree: Tree, verb: int) -> Iterator[tuple[str, tuple[Span, ...]]]:
    thing = tree.kid(verb, *PASSIVE_SUBJECTS)
    finite = [c for c in tree.kids(verb, "ccomp") if not _small_clause(tree, c, verb)]
    if tree.tokens[verb].dep == "advcl" and tree.has(verb, {"as"}, "mark", "advmod"):
        yield "clause", _around(tree, verb)
        return
    if finite:
        yield "clause", _clause(tree, verb, finite)
        return
    if thing is None:
        return
    subject_words = set(tree.subtree(thing)) if tree.tokens[thing].lower not in {"it", "there"} else set()
    sight = tree.tokens[verb].lemma in _SIGHT
    rest = [c for c in tree.kids(verb, "xcomp", "oprd") if c > verb and not (sight and tree.tokens[c].tag == "VBG")]
    rest += [p for p in tree.kids(verb, "prep") if tree.tokens[p].lower in _CARRY_ON | {"to", "with"} and p > verb]
    if rest:
        words = set(range(min(tree.left[c] for c in rest), max(tree.right[c] for c in rest) + 1))
        kind = "np_inf" if tree.tokens[rest[0]].dep == "xcomp" else "as"
        yield kind, tree.runs(subject_words | words)
    elif subject_words:
        yield "np", tree.runs(subject_words)
