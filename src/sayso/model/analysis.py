"""What reading one source comes to: the value that the ledger writes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model.document import Document
from sayso.model.records import Record, encode
from sayso.model.source import Failure

#: Records in one block: large enough to compress well, small enough that a huge document is never held in memory as objects.
BLOCK = 500


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document, the bytes it was read from, and its records in blocks (`pack`); `failures` say what was read only in part."""

    document: Document
    original: bytes
    blocks: tuple[bytes, ...]
    failures: tuple[Failure, ...] = ()

    def records(self) -> Iterator[Record]:
        """Yield the records one by one, unpacking one block at a time."""
        for block in self.blocks:
            yield from unpack(block)


def pack(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield `records` as compressed blocks of JSON lines, `BLOCK` records each."""
    lines: list[str] = []
    for record in records:
        lines.append(encode(record))
        if len(lines) == BLOCK:
            yield _compressed(lines)
            lines = []
    if lines:
        yield _compressed(lines)


def unpack(block: bytes) -> Iterator[Record]:
    """Yield the records of one block."""
    for line in zlib.decompress(block).decode().split("\n"):  # not splitlines: the words may hold other line breaks than this one
        yield json.loads(line)


def _compressed(lines: list[str]) -> bytes:
    return zlib.compress("\n".join(lines).encode(), level=1)
