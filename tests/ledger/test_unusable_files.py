"""A ledger that cannot be used says so in one line, whatever was asked of it; add every new method to the lists here."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.ledger.invented import BULLETIN, analysis, document, statement

from sayso.errors import FullDisk, LedgerError, LockedLedger, MissingLedger, NewerLedger, NotALedger, ReadOnlyLedger
from sayso.ledger import Decision, Ledger, connection
from sayso.model.source import Failure

Method = Callable[[Ledger], object]
READ = document()
RECORD = str(statement(READ, "any boat had left")["id"])
OTHER = analysis(document("Another. " * 400, "other.txt"), [])

READING: dict[str, Method] = {
    "header": lambda ledger: ledger.header(),
    "documents": lambda ledger: list(ledger.documents()),
    "document": lambda ledger: ledger.document(READ.id),
    "text": lambda ledger: ledger.text(READ.id),
    "paragraphs": lambda ledger: ledger.paragraphs(READ.id),
    "original": lambda ledger: ledger.original(READ.sha256),
    "records": lambda ledger: list(ledger.records("statement")),
    "get": lambda ledger: ledger.get("statement", RECORD),
    "judgements": lambda ledger: list(ledger.judgements()),
    "verdicts": lambda ledger: list(ledger.verdicts(RECORD)),
    "failures": lambda ledger: list(ledger.failures()),
    "history": lambda ledger: list(ledger.history().documents()),
    "known": lambda ledger: ledger.known(READ.identity, READ.sha256),
    "find": lambda ledger: list(ledger.find("boats")),
    "outdated": lambda ledger: ledger.outdated("r2"),
    "counts": lambda ledger: ledger.counts(),
    "detached": lambda ledger: list(ledger.detached()),
}
WRITING: dict[str, Method] = {
    "describe": lambda ledger: ledger.describe({"sayso": "2"}),
    "write": lambda ledger: ledger.write(OTHER, "r1"),
    "fail": lambda ledger: ledger.fail(Failure("a", "a", "failed", "is empty")),
    "clear": lambda ledger: ledger.clear("gone.txt"),
    "derive": lambda ledger: ledger.derive("finding", []),
    "judge": lambda ledger: ledger.judge(Decision("accept", "Ana", (RECORD,))),
}
OTHERS = {"open", "close", "verify"}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for locks."""
    monkeypatch.setattr(connection, "PATIENCE", 0.0)


@pytest.fixture
def filled(path: Path) -> Path:
    """Return a ledger with one document and one failure."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write(analysis(), "r1")
        ledger.fail(Failure("gone.txt", "gone.txt", "failed", "no such file"))
    return path


def assert_one_line(error: LedgerError, path: Path) -> None:
    """Check that the error names the file and is one line."""
    assert str(error).startswith(f"{path}: ")
    assert "\n" not in str(error)


def test_the_lists_name_every_method() -> None:
    """A method that is added to the ledger is added here."""
    public = {name for name in dir(Ledger) if not name.startswith("_")}
    assert public == READING.keys() | WRITING.keys() | OTHERS


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Hold a lock on the ledger from another connection."""
    raw = sqlite3.connect(path, isolation_level=None)
    if how == "EXCLUSIVE":
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute(f"BEGIN {how}")
    try:
        yield
    finally:
        raw.execute("ROLLBACK")
        raw.close()


@pytest.mark.parametrize("method", WRITING.values(), ids=WRITING)
def test_writing_beside_a_writer_says_that_the_ledger_is_in_use(filled: Path, method: Method) -> None:
    """While another process writes, nothing else can be written."""
    with Ledger.open(filled) as ledger, held(filled, "IMMEDIATE"):
        with pytest.raises(LockedLedger) as raised:
            method(ledger)
        assert_one_line(raised.value, filled)
        assert ledger.counts() == {"document": 1, "statement": 3, "failure": 1}


