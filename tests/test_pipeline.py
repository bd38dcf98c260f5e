"""The order of the stages: what becomes of sources that change under our hands, and how far a long one is."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from sayso.annotate import cutting
from sayso.engine import Died, Engine, Ready, Work, serial
from sayso.ledger import Ledger
from sayso.model.source import Metadata, Source
from sayso.pipeline import Outcome, Part, Step, read_into
from sayso.read import discover

NOTE = "The ministry said that the road was closed.\n"
ROWS = '{"id": 1, "text": "The mayor said that the mill burned."}\n{"id": 2, "text": "The clerk denied that the mill burned."}\n'


def after_each(meddle: Callable[[], object]) -> Engine[Source, Outcome]:
    """Return an engine that does something between the work on a source and the writing of what came of it."""

    def engine(work: Work[Source, Outcome], items: Iterable[Source | Ready[Outcome]]) -> Iterator[Outcome | Died[Source]]:
        for outcome in serial(work, items):
            meddle()
            yield outcome

    return engine


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Return a new ledger."""
    with Ledger.open(tmp_path / "sayso.db", create=True) as opened:
        yield opened


def steps(ledger: Ledger, path: Path | str, engine: Engine[Source, Outcome] = serial, stdin: bytes = b"") -> list[Step | Part]:
    """Return what reading `path` comes to."""
    return list(read_into(ledger, discover([str(path)], Metadata(), stdin=io.BytesIO(stdin)), engine))


def failures(found: list[Step | Part]) -> list[str]:
    """Return the reasons why sources failed."""
    return [failure.reason for step in found if isinstance(step, Step) for failure in step.failures]


def test_a_file_that_changes_while_it_is_read_is_told_of_and_not_kept(ledger: Ledger, tmp_path: Path) -> None:
    """Words and bytes of two versions are never mixed; the next reading takes the new version."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")

    found = steps(ledger, path, after_each(lambda: path.write_text("Nobody said a word.\n", encoding="utf-8")))

    assert failures(found) == ["changed while it was being read; run the same command again"]
    assert not list(ledger.documents())
    assert [step.outcome for step in steps(ledger, path) if isinstance(step, Step)] == ["read"]
    assert not list(ledger.failures())
    assert not list(ledger.verify())


def test_a_file_that_goes_while_it_is_read_is_told_of(ledger: Ledger, tmp_path: Path) -> None:
    """A line for it, as for a file that was never there."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")

    assert failures(steps(ledger, path, after_each(path.unlink))) == ["no such file or folder; check the spelling"]
    assert not list(ledger.documents())


def test_a_row_that_changes_while_it_is_read_costs_itself_alone(ledger: Ledger, tmp_path: Path) -> None:
    """The other rows of the table stand where they stood and are kept."""
    path = tmp_path / "rows.jsonl"
    path.write_text(ROWS, encoding="utf-8")

    found = steps(ledger, path, after_each(lambda: path.write_text(ROWS.replace("mayor", "clerk"), encoding="utf-8")))

    assert [step.outcome for step in found if isinstance(step, Step)] == ["failed", "read"]


def elsewhere(work: Work[Source, Outcome], items: Iterable[Source | Ready[Outcome]]) -> Iterator[Outcome | Died[Source]]:
    """Hand items and outcomes over as other processes get and send them."""
    for outcome in serial(work, (pickle.loads(pickle.dumps(item)) for item in items)):  # noqa: S301 - our own
        yield pickle.loads(pickle.dumps(outcome))  # noqa: S301 - our own


@pytest.mark.parametrize("engine", [serial, elsewhere])
@pytest.mark.parametrize("data", [NOTE, ROWS])
def test_standard_input_is_kept_as_it_came(ledger: Ledger, engine: Engine[Source, Outcome], data: str) -> None:
    """Also where other processes do the work: the bytes are there when the document is written."""
    steps(ledger, "-", engine, data.encode())

    originals = [ledger.original(str(document["sha256"])) for document in ledger.documents()]
    assert sorted(originals) == sorted(data.encode().splitlines(keepends=True))
    assert not list(ledger.verify())


def test_a_long_text_tells_how_far_it_is(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each section but the last, in characters of the text."""
    monkeypatch.setattr(cutting, "SECTION", 100)
    text = "\n\n".join([NOTE.strip()] * 7)
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")

    *parts, step = steps(ledger, tmp_path / "long.txt")

    name = f"{tmp_path.name}/long.txt"
    assert parts == [Part(name, name, end, len(text)) for end in (88, 178, 268)]
    assert isinstance(step, Step)
    assert step.outcome == "read"


def test_what_is_told_of_a_source_that_is_done_is_dropped(ledger: Ledger, tmp_path: Path) -> None:
    """A process may be heard late."""
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")

    def engine(work: Work[Source, Outcome], items: Iterable[Source | Ready[Outcome]]) -> Iterator[Outcome | Died[Source]]:
        yield from serial(work, items)
        yield Part(f"{tmp_path.name}/note.txt", "", 1, 2)

    assert [type(step) for step in steps(ledger, path, engine)] == [Step]
