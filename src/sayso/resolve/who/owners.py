"""Whose somebody is: "her mother" is one with "the mother" of Ulda Skelbun, "its spokesman" speaks for the ministry.

The name of such a speaker is the description without the pronoun ("mother"): whose it is stands in the chain, or in `on_behalf_of`.
"""

from __future__ import annotations

from sayso.model.annotated import Token
from sayso.resolve.cast.scene import Guess
from sayso.resolve.names.nouns import Noun
from sayso.resolve.names.phrases import Phrase
from sayso.resolve.tables import pronouns, voices
from sayso.resolve.who.salience import most_salient
from sayso.resolve.who.views import first_person, view
from sayso.resolve.who.walk import Resolution, Walk


def owner(walk: Walk, i: int, found: Phrase, noun: Noun) -> Guess | None:
    """Return whom the possessive pronoun in a source means, None where there is none or nobody is clear."""
    token = None if noun.owner is None else walk.scene.passages[found.passage].tokens[noun.owner]
    pronoun = pronouns().get(token.lower) if token is not None else None
    if token is None or pronoun is None:
        return None
    if pronoun.form == "my" or (pronoun.form == "our" and noun.noun in voices()):
        told = first_person(walk, i)
        return Guess(told.entry, told.score, "owner") if told is not None and told.entry is not None else None
    if pronoun.person != 3:  # noqa: PLR2004 - "our" and "your" may mean a whole side
        return None
    guess = most_salient(walk.scene, pronoun, view(walk, i, found.passage, token))
    return guess if guess.entry is not None else None


def spoken_for(walk: Walk, i: int, found: Phrase, named: Resolution) -> None:
    """Remember for whom somebody speaks who is a pronoun's voice: "Commander Isk, *its spokesman*"; "*His* lawyer, Marta Quill"."""
    noun = found.noun
    if named.entry is None or noun is None or noun.owner is None or not (voices() & {noun.noun}):
        return
    whose = owner(walk, i, found, noun)
    if whose is not None and whose.entry is not None and whose.entry is not named.entry:
        named.entry.behalf = whose.entry.speaker


def unowned(noun: Noun, owner: Token) -> str:
    """Return a description without the possessive pronoun in front: "her own mother" → "mother"; others as they stand."""
    words = noun.text.split()
    if owner.lower not in pronouns() or words[0].lower() != owner.lower:
        return noun.shown
    words = words[2:] if words[1:2] == ["own"] else words[1:]
    return " ".join(words) or noun.shown


def form_with_owner(description: str, owner_name: str) -> str:
    """Return the form by which somebody's mother is known again: "mother of Ulda Skelbun"."""
    return f"{description} of {owner_name}"
