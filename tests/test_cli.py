"""The command line, as a person uses it: what is printed where, and the exit status."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest
from tests.command_line import Run, runner

from sayso.commands.demonstrating import demonstrate

pytestmark = pytest.mark.end_to_end

NOTE = "The ministry said that the road was closed. “Nobody crossed,” said Ilen Varo, its spokesman.\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs `sayso` with arguments in an empty folder."""
    return runner(monkeypatch, capsys, tmp_path)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ledger of the example, read once; tests that write make a copy."""
    return demonstrate(tmp_path_factory.mktemp("example") / "demo").ledger


@pytest.fixture
def ledger(example: Path, tmp_path: Path) -> Path:
    """Return a ledger of the example that a test may write to."""
    copy = tmp_path / "copy.db"
    copy.write_bytes(example.read_bytes())
    return copy


def _first(run: Run, ledger: Path, kind: str) -> dict[str, object]:
    record: dict[str, object] = json.loads(run("show", kind, "--json", "--limit", 1, "--ledger", ledger).out)
    return record


def test_demo_reads_the_example_and_writes_its_report(run: Run, tmp_path: Path) -> None:
    """The demonstration makes a folder with reports, ledger and report, says who says what and what to try next."""
    ran = run("demo", "made")

    assert ran.status == 0
    assert "Who says what" in ran.out
    assert "What differs" in ran.out
    assert (tmp_path / "made" / "report.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert stat.S_IMODE((tmp_path / "made" / "sayso.db").stat().st_mode) == 0o600
    assert max(len(line) for line in ran.out.split("The report is")[0].splitlines()) <= 80


def test_demo_leaves_a_folder_alone_that_is_not_empty(run: Run, tmp_path: Path) -> None:
    """A folder with something in it is refused by name."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", encoding="utf-8")

    ran = run("demo", "mine")

    assert ran.status == 2
    assert ran.err == "sayso: mine: cannot be written (the folder is not empty); choose another one\n"


def test_demo_without_a_folder_takes_the_next_free_name(run: Run, tmp_path: Path) -> None:
    """A second demonstration does not touch the first."""
    (tmp_path / "sayso-demo").mkdir()

    assert run("demo").status == 0
    assert (tmp_path / "sayso-demo-2" / "report.html").exists()


def test_read_says_what_it_read(run: Run, tmp_path: Path) -> None:
    """A first reading counts documents and statements and names the next command."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")

    ran = run("read", "note.txt")

    assert ran.status == 0
    assert ran.out.startswith("1 document read\nthe ledger holds 1 document, ")
    assert "sayso show statements" in ran.out


def test_reading_again_changes_nothing(run: Run, tmp_path: Path) -> None:
    """The same file twice gives the same export and says that nothing changed."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    run("read", "note.txt")
    before = run("export", "jsonl").out

    again = run("read", "note.txt")

    assert again.out.startswith("0 documents read, 1 unchanged\n")
    assert run("export", "jsonl").out == before


def test_better_metadata_changes_no_id(run: Run, tmp_path: Path) -> None:
    """Naming the publisher later changes the chains, and the ids of nothing."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    run("read", "note.txt")
    before = [json.loads(line) for line in run("show", "statements", "--json").out.splitlines()]

    assert run("read", "note.txt", "--publisher", "Line Gazette").out.startswith("1 document read")
    after = [json.loads(line) for line in run("show", "statements", "--json").out.splitlines()]

    assert [r["id"] for r in before] == [r["id"] for r in after]
    assert before
    assert all(r["chain"][0] == "Line Gazette" for r in after)


def test_a_changed_file_is_a_new_version(run: Run, tmp_path: Path) -> None:
    """The new version replaces the old one in what is shown, and names it."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    run("read", "note.txt")
    old = _first(run, tmp_path / "sayso.db", "documents")
    (tmp_path / "note.txt").write_text(NOTE + "\nThe mill burned.\n", encoding="utf-8")
    run("read", "note.txt")

    new = _first(run, tmp_path / "sayso.db", "documents")

    assert new["replaces"] == old["id"]
    assert len(run("show", "documents", "--json").out.splitlines()) == 1


