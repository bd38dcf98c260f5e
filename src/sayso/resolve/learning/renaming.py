"""Somebody whose name comes after his description.

"a spokesman for the union ... *The spokesman, Kaspar Ilk*, said"      the description is taken up beside the name
"The mayor of Sill wept. *Helga Prann, 58*, had come alone."          the next sentence names whom the one before described
"""

from __future__ import annotations

from sayso.model.annotated import Passage
from sayso.resolve.cast.roles import THRESHOLD, by_role
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Scene, Sighting
from sayso.resolve.names.names import Name
from sayso.resolve.names.nouns import Noun

_FULL_NAME = 2  # words in a person's full name
_NEAR = 8  # sightings that are looked at
_AGE = 2  # digits of an age


def named_later(scene: Scene, noun: Noun, entry: Entry, start: int) -> None:
    """Let whoever was met under a description be `entry`, where "the" takes that description up beside his name, met here first."""
    if noun.article != "the" or noun.plural or scene.last_met(entry, start) is not None:
        return
    guess = by_role(scene, noun, noun.span.start)
    met = guess.entry if guess is not None and guess.score >= THRESHOLD else None
    if met is None or met.named or met.plural or met.kind != "person" or met is entry:
        return
    _become(scene, met, entry)


def named_next(scene: Scene, number: int, passage: Passage) -> None:
    """Let the person who is the subject of one sentence, under a description only, be whom the next one names first, with his age."""
    for name in scene.names[number]:
        entry = scene.roster.entries[n] if (n := scene.bearers.get((number, name.first))) is not None else None
        if entry is None or entry.given or not _is_introduced(passage, name):
            continue
        start = passage.tokens[name.first].start
        if scene.last_met(entry, start) is not None or any(0 <= role.start < start for role in entry.roles):
            continue
        entry.told["person"] += 1
        met = _described_before(scene, start)
        if met is not None and not {met.gender, entry.gender} >= {"m", "f"}:
            _become(scene, met, entry)


def _is_introduced(passage: Passage, name: Name) -> bool:
    """Tell whether a full name opens its sentence, and an age or "who" stands behind its comma: "Helga Prann, 58, said"."""
    tokens, last = passage.tokens, name.last
    if name.last - name.first < _FULL_NAME or name.sure or name.noun or last + 2 >= len(tokens):
        return False
    if passage.sentences[tokens[name.first].sentence].first != name.first or tokens[last].text != ",":
        return False
    return (tokens[last + 1].text.isdigit() and len(tokens[last + 1].text) == _AGE) or tokens[last + 1].lower == "who"


def _described_before(scene: Scene, start: int) -> Entry | None:
    """Return the only person who is a subject in the sentence before `start`, if he has no name."""
    here = scene.sentence_at(start)
    entries = scene.roster.entries
    near = [s for s in scene.before(start, _NEAR) if s.sentence == here - 1 and entries[s.entry].kind == "person"]
    subjects: list[Sighting] = [s for s in near if s.subject]
    met = entries[subjects[0].entry] if len({s.entry for s in subjects}) == 1 else None
    return met if met is not None and not met.named and not met.plural else None


def _become(scene: Scene, met: Entry, entry: Entry) -> None:
    """Let everything that is known of `met` be known of `entry`, and be met where he was."""
    for place, number in scene.described.items():
        if number == met.number:
            scene.described[place] = entry.number
    for role in met.roles:
        scene.roster.learn(entry, role)
    entry.behalf = entry.behalf or met.behalf
    for sighting in [s for s in scene.sightings if s.entry == met.number]:
        scene.sightings.remove(sighting)
        scene.see(entry, sighting.start, sighting.sentence, subject=sighting.subject)
    scene.met.pop(met.number, None)
