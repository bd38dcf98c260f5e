"""What made the records: versions and digests of rules, lexicons and model, and the recipe of one document."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from sayso import __version__
from sayso.model.source import Metadata

_RULES = ("model", "read", "annotate", "extract", "resolve", "check")
_DATA = (".toml", ".tsv", ".csv", ".txt", ".json")


@cache
def versions() -> dict[str, str]:
    """Return the versions and digests that the ledger's header states; equal versions and documents give equal records.

    `rules` is a digest of the code and `lexicons` one of the data files of the stages that make records.
    """
    from sayso.annotate import versions as model_versions

    return {
        "sayso": __version__,
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "rules": _digest(lambda name: name.endswith(".py")),
        "lexicons": _digest(lambda name: name.endswith(_DATA)),
        **model_versions(),
    }


@cache
def rules() -> str:
    """Return a digest of `versions()`: every recipe of theirs begins with it."""
    return _short("\n".join(f"{key}={value}" for key, value in sorted(versions().items())))


def recipe(given: Metadata, listed: Metadata) -> str:
    """Return what decides a document's records, apart from its bytes: digests of the rules and of the metadata from outside."""
    return f"{rules()}-{_short(repr((given, listed)))}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _digest(wanted: Callable[[str], bool]) -> str:
    hashed = hashlib.sha256()
    for folder in _RULES:
        for name, data in sorted(_files(files("sayso") / folder, folder)):
            if wanted(name):
                hashed.update(f"{name}\n{len(data)}\n".encode())
                hashed.update(data)
    return hashed.hexdigest()[:20]


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            found += _files(entry, name) if entry.name != "__pycache__" else []
        elif name.endswith((".py", *_DATA)):
            found.append((name, entry.read_bytes()))
    return found
