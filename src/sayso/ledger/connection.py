"""The one door to SQLite: opens the file, sets it up, and turns SQLite's errors into ours. It knows nothing of records.

Errors are told apart by SQLite's result codes (https://www.sqlite.org/rescode.html), never by the words of a message.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso.errors import FullDisk, LedgerError, LockedLedger, MissingLedger, NewerLedger, NotALedger, ReadOnlyLedger, RefusedWrite
from sayso.ledger import migrations

#: Marks a file as ours (`PRAGMA application_id`): "says" in ASCII.
APPLICATION_ID = 0x73617973

#: Seconds to wait for another process to finish a transaction.
PATIENCE = 10.0

#: The first version with STRICT tables.
_OLDEST = (3, 37)

#: Bytes of the smallest database there can be.
_LEAST = 512

#: Bytes of a long value that are read or written at a time.
PIECE = 1 << 20

Row = tuple[Any, ...]

_ERRORS: dict[int, type[LedgerError]] = {
    sqlite3.SQLITE_BUSY: LockedLedger,
    sqlite3.SQLITE_LOCKED: LockedLedger,
    sqlite3.SQLITE_READONLY: ReadOnlyLedger,
    sqlite3.SQLITE_PERM: ReadOnlyLedger,
    sqlite3.SQLITE_CANTOPEN: ReadOnlyLedger,
    sqlite3.SQLITE_NOTADB: NotALedger,
    sqlite3.SQLITE_CORRUPT: NotALedger,
    sqlite3.SQLITE_FULL: FullDisk,
    sqlite3.SQLITE_IOERR_SHMSIZE: FullDisk,
    sqlite3.SQLITE_IOERR_WRITE: RefusedWrite,
    sqlite3.SQLITE_IOERR_FSYNC: RefusedWrite,
    sqlite3.SQLITE_IOERR_TRUNCATE: RefusedWrite,
    sqlite3.SQLITE_IOERR: LedgerError,
    sqlite3.SQLITE_TOOBIG: LedgerError,
    sqlite3.SQLITE_NOMEM: LedgerError,
}
_SYSTEM_ERRORS: dict[int, type[LedgerError]] = {
    errno.EACCES: ReadOnlyLedger,
    errno.EPERM: ReadOnlyLedger,
    errno.EROFS: ReadOnlyLedger,
    errno.ENOSPC: FullDisk,
    errno.EDQUOT: FullDisk,
}


class Connection:
    """An open ledger file. Every SQLite error that a person can do something about leaves it as a LedgerError."""

    def __init__(self, raw: sqlite3.Connection, path: str) -> None:
        self._raw, self.path = raw, path

    def rows(self, sql: str, values: Iterable[Any] = ()) -> Iterator[Row]:
        """Yield the rows of a query, as they are asked for."""
        with self._guarded():
            for row in self._raw.execute(sql, tuple(values)):  # noqa: UP028 - `yield from` would close the cursor after the file
                yield row

    def row(self, sql: str, values: Iterable[Any] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        with self._guarded():
            found: Row | None = self._raw.execute(sql, tuple(values)).fetchone()
            return found

    def run(self, sql: str, values: Iterable[Any] = ()) -> int:
        """Carry out one statement; return the number of the row that it inserted last."""
        with self._guarded():
            return self._raw.execute(sql, tuple(values)).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Iterable[Any]]) -> None:
        """Carry out one statement for each of `rows`."""
        with self._guarded():
            self._raw.executemany(sql, (tuple(row) for row in rows))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the write lock; commit at the end, or undo everything if an exception passes through."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            if self._raw.in_transaction:  # SQLite ends it by itself on a full disk
                self._raw.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything read inside come from one moment, whatever others write meanwhile."""
        if self._raw.in_transaction:
            yield
            return
        self.run("BEGIN")
        try:
            yield
        finally:
            self._raw.execute("ROLLBACK")

    def pieces(self, table: str, column: str, number: int) -> Iterator[bytes]:
        """Yield the bytes of one stored value, `PIECE` at a time."""
        with self._guarded(), self._raw.blobopen(table, column, number, readonly=True) as opened:
            while piece := opened.read(PIECE):
                yield piece

    def fill(self, table: str, column: str, number: int, pieces: Iterable[bytes]) -> None:
        """Write the bytes of one stored value, which is as long as they are already: so they are never copied as a whole."""
        with self._guarded(), self._raw.blobopen(table, column, number) as opened:
            for piece in pieces:
                opened.write(piece)

    @property
    def readonly(self) -> bool:
        """Whether SQLite refuses to write through this connection."""
        return bool(self.row("PRAGMA query_only") == (1,))

    def close(self) -> None:
        """Close the file; the write-ahead log goes back into it."""
        with self._guarded():
            self._raw.close()

    def _guarded(self) -> _Guard:
        return _Guard(self.path)


