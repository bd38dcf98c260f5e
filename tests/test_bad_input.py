"""Bad input at the command line: one clear line each, the rest goes on, nothing lost, no traceback."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import hostile
from tests.command_line import Ran, Run, runner
from tests.hostile import NOTE

from sayso.ledger import connection

pytestmark = pytest.mark.end_to_end

ELSEWHERE = "the words of another file"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Return a function that runs `sayso` with arguments in an empty folder."""
    monkeypatch.setattr(connection, "PATIENCE", 0.0)  # wait for no lock
    return runner(monkeypatch, capsys, tmp_path)


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Return a folder with one good report in it."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "good.txt").write_text(NOTE, encoding="utf-8")
    return folder


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Path:
    """Return a ledger with one report in it."""
    (tmp_path / "first.txt").write_text(NOTE, encoding="utf-8")
    assert run("read", "first.txt").status == 0
    return tmp_path / "sayso.db"


def lines_of(run: Run, kind: str) -> list[dict[str, Any]]:
    """Return all records of a kind."""
    return [json.loads(line) for line in run("show", kind, "--json", "--limit", 0).out.splitlines()]


def the_good_one_is_read(run: Run) -> bool:
    """Tell whether the good report is in the ledger, with its statements, and the ledger whole."""
    paths = [record["path"] for record in lines_of(run, "documents")]
    return "pile/good.txt" in paths and len(lines_of(run, "statements")) >= 2 and run("verify").status == 0


FAILING: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (bytes, "is empty"),
    "blank.txt": (lambda: b" \n\t\r\n ", "is empty"),
    "empty.docx": (bytes, "is empty"),
    "junk.txt": (hostile.random_bytes, "is damaged or not what its name says (it holds binary data, not text); get a fresh copy"),
    "nul.txt": (lambda: bytes(4000), "is damaged or not what its name says (it holds binary data, not text); get a fresh copy"),
    "program.txt": (
        lambda: b"\x7fELF" + bytes(99),
        "is damaged or not what its name says (it holds a program, not text); get a fresh copy",
    ),
    "locked.pdf": (lambda: hostile.pdf(locked=True), "is encrypted; save a copy without a password"),
    "scan.pdf": (
        lambda: hostile.pdf(words=""),
        "has no text (scanned pages, as it seems; sayso does no OCR; run an OCR program on it first)",
    ),
    "cut.pdf": (
        lambda: hostile.pdf()[:400],
        "is damaged or not what its name says (PDFium cannot open it); get a fresh copy",
    ),
    "cut.docx": (
        lambda: hostile.docx(hostile.said() * 50)[:300],
        "is damaged or not what its name says (it is truncated or no docx); get a fresh copy",
    ),
    "bomb.docx": (
        hostile.docx_bomb,
        "expands beyond what is safe to read (word/document.xml unpacks to 1025 times its size); if you trust it, save it as plain text",
    ),
    "laughs.docx": (
        hostile.docx_laughs,
        "is damaged or not what its name says (it declares a document type, which no honest docx does); get a fresh copy",
    ),
    "nothing.html": (lambda: hostile.page("<script>var a=1</script><img src=a>"), "has no text (the page has no article)"),
    "letter.odt": (
        lambda: b"PK\x03\x04",
        "is of a kind that sayso does not read; save it as txt, md, html, pdf, docx, csv or jsonl",
    ),
    "people.csv": (
        lambda: b"name,age\nVaro,51\n",
        "has no column of texts; its columns are name, age; call the one with the articles text, ",
    ),
    "empty.csv": (bytes, "is empty"),
    "header.csv": (lambda: b"id,text\n", "is a table without rows"),
    "prose.jsonl": (lambda: b"no JSON\n" * 200, "none of its first 100 lines is an article: line 1 is left out: "),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_bad_file_has_its_line_and_the_good_one_is_read(run: Run, pile: Path, name: str) -> None:
    """What, which and what to do, once and in one line; status 1; the failure is kept; the file beside it is read."""
    content, expected = FAILING[name]
    (pile / name).write_bytes(content())

    ran = run("read", "pile", "--jobs", 1)

    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"pile/{name}: {expected}")
    assert ran.out.startswith("1 document read, 1 failed\n")
    assert [(f["path"], f["severity"]) for f in lines_of(run, "failures")] == [(f"pile/{name}", "failed")]
    assert the_good_one_is_read(run)


