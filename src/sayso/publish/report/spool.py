"""Finished parts of a page, put aside until their place in it comes."""

from __future__ import annotations

from array import array
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from markupsafe import Markup

#: Parts stay in memory up to this many bytes together; beyond, they go to a nameless temporary file that only its maker can read.
IN_MEMORY = 32_000_000


class Spool:
    """A shelf for markup: `add` returns a slot, `take` gives its markup back. Memory stays bounded however much is put aside."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._starts = array("Q", [0])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def add(self, markup: str) -> int:
        """Put `markup` aside and return its slot. All parts are added before the first one is taken."""
        self._starts.append(self._starts[-1] + self._file.write(markup.encode()))
        return len(self._starts) - 2

    def take(self, slot: int) -> Markup:
        """Return the markup in `slot`."""
        start, end = self._starts[slot : slot + 2]
        self._file.seek(start)
        return Markup(self._file.read(end - start).decode())  # noqa: S704 - it was rendered from templates that escape