def test_one_bad_file_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    """The bad one has its line, is kept in `show failures`, and the status is 1."""
    (tmp_path / "good.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")

    ran = run("read", "good.txt", "empty.txt", "missing.txt")

    assert ran.status == 1
    assert set(ran.err.splitlines()) == {f"{tmp_path.name}/empty.txt: is empty", "missing.txt: no such file or folder; check the spelling"}
    assert ran.out.startswith("1 document read, 2 failed\n")
    assert "is empty" in run("show", "failures").out


def test_a_mended_file_is_no_failure_any_more(run: Run, tmp_path: Path) -> None:
    """A failure is forgotten when the source can be read."""
    (tmp_path / "note.txt").write_text("", encoding="utf-8")
    run("read", "note.txt")
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")
    run("read", "note.txt")

    assert run("show", "failures").out == "no failures\n"


def test_a_file_that_is_there_again_is_no_failure_any_more(run: Run, tmp_path: Path) -> None:
    """A failure is forgotten also when the source comes back as it was."""
    note = tmp_path / "reports" / "note.txt"
    note.parent.mkdir()
    note.write_text(NOTE, encoding="utf-8")
    run("read", "reports")
    note.write_text("", encoding="utf-8")
    assert run("read", "reports").status == 1
    note.write_text(NOTE, encoding="utf-8")

    assert run("read", "reports").out.startswith("0 documents read, 1 unchanged")
    assert run("show", "failures").out == "no failures\n"


def test_the_standard_input_is_a_document(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text piped in becomes a document."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTE.encode())))

    assert run("read", "-").out.startswith("1 document read")


def test_a_bad_date_is_wrong_use(run: Run, tmp_path: Path) -> None:
    """A date that is none ends with one line and status 2 before anything is read."""
    (tmp_path / "note.txt").write_text(NOTE, encoding="utf-8")

    ran = run("read", "note.txt", "--published", "yesterday")

    assert ran.status == 2
    assert ran.err == "sayso: --published: 'yesterday' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD\n"


@pytest.mark.parametrize("kind", ["documents", "statement", "findings", "failures", "judgements"])
def test_show_fits_the_terminal(run: Run, example: Path, kind: str) -> None:
    """Every table keeps to 80 columns."""
    ran = run("show", kind, "--ledger", example)

    assert ran.status == 0
    assert ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_show_says_how_many_more_there_are(run: Run, example: Path) -> None:
    """A long list is cut and says so."""
    ran = run("show", "statements", "--limit", 3, "--ledger", example)

    assert ran.out.splitlines()[-1].endswith("more: --limit 0 shows all")


def test_show_one_record_by_the_beginning_of_its_id(run: Run, example: Path) -> None:
    """The digits of a table are enough to see a record in full, with its words and their place."""
    record = _first(run, example, "statements")
    digits = str(record["id"]).partition("-")[2][:10]

    shown = run("show", "statement", digits, "--ledger", example).out

    assert str(record["id"]) in shown
    assert "content" in shown
    assert json.loads(run("show", "statement", digits, "--json", "--ledger", example).out) == record


def test_show_a_document_with_its_text(run: Run, example: Path) -> None:
    """A document in full ends with its text."""
    record = _first(run, example, "documents")

    shown = run("show", "document", record["id"], "--ledger", example).out

    assert str(record["text_sha256"]) in shown
    assert len(shown) > 1000


def test_show_by_speaker_and_document(run: Run, example: Path) -> None:
    """Statements can be limited to a name in the chain, and to a document."""
    every = [json.loads(line) for line in run("show", "statements", "--json", "--limit", 0, "--ledger", example).out.splitlines()]
    one = next(r for r in every if r["speaker"]["name"])
    name = one["speaker"]["name"]

    by_name = run("show", "statements", "--speaker", name, "--json", "--limit", 0, "--ledger", example).out.splitlines()
    by_place = run("show", "statements", "--document", one["document"], "--json", "--limit", 0, "--ledger", example).out.splitlines()

    assert [json.loads(line)["id"] for line in by_name] == [
        r["id"] for r in every if any(name.casefold() in c.casefold() for c in r["chain"])
    ]
    assert [json.loads(line)["id"] for line in by_place] == [r["id"] for r in every if r["document"] == one["document"]]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("show", "sentences"),
            "sayso: no kind of record is called 'sentences'; there are: documents, statements, findings, failures, judgements\n",
        ),
        (("show", "statement", "zzz"), "sayso: no statement has an id that begins with 'zzz'; see `sayso show statement`\n"),
        (("export", "xls"), "sayso: no format is called 'xls'; there are: jsonl\n"),
        (
            ("judge", "abc", "maybe"),
            (
                "sayso: the last word must be a verdict, not 'maybe'; there are: accept, reject, correct, same, not-same; "
                "or begin with: add statement\n"
            ),
        ),
        (("judge", "accept"), "sayso: accept needs the id of a record; see `sayso show statements`\n"),
    ],
)
def test_wrong_use_is_one_line(run: Run, example: Path, arguments: tuple[str, ...], line: str) -> None:
    """A mistake is answered with what was wrong, which value, what to do; status 2, no traceback."""
    ran = run(*arguments, "--ledger", example)

    assert (ran.status, ran.err) == (2, line)


