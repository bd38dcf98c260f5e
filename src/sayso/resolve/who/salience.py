"""Who is most in view where "he", "she", "it" or "they" stands, of those that agree with it.

Salience as in Lappin and Leass (1994), "An Algorithm for Pronominal Anaphora Resolution", cut down to what a speaker's pronoun needs:
recency in sentences, subjects before others, and the last speaker before all; people named inside somebody else's quotation count less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Guess, Scene, Sighting
from sayso.resolve.tables import Pronoun

#: Below this a guess is not made.
THRESHOLD = 0.6
WINDOW = 14  # sightings that are looked at
_REACH = 6  # sentences and paragraph ends back to which a pronoun may reach, but for the last speaker
_FADE = 0.8  # per sentence
_SPEAKER_REACH = 14
_BOTH_REACH = 3  # sentences back in which the two stand whom "they" takes up
_OBJECT, _FOREIGN, _UNTOLD = 0.7, 0.3, 0.9
_HERE = 1.8  # for a name in the pronoun's own sentence
_LAST_SPEAKER, _LAST_BODY = 0.6, 0.3
_MISLABELLED = 0.45  # a name that only a label says is no person's
_UNLABELLED = 0.65  # a name without any label
_ASKED = 0.5  # bonus of whoever was asked something just before: he answers
_PASSED = 0.2  # of the last speaker's bonus is left where somebody else has become the subject since
_UNTOLD_RIVAL = 0.5  # weight of a rival whose gender is not told, where the first one's is
_DOUBT = 0.5  # confidence where two are equally in view
_SURE = 0.95


@dataclass(frozen=True, slots=True)
class View:
    """Where a pronoun stands and what is known around it.

    `excluded` are members it cannot mean (a quotation's own speaker), `last` the members who spoke last, nearest first, each with
    the sentence in which he did; `foreign` are the sightings in quotations that the pronoun does not stand in; `asked` whom somebody
    has just asked something.
    """

    start: int
    sentence: int
    excluded: frozenset[int] = frozenset()
    last: tuple[tuple[int, int], ...] = ()
    foreign: frozenset[Sighting] = field(default_factory=frozenset)
    asked: frozenset[int] = frozenset()


def most_salient(scene: Scene, pronoun: Pronoun, view: View) -> Guess:
    """Return whom a pronoun of the third person means; no member where nobody stands out."""
    salience: dict[int, float] = {}
    for sighting in scene.before(view.start, WINDOW):
        weight = _weight(sighting, view)
        salience[sighting.entry] = max(salience.get(sighting.entry, 0.0), weight)
    entries = scene.roster.entries
    spoke = [(n, s) for n, s in view.last if agreement(pronoun, entries[n]) and n not in view.excluded]
    for rank, (number, sentence) in enumerate(spoke):
        if view.sentence - sentence <= _SPEAKER_REACH:
            as_body = pronoun.gender == "n" or (pronoun.number == "p" and not entries[number].plural)
            bonus = _LAST_BODY if as_body else _LAST_SPEAKER * (_PASSED if _is_passed(scene, pronoun, view, number) else 1)
            salience[number] = salience.get(number, 0.0) + bonus / (1 + rank) ** 2
    for number in view.asked:
        if agreement(pronoun, entries[number]):
            salience[number] = salience.get(number, 0.0) + _ASKED
    return _best(entries, pronoun, salience, view.excluded)


def _is_passed(scene: Scene, pronoun: Pronoun, view: View, speaker: int) -> bool:
    """Tell whether another person is the subject of the sentence just before, and the last speaker is not in it."""
    if pronoun.gender not in {"m", "f"}:
        return False
    near = [s for s in scene.before(view.start, WINDOW) if view.sentence - s.sentence <= 1 and s not in view.foreign]
    others = (s.entry for s in near if s.subject and s.sentence < view.sentence and s.entry not in view.excluded)
    return all(s.entry != speaker for s in near) and any(agreement(pronoun, scene.roster.entries[n]) >= _UNTOLD for n in others)


def both(scene: Scene, view: View) -> Guess:
    """Return the two people whom "they" takes up together ("A met B. ... They ..."): the only ones in the sentences just before."""
    entries = scene.roster.entries
    near = [s for s in scene.before(view.start, WINDOW) if view.sentence - s.sentence <= _BOTH_REACH and s not in view.foreign]
    people = list(dict.fromkeys(s.entry for s in near[::-1] if entries[s.entry].kind == "person" and not entries[s.entry].plural))
    if len(people) != 2 or view.excluded & set(people):  # noqa: PLR2004 - "both"
        return Guess(None, 0.0, "pronoun")
    names = " and ".join(entries[number].name for number in people)
    return Guess(scene.roster.exact(names) or scene.roster.describe(names, "group", plural=True), THRESHOLD, "both")


def agreement(pronoun: Pronoun, entry: Entry) -> float:
    """Return how well a member agrees with a pronoun in number, gender and kind, in [0, 1]."""
    if pronoun.number == "p":
        return _plural(entry)
    if entry.plural:
        return 0.0
    kinds: Mapping[str, float]
    if pronoun.gender == "n":
        kinds = {"organisation": 1.0, "document": 1.0, "group": 0.8, "place": 0.7}
        return kinds.get(entry.kind, 0.0)
    score = 1.0 if entry.kind == "person" else _UNLABELLED if entry.kind == "" else _MISLABELLED if not entry.told else 0.0
    if score and entry.gender:
        return score if entry.gender == pronoun.gender else 0.0
    return score * _UNTOLD


def _plural(entry: Entry) -> float:
    if entry.plural:
        return 1.0
    return {"group": 1.0, "people": 0.9, "organisation": 0.5}.get(entry.kind, 0.0)


def _weight(sighting: Sighting, view: View) -> float:
    distance = view.sentence - sighting.sentence
    if not 0 <= distance <= _REACH:
        return 0.0
    weight = _FADE**distance
    if not sighting.subject:
        weight *= _OBJECT
    if sighting in view.foreign:
        return weight * _FOREIGN
    return weight if distance else weight * _HERE


def _rival(entries: list[Entry], pronoun: Pronoun, ranked: list[tuple[float, int]]) -> float:
    """Return how much in view the second is; less where the first one's gender is told to be the pronoun's, and the second's is not."""
    if len(ranked) < 2:  # noqa: PLR2004 - two
        return 0.0
    (_, first), (score, second) = ranked[:2]
    told = pronoun.gender in {"m", "f"} and entries[first].gender == pronoun.gender != entries[second].gender
    return score * _UNTOLD_RIVAL if told else score


def _best(entries: list[Entry], pronoun: Pronoun, salience: Mapping[int, float], excluded: Iterable[int]) -> Guess:
    left_out = set(excluded)
    ranked = sorted(
        ((weight * agreement(pronoun, entries[n]), n) for n, weight in salience.items() if n not in left_out),
        key=lambda found: (-found[0], found[1]),
    )
    ranked = [r for r in ranked if r[0] > 0]
    if not ranked:
        return Guess(None, 0.0, "pronoun")
    score, number = ranked[0]
    rival = _rival(entries, pronoun, ranked)
    confidence = min(_SURE, _DOUBT + (score - rival) / 2) * min(1.0, 0.5 + score)
    if len(ranked) == 1 and pronoun.gender in {"m", "f"} and entries[number].gender == pronoun.gender:
        confidence = max(confidence, THRESHOLD)  # nobody else is there
    if confidence < THRESHOLD:
        return Guess(None, round(confidence, 3), "pronoun")
    return Guess(entries[number], round(confidence, 3), "pronoun")
