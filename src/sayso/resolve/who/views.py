"""What a pronoun sees from where it stands: who spoke last, who is out of the question, and who "I" is there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sayso.model.annotated import Token
from sayso.model.span import Span
from sayso.resolve.cast.scene import Scene
from sayso.resolve.who.letters import addressee
from sayso.resolve.who.partners import asked_of, spoken_to
from sayso.resolve.who.salience import WINDOW, View
from sayso.resolve.who.walk import Resolution, Walk, ancestors, place

_LAST = 3  # how many of the last speakers a pronoun may look back to
_TURNS = 12  # turns to either side in which the other of a conversation is looked for
_GREETED = 0.8  # how sure it is that "you" in a letter is whom it greets
_MAKER = 0.8  # how sure it is that "I" in the document's own voice is its author


def view(walk: Walk, i: int, passage: int, at: Token) -> View:
    """Return what the pronoun `at` sees, which stands in the source of attribution `i`."""
    scene, attribution = walk.scene, walk.attributions[i]
    quoted = (k for k in ancestors(walk.outer, i) if walk.attributions[k].mode == "direct")
    excluded = frozenset(e.number for k in quoted if (e := walk.found[k].entry) is not None)
    excluded |= spoken_to(walk, i) | _doers(scene, passage, at) | _talkers(walk, i)
    here = {None, i, *ancestors(walk.outer, i)}
    spoke = [one for one in walk.last(at.start, 2 * _LAST) if walk.under.get(one[0]) in here]
    last = tuple((number, sentence) for _, sentence, number in spoke[:_LAST])
    talk = walk.turn_at(at.start) is not None  # what was said in other turns is said to each other
    content = attribution.content if attribution.mode != "indirect" else ()
    own = [span for k in ancestors(walk.outer, i) for span in walk.attributions[k].content]
    foreign = frozenset(
        s
        for s in scene.before(at.start, WINDOW)
        if (walk.in_other_quotation(s.start, at.start) and not (talk and walk.turn_at(s.start) is not None) and not _is_in(own, s.start))
        or any(c.start <= s.start < c.end for c in content)
    )
    return View(at.start, scene.base(passage) + at.sentence, excluded, last, foreign, asked_of(walk, i))


def _is_in(spans: Sequence[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _talkers(walk: Walk, i: int) -> frozenset[int]:
    """Return who is "I" or "you", not "he", for a pronoun in a turn: the two of a conversation, else whose turn it is and who asked."""
    start = place(walk.attributions[i])
    turn = walk.turn_at(start)
    if turn is None or turn == i or turn not in walk.found:
        return frozenset()
    here = bisect_left(walk.turns, (start, -1))
    near = (k for _, k in walk.turns[max(here - _TURNS, 0) : here + _TURNS] if k in walk.found)
    both = frozenset(e.number for k in near if (e := walk.found[k].entry) is not None)
    if len(both) == 2:  # noqa: PLR2004 - a conversation of two
        return both
    k = here - 1 if here and walk.turns[here - 1][1] != turn else here - 2
    asked = walk.turns[k][1] if k >= 0 else turn
    question = asked != turn and walk.attributions[asked].content[-1].of(walk.scene.text).rstrip("”’\"' ").endswith("?")
    there = [turn, asked] if question and asked in walk.found else [turn]
    return frozenset(e.number for k in there if (e := walk.found[k].entry) is not None)


def _doers(scene: Scene, number: int, at: Token) -> frozenset[int]:
    """Return who does or undergoes what a participle without a subject of its own tells: its subject is the pronoun, so they are others.

    "Pressed by *Thiele*, he conceded ...", "Meeting *Stone* at the bridge, she said ..."
    """
    passage = scene.passages[number]
    tokens, children = passage.tokens, passage.children
    if at.dep not in {"nsubj", "nsubjpass"}:
        return frozenset()
    beside = (
        c for c in children[at.head] if tokens[c].tag in {"VBN", "VBG"} and tokens[c].dep in {"advcl", "acl", "prep"} and c != at.index
    )
    twice = {c for c in children[at.head] if tokens[c].dep == "nsubj" and c < at.index}  # "Pressed by counsel, Thiele, he conceded"
    partners = [k for c in beside for k in children[c] if tokens[k].dep in {"agent", "dobj", "dative"}]
    heads = twice | {k if tokens[k].pos != "ADP" else o for k in partners for o in (children[k] if tokens[k].pos == "ADP" else (k,))}
    heads |= {c for h in heads for c in children[h] if tokens[c].dep in {"appos", "conj"}}
    if not heads:
        return frozenset()
    named = {scene.bearers.get((number, n.first)) for n in scene.names[number] if n.head in heads}
    described = {scene.described.get((number, h)) for h in heads}
    return frozenset(n for n in named | described if n is not None)


def second_person(walk: Walk, i: int) -> Resolution | None:
    """Return who "you" is in the source of attribution `i`: in a letter whom it greets, in a conversation of two the other one."""
    start = place(walk.attributions[i])
    turn = walk.turn_at(start)
    if turn is None:
        return _greeted(walk, i, start)
    mine = walk.found[turn].entry if turn in walk.found else None
    here = bisect_left(walk.turns, (start, -1))
    near = walk.turns[max(here - _TURNS, 0) : here + _TURNS]
    others = {e.number: k for _, k in near if k in walk.found and (e := walk.found[k].entry) is not None and e is not mine}
    if mine is None or len(others) != 1:
        return None
    (k,) = others.values()
    return walk.found[k]


def _greeted(walk: Walk, i: int, start: int) -> Resolution | None:
    """Return whom a letter greets, where its writer says "you"."""
    entry = None if ancestors(walk.outer, i) else addressee(walk.scene, start)
    return None if entry is None else Resolution(entry.speaker, entry, _GREETED, "second person")


def first_person(walk: Walk, i: int) -> Resolution | None:
    """Return who "I" is in the source of attribution `i`: of the speech around it, or the document's author."""
    around = ancestors(walk.outer, i)
    turn = walk.turn_at(place(walk.attributions[i]))
    for k in around:
        if walk.attributions[k].mode != "indirect" or k == turn:
            return _writer(walk, walk.found[k])
    if turn is not None and turn in walk.found:
        return walk.found[turn]
    document = walk.scene.annotated.document
    name = document.author or document.publisher
    entry = walk.scene.roster.exact(name) if name and not around else None
    return None if entry is None else Resolution(entry.speaker, entry, _MAKER, "first person")


def _writer(walk: Walk, found: Resolution) -> Resolution:
    """Return whose words a paper holds, where it is known: "I" in his diary is he."""
    behalf = found.entry.behalf if found.entry is not None and found.entry.kind == "document" else None
    entry = walk.scene.roster.exact(behalf.name) if behalf is not None and behalf.name else None
    return found if behalf is None else Resolution(behalf, entry, found.score, found.rule, found.phrase)
