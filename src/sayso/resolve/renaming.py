"""Somebody whose name comes after his description: "a spokesman for the union ... *The spokesman, Kaspar Ilk*, said"."""

from __future__ import annotations

from sayso.resolve.nouns import Noun
from sayso.resolve.roles import THRESHOLD, by_role
from sayso.resolve.roster import Entry
from sayso.resolve.scene import Scene


def named_later(scene: Scene, noun: Noun, entry: Entry, start: int) -> None:
    """Let whoever was met under a description be `entry`, where "the" takes that description up beside his name, met here first."""
    if noun.article != "the" or noun.plural or scene.last_met(entry, start) is not None:
        return
    guess = by_role(scene, noun, noun.span.start)
    met = guess.entry if guess is not None and guess.score >= THRESHOLD else None
    if met is None or met.named or met.plural or met.kind != "person" or met is entry:
        return
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