@pytest.mark.parametrize("name", FAILING)
def test_a_bad_file_alone_leaves_an_empty_ledger(run: Run, tmp_path: Path, name: str) -> None:
    """Nothing of it is taken for a document, and a second try says the same."""
    (tmp_path / name).write_bytes(FAILING[name][0]())

    first, second = run("read", name, "--jobs", 1), run("read", name, "--jobs", 1)

    assert (first.status, first.out.splitlines()[0]) == (1, "0 documents read, 1 failed")
    assert (second.status, second.err) == (1, first.err)
    assert run("show", "documents").out == "no documents\n"


TAKEN: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "macros.docx": (hostile.docx_macros, []),
    "scripts.html": (hostile.html_scripts, []),
    "deep.html": (hostile.html_deep, ["no article was found in the page; all text outside its navigation is taken"]),
    "links.html": (
        lambda: hostile.page("<nav><a href='/'>Home</a> <a href='/road'>Roads</a></nav>"),
        ["no article was found in the page; it has text in its navigation only, which is taken"],
    ),
    "loose.html": (lambda: hostile.page(f"<nav><a href='/'>Home</a></nav><div>{NOTE}</div>"), []),
    "bytes.txt": (
        lambda: b"It \xff rained.\n".join([NOTE.encode() * 8] * 2),
        ["1 undecodable byte is shown as U+FFFD"],
    ),
    "escapes.txt": (
        f"\x1b[2J\x1b]0;title\x07The clerk said that \u202eevil\u202c rain fell. {NOTE}".encode,
        ["3 control characters are left out of the text", "2 bidirectional controls are left out of the text"],
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_doubtful_file_is_read_and_remarked_on(run: Run, pile: Path, name: str) -> None:
    """What could be read is, status 0; what a person should know of it stands in a line; nothing in it runs, is fetched or is sent."""
    content, remarks = TAKEN[name]
    (pile / name).write_bytes(content())

    ran = run("read", "pile", "--jobs", 1)

    assert (ran.status, ran.out.splitlines()[0]) == (0, "2 documents read")
    assert sorted(ran.err.splitlines()) == sorted(f"pile/{name}: {remark}" for remark in remarks)
    assert sorted(f["reason"] for f in lines_of(run, "failures")) == sorted(remarks)
    exported = run("export", "jsonl").out
    assert "EVIL" not in exported
    assert "MACRO" not in exported
    assert the_good_one_is_read(run)


def test_words_that_move_a_terminal_are_shown_and_not_sent(run: Run, pile: Path) -> None:
    """Escapes and bidi controls in names, metadata and text reach no terminal and no page."""
    (pile / "a\x1b[2J\u202eb.txt").write_bytes(TAKEN["escapes.txt"][0]())
    (pile / "sources.csv").write_text('file,title,publisher\ngood.txt,"\x1b[31mRed\u202e","Gazette\x07"\n', encoding="utf-8")

    printed = [run("read", "pile"), run("show", "documents"), run("show", "statements"), run("show", "failures"), run("find", "rain")]
    printed += [run("show", "document", record["id"]) for record in lines_of(run, "documents")]
    printed.append(run("report"))

    assert all(ran.status == 0 for ran in printed)
    assert not {"\x1b", "\x07", "\u202e", "\u202c"} & set("".join(ran.out + ran.err for ran in printed))


@pytest.mark.parametrize(("name", "make"), [("entities.docx", hostile.docx_entities), ("entities.html", hostile.html_entities)])
def test_no_other_file_is_read_into_a_document(run: Run, pile: Path, tmp_path: Path, name: str, make: Callable[[str], bytes]) -> None:
    """An external entity brings nothing in: the docx is refused, the page is read without it."""
    (tmp_path / "secret.txt").write_text(ELSEWHERE, encoding="utf-8")
    (pile / name).write_bytes(make((tmp_path / "secret.txt").as_uri()))

    ran = run("read", "pile")

    assert ran.status == (1 if name.endswith("docx") else 0)
    assert ELSEWHERE not in run("export", "jsonl").out
    assert the_good_one_is_read(run)


def _broken_link(place: Path) -> None:
    place.symlink_to("nowhere.txt")


def _loop(place: Path) -> None:
    place.symlink_to(place.name)


def _way_out(place: Path) -> None:
    (place.parent.parent / "outside.txt").write_text(ELSEWHERE, encoding="utf-8")
    place.symlink_to("../outside.txt")


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.relpath(place))  # the path of a socket must be short


