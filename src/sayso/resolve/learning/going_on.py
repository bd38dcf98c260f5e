"""Who stays in view through "he" and "she": "The ferryman spoke to nobody. After supper *he* spoke to all." keeps the ferryman there."""

from __future__ import annotations

from sayso.model.annotated import Passage
from sayso.resolve.cast.scene import Scene
from sayso.resolve.learning.reading import is_subject
from sayso.resolve.tables import pronouns
from sayso.resolve.who.salience import agreement

_LOOKED_AT, _REACH = 8, 2  # sightings and sentences back to the subject that goes on
_AGREES = 0.9


def go_on(scene: Scene, number: int, passage: Passage) -> None:
    """Record that the only person who was a subject just before is met again, where "he" or "she" is the subject of a main clause."""
    for token in passage.tokens:
        pronoun = pronouns().get(token.lower)
        if pronoun is None or pronoun.gender not in {"m", "f"} or pronoun.use != "personal" or token.tag != "PRP":
            continue
        if not is_subject(passage.tokens, token.index) or passage.tokens[token.head].dep not in {"ROOT", "conj"}:
            continue
        sentence = scene.base(number) + token.sentence
        near = [s for s in scene.before(token.start, _LOOKED_AT) if sentence - s.sentence <= _REACH]
        members = {s.entry for s in near if agreement(pronoun, scene.roster.entries[s.entry]) >= _AGREES}
        if len(members) == 1 and any(s.subject for s in near if s.entry in members):
            scene.see(scene.roster.entries[next(iter(members))], token.start, sentence, subject=True)
