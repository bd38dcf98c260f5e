"""What a pronoun sees from where it stands: who spoke last, who is out of the question, and who "I" is there."""

from __future__ import annotations

from sayso.model.annotated import Token
from sayso.resolve.salience import WINDOW, View
from sayso.resolve.walk import Resolution, Walk, ancestors, place

_LAST = 3  # how many of the last speakers a pronoun may look back to
_MAKER = 0.8  # how sure it is that "I" in the document's own voice is its author


def view(walk: Walk, i: int, passage: int, at: Token) -> View:
    """Return what the pronoun `at` sees, which stands in the source of attribution `i`."""
    scene, attribution = walk.scene, walk.attributions[i]
    quoted = (k for k in ancestors(walk.attributions, i) if walk.attributions[k].mode == "direct")
    excluded = frozenset(e.number for k in quoted if (e := walk.found[k].entry) is not None)
    last = tuple((number, sentence) for _, sentence, number in walk.last(at.start, _LAST))
    content = attribution.content if attribution.mode != "indirect" else ()
    foreign = frozenset(
        s
        for s in scene.before(at.start, WINDOW)
        if walk.in_other_quotation(s.start, at.start) or any(c.start <= s.start < c.end for c in content)
    )
    return View(at.start, scene.base(passage) + at.sentence, excluded, last, foreign)


def first_person(walk: Walk, i: int) -> Resolution | None:
    """Return who "I" is in the source of attribution `i`: of the speech around it, or the document's author."""
    around = ancestors(walk.attributions, i)
    turn = walk.turn_at(place(walk.attributions[i]))
    for k in around:
        if walk.attributions[k].mode != "indirect" or k == turn:
            return walk.found[k]
    if turn is not None and turn in walk.found:
        return walk.found[turn]
    document = walk.scene.annotated.document
    name = document.author or document.publisher
    entry = walk.scene.roster.exact(name) if name and not around else None
    return None if entry is None else Resolution(entry.speaker, entry, _MAKER, "first person")