NOT_FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "broken link": (_broken_link, "no such file or folder (a link that leads nowhere); check the spelling"),
    "loop": (_loop, "no such file or folder (a link that leads nowhere); check the spelling"),
    "way out": (_way_out, "is a link that leads out of the folder and is not followed; name its target to read it"),
    "pipe": (
        _pipe,
        "is of a kind that sayso does not read (not a regular file); save it as txt, md, html, pdf, docx, csv or jsonl",
    ),
    "socket": (
        _socket,
        "is of a kind that sayso does not read (not a regular file); save it as txt, md, html, pdf, docx, csv or jsonl",
    ),
}


@pytest.mark.parametrize("kind", NOT_FILES)
def test_what_is_no_file_is_named_and_not_waited_for(run: Run, pile: Path, kind: str) -> None:
    """Links that lead nowhere, in a circle or out of the folder, pipes and sockets, all called .txt."""
    make, expected = NOT_FILES[kind]
    make(pile / "odd.txt")

    ran = run("read", "pile")

    assert (ran.status, ran.err) == (1, f"pile/odd.txt: {expected}\n")
    assert [f["path"] for f in lines_of(run, "failures")] == ["pile/odd.txt"]
    assert the_good_one_is_read(run)


def test_a_pipe_named_itself_is_not_waited_for(run: Run, pile: Path) -> None:
    """Opening it would block for ever."""
    os.mkfifo(pile / "odd.txt")

    ran = run("read", "pile/odd.txt", "pile/good.txt")

    assert ran.status == 1
    assert "not a regular file" in ran.err
    assert the_good_one_is_read(run)


def test_a_folder_called_like_a_file_is_a_folder(run: Run, pile: Path) -> None:
    """What is inside is read."""
    (pile / "more.txt").mkdir()
    (pile / "more.txt" / "note.txt").write_text(NOTE, encoding="utf-8")

    assert run("read", "pile").out.startswith("2 documents read\n")


@pytest.fixture
def barred(run: Run) -> Iterator[Path]:
    """Return a folder in which modes bind this process, also where the tests run as root."""
    folder = Path(tempfile.mkdtemp())
    (folder / "warm.txt").write_text(NOTE, encoding="utf-8")
    run("read", folder / "warm.txt", "--ledger", folder / "warm.db")  # whatever is loaded when first needed is loaded
    folder.chmod(0o777)
    old = os.getcwd()  # noqa: PTH109 - chdir takes it back
    os.chdir(folder)
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if root:
            os.seteuid(0)
        os.chdir(old)
        shutil.rmtree(folder)


