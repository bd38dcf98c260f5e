"""Nouns that say no more than that it is somebody, or something printed: "the same woman", "the man", "the same paper"."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from sayso.resolve.cast.bearers import may_be_person
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Guess, Scene
from sayso.resolve.names.nouns import Noun
from sayso.resolve.tables import role_nouns

#: What such a noun tells: the gender of a person.
_PEOPLE = {"man": "m", "woman": "f", "boy": "m", "girl": "f", "lady": "f", "gentleman": "m"}
_PAPERS = frozenset({"paper", "newspaper", "journal", "daily", "weekly", "gazette", "magazine", "agency", "publication", "organ", "sheet"})
_LOOKED_AT, _REACH = 14, 5  # sightings and sentences back
_SAME, _LIKELY = 0.8, 0.6  # how sure it is: with "same", and with "the" alone
_TELLING_NOTHING = frozenset({"same", "old", "young", "said"})


def same_again(scene: Scene, noun: Noun, talking: AbstractSet[int] = frozenset()) -> Guess | None:
    """Return who was met last of those whom such a noun may mean; None for other nouns, or where nobody fits.

    `talking` are the members in whose words it stands: it is none of them. With "the" alone it must be the only one in view.
    """
    words = noun.text.lower().split()
    same = "same" in words[:2]
    if noun.plural or noun.article != "the" or not noun.noun or set(noun.words) - _TELLING_NOTHING:
        return None
    start = noun.span.start
    here = scene.sentence_at(start)
    near = [scene.roster.entries[s.entry] for s in scene.before(start, _LOOKED_AT) if here - s.sentence <= _REACH]
    fitting = list({e.number: e for e in near if _fits(noun.noun, e) and e.number not in talking}.values())
    if not fitting or (not same and (len(fitting) > 1 or noun.noun not in _PEOPLE)):
        return None
    return Guess(fitting[0], _SAME if same else _LIKELY, "same")


def _fits(noun: str, entry: Entry) -> bool:
    """Tell whether a member may be what the noun denotes, in kind, number and gender."""
    if entry.plural or entry.given:
        return False
    if noun in _PEOPLE:
        return may_be_person(entry) and entry.gender in {"", _PEOPLE[noun]}
    if noun in _PAPERS:
        return entry.named and entry.kind == "organisation" and bool(entry.told)
    return entry.kind == role_nouns()[noun].type and any(
        noun in role_nouns()[r.noun].broader for r in entry.roles if r.noun in role_nouns()
    )
