"""Where a long document is cut: at paragraph ends, and in a paragraph without end at sentence ends or spaces.

spaCy takes about 1 GB for 100,000 characters parsed at once (its own estimate for parser and names), hence the limits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.model.document import Document, Paragraph
from sayso.model.span import Span

#: Characters in one section, about: what is held in memory as tokens at one time.
SECTION = 100_000
#: Characters that are parsed as one text at most.
PIECE = 10_000
#: Texts, and characters, that go through the parser in one batch.
BATCH_TEXTS, BATCH_CHARACTERS = 64, 20_000

_STOPS = (". ", "! ", "? ", "\n", "; ", ", ", " ")


def sections(document: Document) -> Iterator[tuple[Paragraph, ...]]:
    """Yield the document's paragraphs in groups of about `SECTION` characters, none longer than `PIECE`; one group at least."""
    group: list[Paragraph] = []
    size = 0
    for paragraph in document.paragraphs:
        for part in pieces(paragraph, document.text):
            if group and size + len(part.span) > SECTION:
                yield tuple(group)
                group, size = [], 0
            group.append(part)
            size += len(part.span)
    yield tuple(group)


def pieces(paragraph: Paragraph, text: str) -> Iterator[Paragraph]:
    """Yield the paragraph, or where it is longer than `PIECE` characters, what it is cut into (nothing is left out)."""
    start, end = paragraph.span.start, paragraph.span.end
    while end - start > PIECE:
        cut = _cut(text, start, start + PIECE)
        yield Paragraph(Span(start, cut), paragraph.kind)
        start = cut
    yield Paragraph(Span(start, end), paragraph.kind) if start > paragraph.span.start else paragraph


def batches(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    """Yield the paragraphs in runs of at most `BATCH_TEXTS` and about `BATCH_CHARACTERS`."""
    batch: list[Paragraph] = []
    size = 0
    for paragraph in paragraphs:
        if batch and (len(batch) == BATCH_TEXTS or size + len(paragraph.span) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(paragraph)
        size += len(paragraph.span)
    if batch:
        yield batch


def _cut(text: str, start: int, limit: int) -> int:
    """Return where to cut: after the last sentence end in the second half, else after a lesser stop, else at `limit`."""
    for stop in _STOPS:
        at = text.rfind(stop, (start + limit) // 2, limit)
        if at >= 0:
            return at + len(stop)
    return limit