def test_a_file_and_a_folder_that_may_not_be_read(run: Run, barred: Path) -> None:
    """Each is named with what to do; the file beside them is read."""
    pile = barred / "pile"
    pile.mkdir()
    (pile / "good.txt").write_text(NOTE, encoding="utf-8")
    (pile / "secret.txt").write_text(NOTE, encoding="utf-8")
    (pile / "inner").mkdir()
    (pile / "secret.txt").chmod(0)
    (pile / "inner").chmod(0)

    ran = run("read", "pile")
    (pile / "inner").chmod(0o700)

    assert ran.status == 1
    assert ran.err == "".join(f"pile/{name}: may not be read; change its permissions or copy it\n" for name in ("inner", "secret.txt"))
    assert the_good_one_is_read(run)


def test_a_ledger_that_may_not_be_written_can_still_be_looked_at(run: Run, barred: Path) -> None:
    """Reading reports into it is refused with what to do; show, find, report, export and verify work."""
    (barred / "pile").mkdir()
    (barred / "pile" / "good.txt").write_text(NOTE, encoding="utf-8")
    (barred / "archive").mkdir()
    at = ("--ledger", "archive/sayso.db")
    run("read", "pile", *at)
    before = run("export", "jsonl", *at).out
    (barred / "archive" / "sayso.db").chmod(0o444)
    (barred / "archive").chmod(0o555)

    refused = run("read", "pile", *at)
    looked = [run(*words, *at) for words in (("show", "statements"), ("find", "road"), ("report",), ("verify",))]
    after = run("export", "jsonl", *at).out
    (barred / "archive").chmod(0o755)

    said = "sayso: archive/sayso.db: cannot be written to; check the permissions of the file and its folder\n"
    assert (refused.status, refused.err) == (2, said)
    assert [ran.status for ran in looked] == [0, 0, 0, 0]
    assert after == before