@pytest.mark.parametrize("method", READING.values(), ids=READING)
def test_reading_beside_a_writer_works(filled: Path, method: Method) -> None:
    """A writer does not keep anybody from reading."""
    with Ledger.open(filled) as ledger, held(filled, "IMMEDIATE"):
        method(ledger)


def test_verifying_beside_a_writer_says_that_the_ledger_is_in_use(filled: Path) -> None:
    """To check the word indexes SQLite needs the write lock."""
    with Ledger.open(filled) as ledger, held(filled, "IMMEDIATE"), pytest.raises(LockedLedger):
        list(ledger.verify())


@pytest.mark.parametrize("readonly", [True, False])
def test_a_ledger_held_alone_by_another_cannot_be_opened(filled: Path, readonly: bool) -> None:  # noqa: FBT001 - a case
    """A process that has taken the file for itself keeps everybody out."""
    with held(filled, "EXCLUSIVE"), pytest.raises(LockedLedger):
        Ledger.open(filled, readonly=readonly)


@pytest.mark.parametrize("method", WRITING.values(), ids=WRITING)
def test_a_read_only_ledger_refuses_to_be_written(filled: Path, method: Method) -> None:
    """Each writing method says that it cannot."""
    with Ledger.open(filled, readonly=True) as ledger, pytest.raises(LedgerError) as raised:
        method(ledger)
    assert isinstance(raised.value, ReadOnlyLedger)
    assert_one_line(raised.value, filled)


@pytest.mark.parametrize("method", READING.values(), ids=READING)
def test_a_read_only_ledger_can_be_read(filled: Path, method: Method) -> None:
    """Each reading method works."""
    with Ledger.open(filled, readonly=True) as ledger:
        method(ledger)


