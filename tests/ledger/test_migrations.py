"""A ledger is brought up to date step by step, and a step that fails leaves no trace."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.ledger.invented import analysis

from sayso.errors import LedgerError
from sayso.ledger import Ledger, migrations
from sayso.ledger.migrations import statements


def version(path: Path) -> int:
    """Return the version of the tables in the file."""
    raw = sqlite3.connect(path)
    try:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])
    finally:
        raw.close()


@pytest.fixture
def filled(path: Path) -> Path:
    """Return a ledger of the present version with one document."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write(analysis(), "r1")
    return path


def added_table(raw: sqlite3.Connection) -> None:
    """Add a table."""
    raw.execute("CREATE TABLE later (number INTEGER PRIMARY KEY) STRICT")


def broken_half_way(raw: sqlite3.Connection) -> None:
    """Add a table, then fail."""
    raw.execute("CREATE TABLE half (number INTEGER PRIMARY KEY) STRICT")
    raw.execute("INSERT INTO nowhere VALUES (1)")


def breaking_a_key(raw: sqlite3.Connection) -> None:
    """Take away the originals that documents refer to."""
    raw.execute("DELETE FROM original")


def test_an_older_ledger_is_brought_up_to_date(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening runs the steps that are missing and keeps what is there."""
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, added_table))
    with Ledger.open(filled) as ledger:
        assert ledger.counts() == {"document": 1, "statement": 3}
        assert list(ledger.verify()) == []
    assert version(filled) == 2
    with Ledger.open(filled) as ledger:
        assert ledger.counts() == {"document": 1, "statement": 3}


@pytest.mark.parametrize("step", [broken_half_way, breaking_a_key])
def test_a_step_that_fails_is_undone_whole(filled: Path, monkeypatch: pytest.MonkeyPatch, step: migrations.Migration) -> None:
    """Neither the step nor its version stay; the steps before it do."""
    present = migrations.MIGRATIONS
    monkeypatch.setattr(migrations, "MIGRATIONS", (*present, added_table, step))
    with pytest.raises((sqlite3.OperationalError, RuntimeError)):
        Ledger.open(filled)
    assert version(filled) == 2
    raw = sqlite3.connect(filled)
    assert raw.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    assert raw.execute("SELECT count(*) FROM original").fetchone() == (1,)
    raw.close()


def test_an_older_ledger_is_not_changed_by_reading(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only ledger of an older version says what to do."""
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, added_table))
    with pytest.raises(LedgerError, match="older sayso"):
        Ledger.open(filled, readonly=True)
    assert version(filled) == 1


def test_two_that_migrate_at_once_do_it_once(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who comes second sees that the step has been done."""
    raw = sqlite3.connect(filled, isolation_level=None)
    monkeypatch.setattr(migrations, "MIGRATIONS", (broken_half_way,))
    migrations._step(raw, 0, 0)  # noqa: SLF001 - the moment between looking and locking
    raw.close()
    assert version(filled) == 1


def test_statements_end_where_sql_ends_them() -> None:
    """A semicolon in a trigger's body or a comment ends nothing."""
    script = "CREATE TABLE a (b); -- one; two\nCREATE TRIGGER t BEFORE DELETE ON a\nBEGIN\n  SELECT 1;\nEND;\n"
    assert len(list(statements(script))) == 2
