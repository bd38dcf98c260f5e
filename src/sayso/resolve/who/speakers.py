"""Who speaks in each attribution: its source's words → a member of the cast, or the words as they stand.

Sources are taken in the order in which they are read, a statement before those inside it, so that each can rest on those before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.span import Span
from sayso.model.statement import Attribution
from sayso.resolve.cast.scene import Scene
from sayso.resolve.names.names import Name
from sayso.resolve.names.phrases import Phrase, phrase, within
from sayso.resolve.who.described import by_description
from sayso.resolve.who.ellipsis import begins_sentence, elliptic, goes_on_from
from sayso.resolve.who.labels import by_headline, by_label
from sayso.resolve.who.mouths import mouthpiece
from sayso.resolve.who.named import by_known_word, by_name, by_names, by_words
from sayso.resolve.who.owners import spoken_for
from sayso.resolve.who.pronouns import by_pronoun
from sayso.resolve.who.salience import THRESHOLD, WINDOW
from sayso.resolve.who.walk import UNCLEAR, UNKNOWN, Resolution, Walk, ancestors, place

#: Rules for lines of which it is known that somebody else than the last speaker has them, but not who.
_BY_TURNS = frozenset({"exchange", "anonymous"})
_FAR = 1 << 62  # greater than any offset
_INTRODUCED = 4  # sentences and paragraph ends back to whoever is about to speak


def speakers(scene: Scene, attributions: Sequence[Attribution]) -> list[Resolution]:
    """Return who speaks in each attribution, in their order; `scene` learns who was met on the way."""
    walk = Walk(scene, attributions)
    for _, i in walk.turns:
        _resolve(walk, i)  # who has turns is asked for by "you" too, wherever that stands
    for i in sorted(range(len(attributions)), key=lambda i: (place(attributions[i]), i)):
        _resolve(walk, i)
    scene.roster.speakers = [number for _, _, number in walk.spoken]
    return [_as_known(walk.found[i]) for i in range(len(attributions))]


def _as_known(found: Resolution) -> Resolution:
    """Return a resolution with its speaker as known at the end: what came later may have told what a name denotes, or all of it."""
    return found if found.entry is None else replace(found, speaker=found.entry.speaker)


def _resolve(walk: Walk, i: int) -> Resolution:
    """Return who speaks in attribution `i`, resolving first what it rests on."""
    if i not in walk.found:
        # stands if attributions refer to each other in a circle
        walk.found[i] = Resolution(UNKNOWN, None, UNCLEAR, "unresolved")
        for around in reversed(ancestors(walk.outer, i)):
            _resolve(walk, around)
        walk.record(i, (_through(walk, i) or _from_words(walk, i)) if walk.attributions[i].source else _carried(walk, i))
    return walk.found[i]


def _through(walk: Walk, i: int) -> Resolution | None:
    """Return the person through whom the source of attribution `i` speaks: he is the speaker, for the source."""
    told = mouthpiece(walk, i)
    if told is None:
        return None
    mouth, source = told
    behind = _from_words(walk, i, source)
    spoken = _from_phrase(walk, i, mouth)
    if spoken.entry is None or behind.speaker.name is None or spoken.entry is behind.entry:
        return None
    spoken.entry.behalf = behind.speaker
    return spoken


def _carried(walk: Walk, i: int) -> Resolution:
    """Return the speaker that goes on where no words name one."""
    before = walk.attributions[i].carried
    if before is None or not 0 <= before < len(walk.attributions):
        introduced = _introduced(walk, i) if walk.attributions[i].mode == "direct" else None
        return introduced or _shared(walk, i) or Resolution(UNKNOWN, None, 1.0, "no source")
    found = _resolve(walk, before)
    return Resolution(found.speaker, found.entry, found.score, "carried", found.phrase)


def _shared(walk: Walk, i: int) -> Resolution | None:
    """Return who speaks where a verb in the active has no subject: that of the report it goes on from, or the writer."""
    if begins_sentence(walk, i):
        return elliptic(walk, i)
    before = goes_on_from(walk, i)
    if before is None:
        return None
    found = _resolve(walk, before)
    return Resolution(found.speaker, found.entry, found.score, "shared subject", found.phrase)


def _introduced(walk: Walk, i: int) -> Resolution | None:
    """Return the person whom the sentences just before bring on, for a quotation that stands alone.

    "The mayor rose from his chair. 'Not one stone.'" It is the last subject; nobody, where a cue tells that somebody else may speak,
    or where the quotation stands in another's words.
    """
    attribution, scene = walk.attributions[i], walk.scene
    if attribution.cue is not None or attribution.parent is not None or attribution.by.rule in _BY_TURNS:
        return None
    start = attribution.content[0].start
    here = scene.sentence_at(start)
    for sighting in scene.before(start, WINDOW):
        entry = scene.roster.entries[sighting.entry]
        if _is_told_of(walk, sighting.start, start):
            continue
        if here - sighting.sentence <= _INTRODUCED and sighting.subject and entry.kind == "person" and not entry.plural:
            return Resolution(entry.speaker, entry, THRESHOLD, "introduced")
    return None


def _is_told_of(walk: Walk, offset: int, start: int) -> bool:
    """Tell whether somebody stands, at `offset`, in what nobody named is said to tell, before `start`: he is not brought on."""
    k = bisect_right(walk.raised, (offset, _FAR)) - 1
    return k >= 0 and walk.raised[k][0] <= offset < walk.raised[k][1] <= start


def _from_words(walk: Walk, i: int, source: Sequence[Span] = ()) -> Resolution:
    """Return the speaker whom the source of attribution `i` names, or the part of it that is given."""
    source = source or walk.attributions[i].source
    label = by_label(walk, i) or by_headline(walk, i)
    if label is not None:
        return label
    found = _phrase(walk.scene, source)
    return by_words(walk, source) if found is None else _from_phrase(walk, i, found)


def _from_phrase(walk: Walk, i: int, found: Phrase) -> Resolution:
    if found.pronoun is not None:
        return by_pronoun(walk, i, found, found.pronoun)
    if found.name is not None:
        return _by_name(walk, i, found, found.name)
    known = by_known_word(walk, found)
    if known is not None or found.noun is None:
        return known or by_words(walk, walk.attributions[i].source)
    return by_description(walk, i, found, found.noun)


def _by_name(walk: Walk, i: int, found: Phrase, name: Name) -> Resolution:
    if found.others:
        return by_names(walk, found, name)
    named = by_name(walk, found, name)
    spoken_for(walk, i, found, named)
    return named


def _phrase(scene: Scene, spans: Sequence[Span]) -> Phrase | None:
    """Return the phrase that a source's words make, None where they hold no noun."""
    number = scene.passage_at(spans[0].start)
    if number is None:
        return None
    passage = scene.passages[number]
    inside = within(passage, spans)
    return phrase(passage, number, inside, scene.names[number], scene.text) if inside else None
