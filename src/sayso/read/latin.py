"""Which older encoding a text in Latin letters is in: the one in which its special letters are those of one language.

The encodings differ in a few letters only, and share their punctuation; statistics of bytes mistake short texts, alphabets do not. Where
nothing but punctuation is special, or two languages explain a text equally well, the more usual encoding is taken.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

#: Signs that any language may use, whatever its alphabet.
_SIGNS = frozenset("“”‘’„‚«»‹›–—…•·€£§©®™°±†‡\u00a0\u00ad½¼¾²×")
#: The share of special characters that the alphabet must explain.
ENOUGH = 0.9


def latin_encoding(sample: bytes) -> str | None:
    """Return Python's name of the encoding in which the special letters of `sample` make up one language, or None for no such one."""
    best, best_share = None, ENOUGH
    for letters, encodings in _alphabets():
        for encoding in encodings:
            share = _share(sample, encoding, letters)
            if share >= best_share and (best is None or share > best_share):
                best, best_share = encoding, share
    return best


def _share(sample: bytes, encoding: str, letters: frozenset[str]) -> float:
    """Return the share of the special characters of `sample`, in `encoding`, that the alphabet or common signs explain."""
    special = [char for char in sample.decode(encoding, "replace") if char > "\x7f" and char not in _SIGNS]
    return sum(char in letters for char in special) / len(special) if special else 1.0


@cache
def _alphabets() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    data = tomllib.loads(files("sayso.read").joinpath("alphabets.toml").read_text("utf-8"))
    return tuple((frozenset(one["letters"] + one["letters"].upper()), tuple(one["encodings"])) for one in data["language"])
