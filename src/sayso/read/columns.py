"""Which column of a table holds what, by the names in columns.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sayso.model.source import Metadata

#: Roles with the names that a column of the role may have, best first.
Names = tuple[tuple[str, tuple[str, ...]], ...]
#: The roles of columns that become metadata as they stand; `published` is read as a date.
WORDS = ("publisher", "author", "title", "url", "side")


@cache
def table_names() -> Names:
    """Return, for each role in a table of articles, the names that a column of that role may have, best first."""
    return tuple((role, tuple(names)) for role, names in _data().items() if isinstance(names, list))


@cache
def sources_names() -> Names:
    """Return the same for a sources.csv."""
    return tuple((role, tuple(names)) for role, names in _data()["sources"].items())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("sayso.read").joinpath("columns.toml").read_text("utf-8"))


@lru_cache(maxsize=1000)
def plain_name(name: str) -> str:
    """Return a column's name as it is compared: letters and digits only, without case."""
    return "".join(c for c in name.casefold() if c.isalnum())


def roles(columns: Sequence[str], names: Names) -> dict[str, int]:
    """Return, for each role that some column fills, the index of the column with the best name for it."""
    return dict(_roles(tuple(columns), names))


@lru_cache(maxsize=1000)
def _roles(columns: tuple[str, ...], names: Names) -> dict[str, int]:
    at: dict[str, int] = {}
    for index, column in enumerate(columns):
        at.setdefault(plain_name(column), index)
    found = {role: next((at[plain] for plain in map(plain_name, candidates) if plain in at), -1) for role, candidates in names}
    return {role: index for role, index in found.items() if index >= 0}


def merged(first: Metadata, second: Metadata) -> Metadata:
    """Return what `first` says, and where it is silent what `second` says."""
    return Metadata(
        published=first.published or second.published,
        publisher=first.publisher or second.publisher,
        author=first.author or second.author,
        title=first.title or second.title,
        url=first.url or second.url,
        side=first.side or second.side,
    )
