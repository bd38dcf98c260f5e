"""Roles that verbs tell: "Wirr, who *heads* the mission" is its head, "the court *sentenced* Rell" makes him the defendant."""

from __future__ import annotations

from sayso.model.annotated import Token
from sayso.resolve.cast.bearers import may_be_person
from sayso.resolve.cast.cast import Role
from sayso.resolve.learning.reading import Reading
from sayso.resolve.names.nouns import noun_phrase
from sayso.resolve.tables import deeds, fates


def read_fate(reading: Reading, verb: Token) -> None:
    """Learn what somebody is to whom a verb tells that something is done, in the active or the passive: a suspect, a victim."""
    role = fates().get(verb.lemma) if verb.pos == "VERB" else None
    if role is None:
        return
    tokens, children = reading.passage.tokens, reading.passage.children
    passive = verb.tag == "VBN" and any(tokens[c].dep in {"nsubjpass", "auxpass"} for c in children[verb.index])
    undergoes = [c for c in children[verb.index] if tokens[c].dep == ("nsubjpass" if passive else "dobj")]
    for i in undergoes + [c for u in undergoes for c in children[u] if tokens[c].dep == "appos"]:
        entry = reading.entries.get(i) or reading.described(i)
        if entry is not None and may_be_person(entry) and not entry.plural:
            reading.scene.roster.learn(entry, Role(role, frozenset(), verb.start))
            entry.votes["person"] += 1


def read_clause(reading: Reading, verb: Token) -> None:
    """Learn from "who": a person, and where the verb tells one, a role ("who heads the mission")."""
    tokens, children = reading.passage.tokens, reading.passage.children
    entry = reading.entries.get(verb.head)
    if entry is None or not any(tokens[c].lower == "who" for c in children[verb.index]):
        return
    entry.votes["person"] += 1
    objects = [c for c in children[verb.index] if tokens[c].dep == "dobj"]
    if verb.lemma in deeds() and objects:
        phrase = noun_phrase(reading.passage, objects[0], reading.scene.text)
        words = frozenset(phrase.text.lower().split()) - {"the", "of", "a"}
        reading.scene.roster.learn(entry, Role(deeds()[verb.lemma], words, verb.start))
