"""Loads holders.toml: which nouns name people, bodies of people, or written things."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Holders:
    """Lemmas of nouns by what they name."""

    people: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]


@cache
def holders() -> Holders:
    """Return the word lists of holders.toml."""
    data = tomllib.loads(resources.files(__package__).joinpath("holders.toml").read_text("utf-8"))
    return Holders(*(frozenset(data[key].split()) for key in ("people", "bodies", "documents")))
