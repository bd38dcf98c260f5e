"""How commands end when they are stopped, when nobody listens any more, and when there is no room: real processes, real signals."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from tests.command_line import Run, runner
from tests.hostile import NOTE

from sayso.commands.reading import Request, read_paths
from sayso.ledger import Ledger

pytestmark = pytest.mark.end_to_end

SAYSO = [sys.executable, "-m", "sayso"]
STOPPED = "sayso: stopped; what was read is kept, the same command goes on from here\n"
REPORTS = 40
#: Bytes that a process of a test may write to one file.
ROOM = 400_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with reports enough to be interrupted in, the first of which are short and the others long."""
    pile = tmp_path / "pile"
    pile.mkdir()
    for number in range(REPORTS):
        (pile / f"{number:02}.txt").write_text(f"Report {number}.\n\n" + NOTE * (1 if number < 5 else 40), encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> Run:
    """Return a function that runs `sayso` in this process, for what comes after the ending."""
    return runner(monkeypatch, capsys, folder)


def sayso(folder: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return] # options are passed on
        [*SAYSO, *arguments], cwd=folder, check=False, text=True, **{"capture_output": True, **options}
    )


@contextmanager
def reading(folder: Path, jobs: int) -> Iterator[subprocess.Popen[str]]:
    """Start to read the reports in a group of processes of its own; give it when the first are written."""
    process = subprocess.Popen(
        [*SAYSO, "read", "pile", "--jobs", str(jobs)],
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        assert eventually(lambda: process.poll() is not None or count(folder) >= 2)
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def eventually(happens: Callable[[], bool]) -> bool:
    """Wait for something at most a minute; tell whether it happened."""
    for _ in range(1200):
        if happens():
            return True
        time.sleep(0.05)
    return False


def count(folder: Path) -> int:
    """Return how many documents the ledger holds."""
    if not (folder / "sayso.db").exists():
        return 0
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(folder / "sayso.db")) as raw:
        return int(raw.execute("SELECT count(*) FROM document").fetchone()[0])
    return 0


def alive(group: int) -> list[str]:
    """Return the processes of a group that have not ended, as `ps` shows them."""
    listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat=,command="], check=True, capture_output=True, text=True)  # noqa: S607
    lines = (line.split(None, 2) for line in listed.stdout.splitlines())
    return [" ".join(rest) for of, *rest in lines if of == str(group) and not rest[0].startswith("Z")]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_reading_that_is_stopped_says_so_and_goes_on_when_run_again(folder: Path, run: Run, jobs: int, number: signal.Signals) -> None:
    """One line, the status that shells expect, no process left behind; what was read is kept and whole, the next run reads the rest."""
    with reading(folder, jobs) as process:
        # Ctrl-C goes to the workers too
        os.killpg(process.pid, number) if number is signal.SIGINT else process.send_signal(number)
        out, err = process.communicate(timeout=60)
        assert eventually(lambda: not alive(process.pid)), alive(process.pid)
    kept = count(folder)
    for report in sorted((folder / "pile").iterdir())[kept + 5 :]:
        report.unlink()

    again = run("read", "pile", "--jobs", "1")

    assert (process.returncode, out, err) == (128 + number, "", STOPPED)
    assert 2 <= kept < REPORTS
    assert (again.status, again.err) == (0, "")
    assert count(folder) >= kept + 3
    assert run("verify").out == "the ledger is whole\n"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a ledger of some hundred statements."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "pile").mkdir()
    (folder / "pile" / "long.txt").write_text(NOTE * 400, encoding="utf-8")
    with Ledger.open(folder / "sayso.db", create=True) as ledger:
        assert read_paths(ledger, Request((str(folder / "pile"),), jobs=1)).read == 1
    return folder


PRINTING = [("show", "statements", "--limit", "0"), ("show", "statements", "--json", "--limit", "0"), ("export", "jsonl"), ("report",)]


@pytest.mark.parametrize("command", PRINTING, ids=" ".join)
def test_a_reader_who_goes_away_is_no_error(filled: Path, command: tuple[str, ...]) -> None:
    """`sayso ... | head -1` ends quietly."""
    process = subprocess.Popen([*SAYSO, *command], cwd=filled, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    first = process.stdout.readline()
    process.stdout.close()
    with process.stderr:
        complaints = process.stderr.read()
    process.wait(timeout=60)

    assert first
    assert complaints == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("command", PRINTING, ids=" ".join)
def test_a_standard_output_without_room(filled: Path, command: tuple[str, ...]) -> None:
    """One line, status 2: whoever wrote to a file by > learns that it is not whole."""
    with Path("/dev/full").open("w") as full:
        ran = sayso(filled, *command, capture_output=False, stdout=full, stderr=subprocess.PIPE)

    assert ran.stderr == "sayso: standard output: cannot be written (No space left on device); choose another one\n"
    assert ran.returncode == 2


@pytest.mark.parametrize("command", [*PRINTING, ("verify",), ("read", "pile")], ids=" ".join)
def test_a_closed_standard_output_is_no_error(filled: Path, command: tuple[str, ...]) -> None:
    """A command whose output nobody wants does its work."""
    ran = sayso(filled, *command, preexec_fn=lambda: os.close(1), capture_output=False, stderr=subprocess.PIPE)

    assert (ran.returncode, ran.stderr) == (0, "")


def _little_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing fails instead of ending the process
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def _unmeasured() -> dict[str, str]:
    """Return the environment without what makes coverage follow a process: it could not write what it measured either."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")}


def test_a_disk_without_room_ends_a_reading_in_one_line_and_loses_nothing(folder: Path, run: Run) -> None:
    """What was written before stays, the ledger is whole, and with room again the same command reads the rest."""
    for report in sorted((folder / "pile").iterdir())[12:]:
        report.unlink()

    full = sayso(folder, "read", "pile", "--jobs", "1", preexec_fn=_little_room, env=_unmeasured())
    kept = count(folder)
    whole = run("verify")
    again = run("read", "pile", "--jobs", "1")

    assert full.returncode == 2
    assert full.stderr.startswith("sayso: sayso.db: ")
    assert full.stderr.endswith("run the same command again: it goes on where it stopped\n")
    assert full.stderr.count("\n") == 1
    assert 0 < kept < 12
    assert whole.out == "the ledger is whole\n"
    assert (again.status, again.out.splitlines()[0]) == (0, f"{12 - kept} documents read, {kept} unchanged")


@pytest.mark.parametrize("command", [("export", "jsonl"), ("report",)], ids=" ".join)
def test_an_output_without_room_leaves_no_half_file(filled: Path, command: tuple[str, ...]) -> None:
    """The file is named, and what was there before stays."""
    (filled / "out").write_text("before", encoding="utf-8")

    ran = sayso(filled, *command, "--output", "out", preexec_fn=_less_room, env=_unmeasured())

    assert (ran.returncode, ran.stderr) == (2, "sayso: out: cannot be written (File too large); choose another one\n")
    assert (filled / "out").read_text(encoding="utf-8") == "before"
    assert not list(filled.glob(".out*"))


def _less_room() -> None:
    _little_room()
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