def test_find_shows_statements_and_paragraphs(run: Run, example: Path) -> None:
    """A search gives who says it and where it stands, and the words."""
    ran = run("find", "ceasefire", "--ledger", example)

    assert ran.status == 0
    assert "ceasefire" in ran.out.lower()
    assert all(
        {"kind", "id", "document", "start", "text"} == json.loads(line).keys()
        for line in run("find", "ceasefire", "--json", "--ledger", example).out.splitlines()
    )


def test_find_nothing_says_so(run: Run, example: Path) -> None:
    """No hit is said, not left blank."""
    assert run("find", "xylophone", "--ledger", example).out == "nothing has these words\n"


def test_judge_keeps_who_decided_what(run: Run, ledger: Path) -> None:
    """A judgement is shown with the record, and in the export; the record itself stays."""
    record = _first(run, ledger, "statements")

    ran = run("judge", record["id"], "reject", "--by", "R. Tan", "--note", "a title", "--ledger", ledger)

    assert ran.status == 0
    assert "reject" in ran.out
    assert "rejected by R. Tan" in run("show", "statement", record["id"], "--ledger", ledger).out
    exported = [json.loads(line) for line in run("export", "jsonl", "--ledger", ledger).out.splitlines()]
    assert record in exported
    assert [r["note"] for r in exported if r["kind"] == "judgement"] == ["a title"]


def test_judge_several_at_once(run: Run, ledger: Path) -> None:
    """One verdict on several targets is a judgement for each."""
    records = [json.loads(line)["id"] for line in run("show", "statements", "--json", "--limit", 3, "--ledger", ledger).out.splitlines()]

    run("judge", *records, "accept", "--by", "R. Tan", "--ledger", ledger)

    assert len(run("show", "judgements", "--json", "--ledger", ledger).out.splitlines()) == 3


def test_judge_correct_and_add(run: Run, ledger: Path) -> None:
    """A field can be corrected, and a statement that was missed added by its place."""
    record = _first(run, ledger, "statements")
    document = str(record["document"])

    run("judge", record["id"], "correct", "--field", "speaker", "--value", "Dessa Holm", "--by", "R. Tan", "--ledger", ledger)
    run(
        "judge",
        "add",
        "statement",
        "--document",
        document,
        "--start",
        0,
        "--end",
        12,
        "--speaker",
        "Dessa Holm",
        "--by",
        "R. Tan",
        "--ledger",
        ledger,
    )

    assert "speaker.name is Dessa Holm" in run("show", "statement", record["id"], "--ledger", ledger).out
    added = [
        json.loads(line)
        for line in run("show", "statements", "--document", document, "--json", "--limit", 0, "--ledger", ledger).out.splitlines()
    ]
    assert [r["speaker"]["name"] for r in added if r["by"]["rule"] == "person"] == ["Dessa Holm"]


