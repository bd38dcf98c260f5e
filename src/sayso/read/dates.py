"""When a report was published, and how that is known.

Evidence in falling order of trust: what was given, a sources.csv or the columns of a table, explicit publication metadata of the file, the
text's own dateline. All of it is kept; where two differ a check says so. When a file was made or changed is not evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.document import DateEvidence
from sayso.model.source import Source
from sayso.read.content import Content
from sayso.read.dateline import dateline
from sayso.read.media import is_table


def publication_dates(source: Source, content: Content) -> tuple[DateEvidence, ...]:
    """Return all evidence of the publication date of a report, best first."""
    return tuple(_evidence(source, content))


def _evidence(source: Source, content: Content) -> Iterator[DateEvidence]:
    if source.given.published:
        yield DateEvidence(source.given.published, "given", "--published")
    if source.listed.published:
        yield DateEvidence(
            source.listed.published, "sources", "the table or its sources.csv" if is_table(source.media_type) else "sources.csv"
        )
    yield from content.stated.dates
    stated = dateline(content.text, content.paragraphs)
    if stated:
        yield stated
