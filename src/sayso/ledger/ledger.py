"""The ledger: one file that holds the documents, their records and what people decided."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import Self

from sayso.ledger import attachments, judgements, search, write
from sayso.ledger.attachments import Detached
from sayso.ledger.connection import Connection, connect
from sayso.ledger.integrity import Fault, faults
from sayso.ledger.judgements import Decision
from sayso.ledger.query import LedgerView
from sayso.ledger.search import Hit
from sayso.model.analysis import Analysis
from sayso.model.records import Record
from sayso.model.source import Failure


class Ledger(LedgerView):
    """An open ledger: a view of its current versions, and what changes it. Use it as a context, or `close` it.

    Each method that writes is one transaction: it happens whole or not at all, also if the process is killed.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = False, readonly: bool = False) -> Self:
        """Open the ledger at `path`; with `create`, make one where there is none.

        A read-only ledger is a snapshot: it stays as it was when opened, whatever others write. Raises the errors below LedgerError.
        """
        return cls(connect(path, create=create, readonly=readonly))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def history(self) -> LedgerView:
        """Return a view of every version of the documents, not of the current ones alone."""
        return LedgerView(self._connection, every_version=True)

    def describe(self, versions: Mapping[str, str]) -> None:
        """Keep the versions and digests of what makes the records from now on."""
        with self._connection.transaction():
            write.write_versions(self._connection, versions)

    def known(self, identity: str, sha256: str) -> str | None:
        """Return the recipe by which the current version of `identity` was made, if it has these bytes; None if it has others or is new."""
        row = self._connection.row("SELECT recipe FROM document WHERE identity = ? AND sha256 = ? AND current", (identity, sha256))
        return str(row[0]) if row else None

    def outdated(self, rules: str) -> int:
        """Return how many current documents were made by other rules: their recipes do not begin with `rules`."""
        row = self._connection.row("SELECT count(*) FROM document WHERE current AND substr(recipe, 1, ?) <> ?", (len(rules), rules))
        return int(row[0]) if row else 0

    def write(self, analysis: Analysis, recipe: str) -> bool:
        """Store a document with its records; return whether anything was new.

        `recipe` names all that, apart from the bytes, decided what the records are. The same again changes no byte of the file; another
        recipe replaces the records; other bytes under the same identity are a new version.
        """
        with self._connection.transaction():
            changed = write.write_document(self._connection, analysis, recipe)
            write.replace_failures(self._connection, analysis.document, analysis.failures)
            if changed:
                attachments.refresh(self._connection, analysis.document.identity)
        return changed

    def fail(self, failure: Failure) -> None:
        """Keep what could not be read. An earlier version of the document stays as it is."""
        with self._connection.transaction():
            write.write_failure(self._connection, failure)

    def clear(self, identity: str) -> None:
        """Forget that the source with this identity could not be read: it can be again."""
        with self._connection.transaction():
            write.clear_failed(self._connection, identity)

    def derive(self, kind: str, records: Iterable[Record]) -> None:
        """Let `records` be all the records of `kind` that are derived from many documents. They may be read from this ledger."""
        spooled = write.spooled(records)
        with self._connection.transaction():
            write.write_derived(self._connection, kind, spooled)
            attachments.refresh_kind(self._connection, kind)

    def judge(self, decision: Decision) -> Record:
        """Keep what somebody decided and return its record; raise JudgementError or RecordError if it cannot be.

        A later decision of the same person on the same matter takes the place of the earlier one, which is kept.
        """
        with self._connection.transaction():
            return judgements.append(self._connection, decision)

    def detached(self) -> Iterator[Detached]:
        """Yield the targets of judgements that are not found any more, with the reason."""
        return attachments.detached(self._connection)

    def find(self, words: str, limit: int = 20) -> Iterator[Hit]:
        """Yield at most `limit` statements, then at most `limit` paragraphs, that have all the words; "a phrase", begin*."""
        return search.find(self._connection, words, limit)

    def verify(self) -> Iterator[Fault]:
        """Recompute every hash, slice, id and index, and yield what is not as it was written, a line each."""
        return faults(self._connection)