class _Guard:
    """A context that turns SQLite's errors into ours. A class, for it stands in the innermost loops."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            ours = translated(error, self.path)
            if ours is not None:
                raise ours from error


def translated(error: sqlite3.Error, path: str) -> LedgerError | None:
    """Return our error for SQLite's, or None if it is a fault in our own code."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    kind = _ERRORS.get(code) or _ERRORS.get(code & 0xFF)
    if kind is None:
        return None
    if kind is LedgerError:
        return LedgerError(path, f"{error}, {error.sqlite_errorname}")
    return kind(path)


def connect(path: str | os.PathLike[str], *, create: bool = False, readonly: bool = False) -> Connection:
    """Open the ledger at `path`; with `create`, make one (mode 0600) where there is none.

    A read-only connection sees the ledger as it was when opened, whatever others write meanwhile.
    Raises the errors below LedgerError.
    """
    place, name = Path(path).absolute(), str(path)
    if sqlite3.sqlite_version_info < _OLDEST:
        raise LedgerError(name, f"needs SQLite 3.37 or later, and this Python has {sqlite3.sqlite_version}; use another Python")
    if not os.path.lexists(place):
        if readonly or not create:
            raise MissingLedger(name)
        _make(place, name)
    elif not place.is_file():
        raise NotALedger(name, "not a file")
    elif 0 < place.stat().st_size < _LEAST:
        raise NotALedger(name)  # SQLite would take it for an empty database and write over it
    raw = _opened(place, name, readonly=readonly)
    try:
        with _Guard(name):
            _check(raw, name, create=create and not readonly, readonly=readonly)
            _set_up(raw, readonly=readonly)
    except BaseException:
        raw.close()
        raise
    return Connection(raw, name)


def _make(place: Path, name: str) -> None:
    """Make an empty file for its owner alone; SQLite gives -wal and -shm the same mode."""
    try:
        os.close(os.open(place, os.O_CREAT | os.O_WRONLY, 0o600))
    except FileNotFoundError:
        raise LedgerError(name, "its folder does not exist; make it first") from None
    except OSError as error:
        kind = _SYSTEM_ERRORS.get(error.errno or 0, LedgerError)
        raise kind(name, error.strerror or "") from error


def _opened(place: Path, name: str, *, readonly: bool) -> sqlite3.Connection:
    with _Guard(name):
        if not readonly:
            return _raw(f"{place.as_uri()}?mode=rw")
        raw = _raw(f"{place.as_uri()}?mode=ro")
        try:
            raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except sqlite3.OperationalError as error:
            raw.close()
            # In a folder where nothing may be written SQLite cannot make the files it reads a log with; without a log, none is needed.
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} or _has_log(place):
                raise
            return _raw(f"{place.as_uri()}?mode=ro&immutable=1")
        except BaseException:
            raw.close()
            raise
        return raw


def _raw(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)


def _has_log(place: Path) -> bool:
    log = place.with_name(place.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _check(raw: sqlite3.Connection, name: str, *, create: bool, readonly: bool) -> None:
    """Make sure that the file is a ledger that we can read, before anything is written to it; bring an older one up to date."""
    (application,) = raw.execute("PRAGMA application_id").fetchone()
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    (tables,) = raw.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    blank = not (application or version or tables)
    if blank and not create:
        raise NotALedger(name, "it is empty")
    if not blank and application != APPLICATION_ID:
        raise NotALedger(name)
    if version > migrations.newest():
        raise NewerLedger(name)
    if version == migrations.newest():
        return
    if readonly:
        raise ReadOnlyLedger(name, "it was written by an older sayso and is brought up to date when it is opened for writing")
    if blank:
        raw.execute("PRAGMA journal_mode = WAL")
    migrations.migrate(raw, APPLICATION_ID)


def _set_up(raw: sqlite3.Connection, *, readonly: bool) -> None:
    raw.execute("PRAGMA trusted_schema = OFF")  # a ledger from a stranger runs no functions of its own choice
    raw.execute("PRAGMA cache_size = -32000")  # 32 MB
    if readonly:
        raw.execute("PRAGMA query_only = ON")
        raw.execute("BEGIN")
        raw.execute("SELECT count(*) FROM meta").fetchone()  # from here on the view stands still
        return
    raw.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a crash loses at most the last transactions and damages nothing
    raw.execute("PRAGMA wal_autocheckpoint = 4000")  # 16 MB: many small documents between two visits to the main file
    raw.execute("PRAGMA journal_size_limit = 67108864")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA recursive_triggers = ON")  # so that INSERT OR REPLACE cannot get around the triggers either
