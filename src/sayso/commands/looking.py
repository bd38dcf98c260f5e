"""A ledger opened to be looked at, wherever it lies."""

from __future__ import annotations

from pathlib import Path

from sayso.errors import ReadOnlyLedger
from sayso.ledger import Ledger


def looked_at(path: Path) -> Ledger:
    """Return the ledger at `path`, read-only where it may not be written; raises the errors below LedgerError.

    Elsewhere it is opened like any other: a connection that only reads would leave the files that SQLite keeps beside a ledger in use.
    """
    try:
        return Ledger.open(path)
    except ReadOnlyLedger:
        return Ledger.open(path, readonly=True)
