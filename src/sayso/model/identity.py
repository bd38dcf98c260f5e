"""Ids that every machine computes alike: versioned hashes of what a record is about, never of what was concluded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sayso.model.span import Span

#: The version of the id scheme; it stands in every id, so that ids of two schemes cannot be mixed up.
VERSION = 1

_DIGITS = 20  # hexadecimal digits, 80 bits: one clash expected at some 10^12 records


def document_id(identity: str, sha256: str) -> str:
    """Return the id of the document with this identity and these bytes (`sha256` in hexadecimal)."""
    return f"document{VERSION}-{_digest('document', identity, sha256)}"


def record_id(kind: str, document: str, spans: Iterable[Span], ordinal: int = 0) -> str:
    """Return the id of a record of `kind` anchored on `spans` of the document with id `document`.

    `ordinal` tells apart records of one kind that share their anchor; 0 leaves the id as it is without one.
    """
    anchor = ",".join(f"{s.start}-{s.end}" for s in spans)
    parts = [kind, document, anchor] + ([str(ordinal)] if ordinal else [])
    return f"{kind}{VERSION}-{_digest(*parts)}"


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
