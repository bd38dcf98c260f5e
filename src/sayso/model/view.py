"""What the stages right of the bar may ask of a ledger: the only thing that publish, collate and check know of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sayso.model.document import Paragraph
from sayso.model.records import Record
from sayso.model.source import Failure


class View(Protocol):
    """A readable snapshot of a ledger. Every iterator is in the order of the export and streams."""

    def header(self) -> Record:
        """Return the first line of the export: format, versions and digests, without time or place of the run."""

    def documents(self) -> Iterator[Record]:
        """Yield the `document` records of the current versions, each without its `text`."""

    def text(self, document: str) -> str:
        """Return the text of the document with this id."""

    def paragraphs(self, document: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the document with this id."""

    def records(self, kind: str, document: str | None = None) -> Iterator[Record]:
        """Yield the records of `kind` (of one document, where named) that belong to current versions."""

    def judgements(self) -> Iterator[Record]:
        """Yield the `judgement` records, oldest first."""

    def verdicts(self, record: str) -> Iterator[Record]:
        """Yield the judgements in force that are attached to the record with this id, oldest first."""

    def failures(self) -> Iterator[Failure]:
        """Yield what could not be read, wholly or in part."""