@pytest.fixture
def forbidden(filled: Path) -> Iterator[Path]:
    """Return a ledger in a folder where this process may only read, also where the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    try:
        there = folder / "sayso.db"
        shutil.copy(filled, there)
        there.chmod(0o444)
        folder.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)
            try:
                yield there
            finally:
                os.seteuid(0)
        else:
            yield there
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.parametrize("method", READING.values(), ids=READING)
def test_a_ledger_in_a_folder_that_cannot_be_written_can_be_read(forbidden: Path, method: Method) -> None:
    """A ledger on a read-only disk opens for reading and leaves nothing beside it."""
    with Ledger.open(forbidden, readonly=True) as ledger:
        method(ledger)
        assert list(ledger.verify()) == []
    assert [p.name for p in forbidden.parent.iterdir()] == ["sayso.db"]


def test_a_ledger_that_cannot_be_written_says_so(forbidden: Path) -> None:
    """Opened for writing, or to be made, it names the file and its folder."""
    for create in (False, True):
        with pytest.raises(ReadOnlyLedger, match="permissions"):
            Ledger.open(forbidden, create=create)
    with pytest.raises(ReadOnlyLedger):
        Ledger.open(forbidden.with_name("new.db"), create=True)


def test_a_file_that_may_not_be_read_says_so(forbidden: Path) -> None:
    """A ledger of somebody else."""
    if os.getuid() == 0:
        os.seteuid(0)
    forbidden.chmod(0)
    if os.getuid() == 0:
        os.seteuid(65534)
    with pytest.raises(ReadOnlyLedger):
        Ledger.open(forbidden, readonly=True)


@pytest.mark.parametrize("readonly", [True, False])
@pytest.mark.parametrize("content", [b"a", b"Nothing of ours.\n" * 100, b"SQLite format 3\x00" + b"x" * 5000, bytes(4096)])
def test_a_file_that_is_no_ledger_is_left_alone(path: Path, content: bytes, readonly: bool) -> None:  # noqa: FBT001 - a case
    """Text, junk and nearly a database are refused and not touched."""
    path.write_bytes(content)
    with pytest.raises(NotALedger) as raised:
        Ledger.open(path, create=not readonly, readonly=readonly)
    assert_one_line(raised.value, path)
    assert path.read_bytes() == content
    assert [p.name for p in path.parent.iterdir()] == ["sayso.db"]


def test_the_database_of_another_program_is_left_alone(path: Path) -> None:
    """A SQLite file that is not ours is refused and not touched."""
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs (a)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(NotALedger):
        Ledger.open(path, create=True)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_left_alone(filled: Path) -> None:
    """A ledger written by a later version is not opened."""
    raw = sqlite3.connect(filled)
    raw.execute("PRAGMA user_version = 999")
    raw.close()
    for readonly in (True, False):
        with pytest.raises(NewerLedger, match="update sayso"):
            Ledger.open(filled, readonly=readonly)


def test_a_truncated_ledger_is_said_to_be_damaged(filled: Path) -> None:
    """Half a file: the error comes on opening or on reading, and `verify` lists it as a fault."""
    whole = filled.read_bytes()
    for part in range(1, 8):
        filled.write_bytes(whole[: len(whole) * part // 8])
        with pytest.raises(NotALedger) as raised, Ledger.open(filled) as ledger:  # noqa: PT012 - opening may work, reading may not
            assert list(ledger.verify()) != []
            for method in READING.values():
                method(ledger)
        assert_one_line(raised.value, filled)


def test_no_ledger_is_made_unless_asked_for(path: Path) -> None:
    """Opening what is not there says how to make one."""
    for readonly in (True, False):
        with pytest.raises(MissingLedger, match="sayso read"):
            Ledger.open(path, readonly=readonly)
    assert not path.exists()
    with pytest.raises(LedgerError, match="folder does not exist"):
        Ledger.open(path / "below" / "sayso.db", create=True)
    with pytest.raises(NotALedger, match="not a file"):
        Ledger.open(path.parent)


def test_an_empty_file_is_a_ledger_only_when_one_is_to_be_made(path: Path) -> None:
    """What a run that was killed at once leaves behind is filled by the next."""
    path.touch()
    with pytest.raises(NotALedger, match="empty"):
        Ledger.open(path)
    with Ledger.open(path, create=True) as ledger:
        assert ledger.write(analysis(), "r1")


@pytest.mark.parametrize("name", sorted(WRITING))
def test_a_full_disk_says_so_and_loses_nothing(filled: Path, name: str) -> None:
    """What was being written is undone; what was there stays; it goes on when there is room."""
    with Ledger.open(filled) as ledger:
        raw = ledger._connection._raw  # noqa: SLF001 - a disk is full where the test says so
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages}")
        before = list(ledger.documents()), list(ledger.records("statement"))
        if name == "write":
            with pytest.raises(FullDisk, match="make room") as raised:
                WRITING[name](ledger)
            assert_one_line(raised.value, filled)
            assert (list(ledger.documents()), list(ledger.records("statement"))) == before
        else:
            with pytest.raises(FullDisk):  # noqa: PT012 - small things fit until they do not
                for number in range(10_000):
                    WRITING[name](ledger)
                    ledger.fail(Failure(f"{number}" * 99, "a", "failed", "is empty"))
        raw.execute("PRAGMA max_page_count = 1000000")
        WRITING["write"](ledger)
        assert list(ledger.verify()) == []


def test_too_long_a_text_is_an_error_of_one_line(ledger: Ledger) -> None:
    """SQLite's limit on the length of a value is told as such."""
    ledger._connection._raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 20_000)  # noqa: SLF001 - the real limit needs a gigabyte
    with pytest.raises(LedgerError, match="TOOBIG"):
        ledger.write(analysis(document(BULLETIN * 200), []), "r1")


def test_an_error_of_our_own_is_not_dressed_up(ledger: Ledger) -> None:
    """A wrong statement is a bug and stays SQLite's error."""
    with pytest.raises(sqlite3.OperationalError):
        ledger._connection.run("SELECT nothing FROM nowhere")  # noqa: SLF001


def test_an_old_sqlite_is_said_to_be_too_old(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some systems' Python comes with an SQLite that cannot make our tables."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(LedgerError, match="needs SQLite"):
        Ledger.open(path, create=True)
    assert not path.exists()