def test_judge_needs_a_name(run: Run, ledger: Path) -> None:
    """Nobody judges anonymously."""
    ran = run("judge", _first(run, ledger, "statements")["id"], "accept", "--ledger", ledger)

    assert ran.status == 2
    assert "--by NAME" in ran.err


def test_add_says_what_it_needs(run: Run, ledger: Path) -> None:
    """An addition without its place is refused with an example."""
    ran = run("judge", "add", "statement", "--by", "R. Tan", "--ledger", ledger)

    assert ran.status == 2
    assert "--start 120" in ran.err


def test_verify_a_whole_ledger(run: Run, example: Path) -> None:
    """An untouched ledger is whole."""
    ran = run("verify", "--ledger", example)

    assert (ran.status, ran.out) == (0, "the ledger is whole\n")


def test_verify_names_what_was_altered(run: Run, ledger: Path) -> None:
    """A changed letter in a stored original is found, and the original named."""
    changed = sqlite3.connect(ledger)
    sha256 = changed.execute("SELECT min(sha256) FROM original").fetchone()[0]
    changed.execute("UPDATE original SET data = CAST('X' || substr(data, 2) AS BLOB) WHERE sha256 = ?", (sha256,))
    changed.commit()
    changed.close()

    ran = run("verify", "--ledger", ledger)

    assert ran.status == 1
    assert sha256 in ran.out


def test_outputs_go_where_they_are_told(run: Run, example: Path, tmp_path: Path) -> None:
    """Report and export write the same to a file as to the standard output."""
    run("report", "--output", "r.html", "--ledger", example)
    run("export", "jsonl", "--output", "e.jsonl", "--ledger", example)

    assert (tmp_path / "r.html").read_text(encoding="utf-8") == run("report", "--ledger", example).out
    assert (tmp_path / "e.jsonl").read_text(encoding="utf-8") == run("export", "jsonl", "--ledger", example).out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["e.jsonl", "r.html"]


@pytest.mark.parametrize("place", ["no/such/folder/r.html", "."])
def test_an_output_that_cannot_be_written(run: Run, example: Path, place: str) -> None:
    """It is named, with status 2, and nothing half-written is left."""
    ran = run("report", "--output", place, "--ledger", example)

    assert ran.status == 2
    assert ran.err.startswith(f"sayso: {place}: cannot be written (")


def test_no_ledger_here(run: Run) -> None:
    """A command that needs a ledger says how to make one."""
    ran = run("show", "statements")

    assert ran.status == 2
    assert ran.err == "sayso: sayso.db: no ledger here; make one with `sayso read`, or name one with --ledger\n"


def test_a_file_that_is_no_ledger(run: Run, tmp_path: Path) -> None:
    """Another file is not taken for a ledger, and is left as it is."""
    (tmp_path / "sayso.db").write_text("shopping list", encoding="utf-8")

    assert "not a sayso ledger" in run("show", "statements").err
    assert (tmp_path / "sayso.db").read_text(encoding="utf-8") == "shopping list"


def test_the_environment_names_the_ledger(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """$SAYSO_LEDGER stands for --ledger."""
    monkeypatch.setenv("SAYSO_LEDGER", os.fspath(example))

    assert run("verify").out == "the ledger is whole\n"


def test_hostile_words_do_not_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    """Escapes in a file's name or a title are shown, not sent."""
    (tmp_path / "a\x1b[2Jb.txt").write_text("", encoding="utf-8")

    ran = run("read", "a\x1b[2Jb.txt")

    assert "\x1b" not in ran.err
    assert "⟨U+001B⟩" in ran.err


def test_version(run: Run) -> None:
    """The version is said."""
    assert run("--version").out.startswith("sayso 0.")
