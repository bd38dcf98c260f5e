"""The versions of the ledger's tables. A step is a function; each runs in a transaction of its own and is checked before it counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from importlib.resources import files

Migration = Callable[[sqlite3.Connection], None]


def migrate(raw: sqlite3.Connection, application: int) -> None:
    """Bring the tables to the newest version, step by step; a step that fails leaves the file as it was before that step."""
    (version,) = raw.execute("PRAGMA user_version").fetchone()
    for number in range(version, len(MIGRATIONS)):
        _step(raw, number, application)


def _step(raw: sqlite3.Connection, number: int, application: int) -> None:
    raw.execute("PRAGMA foreign_keys = OFF")  # a table may be made anew; the check below finds what was broken
    raw.execute("BEGIN IMMEDIATE")
    try:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        if version == number:  # otherwise another process has been quicker
            MIGRATIONS[number](raw)
            _check(raw)
            raw.execute(f"PRAGMA application_id = {application}")
            raw.execute(f"PRAGMA user_version = {number + 1}")
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise


def _check(raw: sqlite3.Connection) -> None:
    faults = [f"foreign key of {row[0]} row {row[1]}" for row in raw.execute("PRAGMA foreign_key_check")]
    faults += [str(row[0]) for row in raw.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if faults:
        msg = f"a migration broke the ledger and was undone: {faults[0]}"
        raise RuntimeError(msg)


def to_version_1(raw: sqlite3.Connection) -> None:
    """Make the tables of schema.sql."""
    for statement in statements(files("sayso.ledger").joinpath("schema.sql").read_text("utf-8")):
        raw.execute(statement)


def statements(script: str) -> Iterator[str]:
    """Yield the statements of an SQL script one by one (`executescript` would commit the transaction that we are in)."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if ";" in line and sqlite3.complete_statement(pending):
            yield pending
            pending = ""


MIGRATIONS: tuple[Migration, ...] = (to_version_1,)


def newest() -> int:
    """Return the version of the tables that this sayso writes."""
    return len(MIGRATIONS)
