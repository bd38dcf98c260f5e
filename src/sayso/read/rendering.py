"""Text, map and paragraphs, put together while a reader goes through its format."""

from __future__ import annotations

from sayso.model.document import Paragraph
from sayso.model.offsets import OffsetMap, OffsetMapBuilder
from sayso.model.span import Span, trimmed
from sayso.read.clean import cleaned
from sayso.read.mapping import composed, moved

#: What stands between two blocks.
BETWEEN = "\n\n"

Rendered = tuple[str, OffsetMap, tuple[Paragraph, ...], tuple[str, ...]]


class Rendering:
    """Collects blocks of text. A block is opened, filled and closed by the next; what stays empty leaves no trace."""

    def __init__(self, unit: str = "character") -> None:
        self._builder = OffsetMapBuilder(unit)
        self._kinds: list[str] = []
        self._edges: list[int] = []
        self._waiting: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the current block holds anything yet."""
        return self._waiting is None and bool(self._kinds)

    def open(self, kind: str = "paragraph") -> None:
        """Begin a block of `kind` (see Paragraph)."""
        self._waiting = kind

    def keep(self, words: str, source: int) -> None:
        """Append `words`, each character of which stands for one at `source`, `source` + 1, ..."""
        if words:
            self._begin()
            self._builder.keep(words, source)
            self._edges[-1] = self._builder.length

    def insert(self, words: str) -> None:
        """Append `words` that stand for nothing in the source; they open no block of their own."""
        if self.is_open:
            self._builder.insert(words)

    def _begin(self) -> None:
        if self._waiting is None and self._kinds:
            return
        if self._kinds:
            self._builder.insert(BETWEEN)
        self._kinds.append(self._waiting or "paragraph")
        self._edges += (self._builder.length, self._builder.length)
        self._waiting = None

    def finish(self) -> Rendered:
        """Return the cleaned text, the map back to the reader's source, the paragraphs, and the remarks of the cleaning."""
        text, offsets = self._builder.build()
        clean = cleaned(text)
        edges = list(moved(self._edges, clean.offsets, len(clean.text)))
        found = (
            Paragraph(span, kind)
            for kind, start, end in zip(self._kinds, edges[::2], edges[1::2], strict=True)
            if start < end and (span := trimmed(Span(start, end), clean.text)) is not None
        )
        return clean.text, composed(clean.offsets, offsets), tuple(found), clean.remarks