def test_nothing_to_read(run: Run, tmp_path: Path, pile: Path) -> None:
    """A name that is not there, a folder with nothing in it, and one with nothing in it that sayso reads."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.png").write_bytes(b"\x89PNG")

    ran = run("read", "missing.txt", "empty", "pictures", pile)

    assert ran.status == 1
    assert sorted(ran.err.splitlines()) == [
        "empty: has nothing in it that sayso reads (it holds no file)",
        "missing.txt: no such file or folder; check the spelling",
        "pictures/a.png: is of a kind that sayso does not read; save it as txt, md, html, pdf, docx, csv or jsonl",
        "pictures: has nothing in it that sayso reads (1 of its files cannot be read)",
    ]
    assert {f["path"] for f in lines_of(run, "failures")} == {"empty", "missing.txt", "pictures", "pictures/a.png"}
    assert the_good_one_is_read(run)


def test_a_sources_csv_with_mistakes_is_followed_where_it_can_be(run: Run, pile: Path) -> None:
    """An unknown column, a bad date and a file that is not there are told with their lines; what is right holds; status 0."""
    (pile / "sources.csv").write_text(
        "file,publisher,colour,published\ngood.txt,Line Gazette,red,yesterday\ngone.txt,Nobody,blue,2031-02-03\n", encoding="utf-8"
    )

    ran = run("read", "pile")

    assert ran.status == 0
    assert ran.err.splitlines() == [
        "pile/sources.csv: unknown column ignored: colour; known are file, published, publisher, author, title, url, side",
        "pile/sources.csv: line 2: published: 'yesterday' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD; the rest of the row holds",
        "pile/sources.csv: line 3: names a file that is not in the folder: 'gone.txt'",
    ]
    assert len(lines_of(run, "failures")) == 3
    (record,) = lines_of(run, "documents")
    assert (record["publisher"], record["published"]) == ("Line Gazette", None)
    assert the_good_one_is_read(run)


def test_a_sources_csv_of_junk_is_told_and_the_files_are_read(run: Run, pile: Path) -> None:
    """Binary data in its place costs what it would have said."""
    (pile / "sources.csv").write_bytes(hostile.random_bytes())

    ran = run("read", "pile")

    assert ran.status == 0
    assert ran.err.startswith("pile/sources.csv: is damaged or not what its name says")
    assert the_good_one_is_read(run)


def test_a_broken_row_costs_itself_alone(run: Run, tmp_path: Path) -> None:
    """A JSONL with rows that are no articles gives the others, and names the line of each that is left out."""
    rows = ('{"id":1,"text":"The mayor said that it rained."}', '{"id":2,"text":', "[]", '{"id":4}', '{"id":5,"text":"It snowed."}')
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")

    ran = run("read", "rows.jsonl")

    shown = f"{tmp_path.name}/rows.jsonl"
    assert ran.status == 1
    assert ran.out.startswith("2 documents read, 3 failed\n")
    assert ran.err.splitlines() == [
        f"{shown}#row-2: line 2 is left out: it is not a JSON object (expecting value at character 17)",
        f"{shown}#row-3: line 3 is left out: it is not a JSON object (expecting '{{' at character 1)",
        f"{shown}#row-4: line 4 is left out: it has no text; its keys are id",
    ]
    assert len(lines_of(run, "failures")) == 3


def test_a_quotation_mark_that_is_never_closed_costs_its_row(run: Run, tmp_path: Path) -> None:
    """The rows of the CSV before and after it are read."""
    (tmp_path / "rows.csv").write_text('id,text\n1,"The mayor said it."\n2,"never closed\n3,The clerk denied it.\n', encoding="utf-8")

    ran = run("read", "rows.csv")

    assert (ran.status, ran.out.splitlines()[0]) == (1, "2 documents read, 1 failed")
    assert ran.err == f"{tmp_path.name}/rows.csv#row-2: line 3 is left out: a quotation mark is opened here and never closed\n"


def test_many_failures_are_counted_not_all_printed(run: Run, tmp_path: Path) -> None:
    """Twenty lines, and where the others are."""
    for number in range(30):
        (tmp_path / f"{number:02}.txt").touch()

    ran = run("read", *(f"{number:02}.txt" for number in range(30)))

    assert ran.status == 1
    assert len(ran.err.splitlines()) == 21
    assert ran.err.endswith("and 10 more: sayso show failures --limit 0\n")


@pytest.mark.parametrize("closed", [True, False])
def test_a_standard_input_with_nothing_in_it(run: Run, pile: Path, monkeypatch: pytest.MonkeyPatch, closed: bool) -> None:  # noqa: FBT001 - a case
    """Empty or closed, it is a failure like an empty file, and the others are read."""
    monkeypatch.setattr(sys, "stdin", None if closed else io.TextIOWrapper(io.BytesIO()))

    ran = run("read", "-", pile)

    assert (ran.status, ran.err) == (1, "standard input: is empty\n")
    assert the_good_one_is_read(run)


def test_a_closed_standard_input_matters_to_nobody_who_does_not_read_it(run: Run, pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read as ever."""
    monkeypatch.setattr(sys, "stdin", None)

    assert run("read", pile).status == 0


COMMANDS = {
    "read": ("read", "pile"),
    "show": ("show", "statements"),
    "find": ("find", "road"),
    "judge": ("judge", "abc", "accept", "--by", "R. Tan"),
    "report": ("report",),
    "export": ("export", "jsonl"),
    "verify": ("verify",),
}


