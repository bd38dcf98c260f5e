"""Loads utterance.toml: the words of time and place that stand beside a cue."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Location:
    """What makes a phrase one of time, or one of place: its preposition and its noun, or an adverb; all in lower case."""

    prepositions: frozenset[str]
    adverbs: frozenset[str]
    nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Utterances:
    """The lists for time and for place."""

    time: Location
    place: Location


@cache
def utterances() -> Utterances:
    """Return the word lists of utterance.toml."""
    data = tomllib.loads(resources.files(__package__).joinpath("utterance.toml").read_text("utf-8"))
    return Utterances(*(Location(**{k: frozenset(data[part][k].split()) for k in data[part]}) for part in ("time", "place")))
