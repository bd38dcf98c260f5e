"""Verbs without a subject: what they go on from, or who is left out.

"The chief confirmed it, however has added, that ..."   he who confirmed it
"Went to the mill. Told the miller that ..."            whoever writes, as in a diary
"""

from __future__ import annotations

from bisect import bisect_left

from sayso.model.annotated import Token
from sayso.resolve.names.phrases import within
from sayso.resolve.tables import singular
from sayso.resolve.who.views import first_person
from sayso.resolve.who.walk import Resolution, Walk

_PASSIVE = frozenset({"nsubjpass", "auxpass", "agent", "csubjpass"})
_GOING_ON = frozenset({"and", "but", "however", "then", "also", "or", "yet"})
_LOOKED_AT, _GUESSED = 6, 0.7  # sightings in which who is left out is looked for, and how sure that is
_BINDING = 40  # characters in front of a verb in which such a word may stand
_OPENING = " \t\n\u00a0\"“„«‘'—–-"  # what may stand between the beginning of a sentence and its first word


def goes_on_from(walk: Walk, i: int) -> int | None:
    """Return the report of the same sentence whose subject the verb of attribution `i` shares, None where there is none."""
    verb, cue = _verb(walk, i), walk.attributions[i].cue
    if verb is None or cue is None:
        return None
    first = _first(walk, verb)
    lead = walk.scene.text[max(cue.start - _BINDING, first) : cue.start].lower().split()
    if not lead or lead[-1].strip(",") not in _GOING_ON:
        return None
    at = bisect_left(walk.cues, (cue.start, -1)) - 1
    if at < 0 or walk.cues[at][0] < first:
        return None
    last = walk.cues[at][1]
    return None if _verb(walk, last) is None else last


def begins_sentence(walk: Walk, i: int) -> bool:
    """Tell whether the verb of attribution `i` begins its sentence, and is that sentence's own."""
    verb, cue = _verb(walk, i), walk.attributions[i].cue
    if verb is None or cue is None or verb.dep not in {"ROOT", "conj"}:
        return False
    return not walk.scene.text[_first(walk, verb) : cue.start].strip(_OPENING)


def elliptic(walk: Walk, i: int) -> Resolution | None:
    """Return who is left out in front of a verb that begins a sentence, as in a diary: whoever writes, if that is a person."""
    verb = _verb(walk, i)
    if verb is not None and verb.tag == "VBZ" and singular(verb.lower, verb.lemma) is None:
        return _goes_on_about(walk, verb)
    found = first_person(walk, i)
    if found is None or found.speaker.type != "person":
        return None
    return Resolution(found.speaker, found.entry, found.score, "first person")


def _goes_on_about(walk: Walk, verb: Token) -> Resolution | None:
    """Return the subject of the sentence before, for a verb in the third person: "Z. rang. *Says* he is ill."."""
    here = walk.scene.sentence_at(verb.start)
    for sighting in walk.scene.before(verb.start, _LOOKED_AT):
        entry = walk.scene.roster.entries[sighting.entry]
        if sighting.subject and sighting.sentence == here - 1 and entry.kind in {"person", ""}:
            return Resolution(entry.speaker, entry, _GUESSED, "ellipsis")
    return None


def _first(walk: Walk, verb: Token) -> int:
    """Return the offset at which the sentence of a verb begins."""
    number = walk.scene.passage_at(verb.start)
    return verb.start if number is None else walk.scene.passages[number].sentences[verb.sentence].span.start


def _verb(walk: Walk, i: int) -> Token | None:
    """Return the verb of an attribution's cue, if it is finite, in the active."""
    cue = walk.attributions[i].cue
    number = walk.scene.passage_at(cue.start) if cue is not None else None
    if cue is None or number is None:
        return None
    passage = walk.scene.passages[number]
    verbs = [passage.tokens[k] for k in within(passage, (cue,)) if passage.tokens[k].pos == "VERB"]
    beside = {passage.tokens[c].dep for v in verbs for c in passage.children[v.index]}
    return verbs[0] if verbs and not beside & _PASSIVE and verbs[0].tag != "VBG" else None
