"""Loads phrases.toml and hedges.toml: the small word lists of the construction rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Phrases:
    """The lists of phrases.toml. `viewpoint` maps a noun to the prepositions with which it makes a viewpoint phrase.

    `causative` maps a verb to the words that make a verb of telling of it: "let it be known".
    """

    viewpoint: Mapping[str, frozenset[str]]
    thinking: frozenset[str]
    light_verbs: frozenset[str]
    evidence: frozenset[str]
    media: frozenset[str]
    media_places: frozenset[str]
    media_prepositions: frozenset[str]
    spokespersons: frozenset[str]
    agent_prepositions: frozenset[str]
    labels: frozenset[str]
    title_nouns: frozenset[str]
    citing: frozenset[str]
    passing: frozenset[str]
    stage: frozenset[str]
    announced: frozenset[str]
    issuing: frozenset[str]
    signs: frozenset[str]
    causative: Mapping[str, frozenset[str]]
    ends: frozenset[str]
    spreads: frozenset[str]
    measures: frozenset[str]
    abstract: frozenset[str]
    thoughts: frozenset[str]
    questions: frozenset[str]
    judging: frozenset[str]
    grounds: frozenset[str]
    states: frozenset[str]
    measured: frozenset[str]
    deeds: frozenset[str]
    undone: frozenset[str]
    intransitive: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hedges:
    """The lists of hedges.toml: `hearsay` adverbs stand for a source that is not named."""

    hearsay: frozenset[str]
    claimed: frozenset[str]
    alleged: frozenset[str]
    adverbs: frozenset[str]
    modals: frozenset[str]
    verbs: frozenset[str]
    raised: frozenset[str]
    impersonal: frozenset[str]
    nouns: frozenset[str]


@cache
def phrases() -> Phrases:
    """Return the word lists of phrases.toml."""
    data = _load("phrases.toml")
    viewpoint: dict[str, set[str]] = {}
    for preposition, nouns in data["viewpoint"].items():
        for noun in nouns.split():
            viewpoint.setdefault(noun, set()).add(preposition)
    media, agents = data["media"], data["agents"]
    return Phrases(
        viewpoint={noun: frozenset(prepositions) for noun, prepositions in viewpoint.items()},
        thinking=_words(data["thinking"]["nouns"]),
        light_verbs=_words(data["light"]["verbs"]),
        evidence=_words(data["evidence"]["nouns"]),
        media=_words(media["written"]) | _words(media["spoken"]),
        media_places=_words(media["places"]),
        media_prepositions=_words(media["prepositions"]),
        spokespersons=_words(agents["spokespersons"]),
        agent_prepositions=_words(agents["prepositions"]),
        labels=_words(data["labels"]["words"]),
        title_nouns=_words(data["titles"]["nouns"]),
        citing=_words(data["citing"]["verbs"]),
        passing=_words(data["citing"]["passing"]),
        stage=_words(data["stage"]["words"]),
        announced=_words(data["blocks"]["texts"]),
        issuing=_words(data["blocks"]["issuing"]),
        signs=_words(data["signs"]["nouns"]),
        causative={verb: _words(words) for verb, words in data["causative"].items()},
        ends=_words(data["ends"]["verbs"]),
        spreads=_words(data["spreads"]["verbs"]),
        measures=_words(data["measures"]["nouns"]),
        abstract=_words(data["abstract"]["nouns"]),
        thoughts=_words(data["thoughts"]["nouns"]),
        questions=_words(data["thoughts"]["questions"]),
        judging=_words(data["thoughts"]["judging"]),
        grounds=_words(data["grounds"]["nouns"]),
        states=_words(data["states"]["adjectives"]),
        measured=_words(data["measured"]["nouns"]),
        deeds=_words(data["deeds"]["nouns"]),
        undone=_words(data["deeds"]["undone"]),
        intransitive=_words(data["intransitive"]["verbs"]),
    )


@cache
def hedges() -> Hedges:
    """Return the word lists of hedges.toml."""
    data = _load("hedges.toml")
    return Hedges(**{field.name: _words(data[field.name]) for field in fields(Hedges)})


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())
