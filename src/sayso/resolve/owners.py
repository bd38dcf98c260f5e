"""Whose somebody is: "her mother" → "mother of Ulda Skelbun", "its spokesman" → one who speaks for the ministry."""

from __future__ import annotations

from sayso.resolve.phrases import Noun, Phrase
from sayso.resolve.salience import most_salient
from sayso.resolve.scene import Guess
from sayso.resolve.tables import pronouns
from sayso.resolve.views import first_person, view
from sayso.resolve.walk import Walk

_BINDING = frozenset({"of", "in", "at", "for", "from", "to", "with", "by", "on"})


def owner(walk: Walk, i: int, found: Phrase, noun: Noun) -> Guess | None:
    """Return whom the possessive pronoun in a source means, None where there is none or nobody is clear."""
    token = None if noun.owner is None else walk.scene.passages[found.passage].tokens[noun.owner]
    pronoun = pronouns().get(token.lower) if token is not None else None
    if token is None or pronoun is None:
        return None
    if pronoun.form == "my":
        told = first_person(walk, i)
        return Guess(told.entry, told.score, "owner") if told is not None and told.entry is not None else None
    if pronoun.person != 3:  # noqa: PLR2004 - "our" and "your" may mean a whole side
        return None
    guess = most_salient(walk.scene, pronoun, view(walk, i, found.passage, token))
    return guess if guess.entry is not None else None


def owned(noun: Noun, owner_name: str) -> str | None:
    """Return a description with its owner in place of the pronoun, None where that would not read well."""
    words = [w for w in noun.text.split()[1:] if w.lower() != "own"]
    if not words or _BINDING & {w.lower() for w in words}:
        return None
    return f"{' '.join(words)} of {owner_name}"