def _is_one_line(ran: Ran, words: str) -> bool:
    return ran.status == 2 and ran.err.count("\n") == 1 and ran.err.startswith("sayso: sayso.db: ") and words in ran.err and not ran.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "content", [b"shopping list", b"shopping list\n" * 200, hostile.random_bytes(), b"SQLite format 3\0" + bytes(4000)]
)
def test_a_ledger_that_is_none_is_left_alone(run: Run, pile: Path, command: str, content: bytes) -> None:
    """Every command refuses another file and does not touch it."""
    ledger = pile.parent / "sayso.db"
    ledger.write_bytes(content)

    assert _is_one_line(run(*COMMANDS[command]), "is not a sayso ledger, or is damaged; name another file with --ledger")
    assert ledger.read_bytes() == content


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ledger_that_is_a_folder(run: Run, pile: Path, command: str) -> None:
    """A folder is no ledger."""
    (pile.parent / "sayso.db").mkdir()

    assert _is_one_line(run(*COMMANDS[command]), "is not a sayso ledger, or is damaged; name another file with --ledger (not a file)")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ledger_of_a_newer_version(run: Run, pile: Path, filled: Path, command: str) -> None:
    """It is not opened, and the way to open it is told."""
    assert pile.exists()
    with sqlite3.connect(filled) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()

    assert _is_one_line(run(*COMMANDS[command]), "was written by a newer sayso; update sayso to open it")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ledger_that_another_holds(run: Run, pile: Path, filled: Path, command: str) -> None:
    """A process that has taken it for itself is to be waited for."""
    assert pile.exists()
    raw = sqlite3.connect(filled, isolation_level=None)
    raw.execute("PRAGMA locking_mode = EXCLUSIVE")
    raw.execute("BEGIN EXCLUSIVE")
    try:
        assert _is_one_line(run(*COMMANDS[command]), "is in use by another process; wait for it to end and try again")
    finally:
        raw.execute("ROLLBACK")
        raw.close()


@pytest.mark.parametrize("command", ["show", "find", "report", "export"])
def test_a_ledger_that_another_writes_to_can_be_looked_at(run: Run, filled: Path, command: str) -> None:
    """A reading that is under way keeps nobody from looking at what there is."""
    raw = sqlite3.connect(filled, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    try:
        assert run(*COMMANDS[command]).status == 0
    finally:
        raw.execute("ROLLBACK")
        raw.close()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("command", ["read", "export", "verify"])
def test_a_truncated_ledger(run: Run, pile: Path, filled: Path, command: str, share: float) -> None:
    """Half a ledger is damaged: said in one line (or, by `verify`, as what is wrong with it), never a traceback."""
    assert pile.exists()
    filled.write_bytes(filled.read_bytes()[: int(filled.stat().st_size * share)])

    ran = run(*COMMANDS[command])

    assert ran.status in {1, 2} if command == "verify" else ran.status == 2
    assert "damaged" in ran.err + ran.out


def test_a_ledger_in_a_folder_that_is_not_there(run: Run, pile: Path) -> None:
    """Its folder is not made behind one's back."""
    ran = run("read", pile, "--ledger", "no/such/sayso.db")

    assert (ran.status, ran.err.count("\n")) == (2, 1)
    assert ran.err == "sayso: no/such/sayso.db: the ledger cannot be used (its folder does not exist; make it first)\n"


@pytest.mark.parametrize("command", ["report", "export"])
@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("no/such/folder/out", "No such file or directory"),
        (".", "not a file"),
        ("first.txt/out", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_an_output_that_cannot_be_written(run: Run, filled: Path, command: str, place: str, why: str) -> None:
    """It is named with the reason, status 2, and nothing half-written is left."""
    before = sorted(filled.parent.iterdir())

    ran = run(*COMMANDS[command], "--output", place)

    assert (ran.status, ran.err) == (2, f"sayso: {place}: cannot be written ({why}); choose another one\n")
    assert sorted(filled.parent.iterdir()) == before


def test_documents_of_older_rules_are_counted(run: Run, pile: Path, filled: Path) -> None:
    """After an update, what was not read again is told, with what to do; reading it again renews it."""
    with sqlite3.connect(filled) as raw:
        raw.execute("UPDATE document SET recipe = 'older-' || recipe")
    raw.close()

    told = run("read", pile)
    renewed = run("read", "first.txt")

    assert "1 document was read by older rules; read them again to renew their records\n" in told.out
    assert renewed.out.startswith("1 document read\n")
    assert "older rules" not in renewed.out
