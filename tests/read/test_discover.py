"""What there is to read: files, folders, standard input, and what is wrong with them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest

from sayso.errors import BrokenSource, ChangedSource, DateError, MissingSource, OversizedSource
from sayso.model.source import Failure, Metadata, Source
from sayso.read import discover, load, loading, media


def found(paths: Iterable[object], given: Metadata | None = None, stdin: bytes = b"") -> list[Source | Failure]:
    """Return all that is found."""
    return list(discover(map(str, paths), given or Metadata(), stdin=BytesIO(stdin)))


def identities(items: Iterable[Source | Failure]) -> list[str]:
    """Return the identities of what was found, in order."""
    return [item.identity for item in items]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Make a folder with files of several kinds, one of them in a folder below."""
    folder = tmp_path / "reports"
    (folder / "line").mkdir(parents=True)
    (folder / "b.txt").write_text("The bridge was shut.")
    (folder / "a.md").write_text("# The bridge")
    (folder / "line" / "post.html").write_text("<p>The post")
    return folder


def test_a_folder_is_searched_by_name(reports: Path) -> None:
    """All files below are found in the order of their paths, which begin with the folder's name."""
    items = found([reports])
    assert identities(items) == ["reports/a.md", "reports/b.txt", "reports/line/post.html"]
    assert [item.media_type for item in items if isinstance(item, Source)] == [media.MARKDOWN, media.PLAIN, media.HTML]
    assert all(isinstance(item, Source) and load(item) == Path(item.location or "").read_bytes() for item in items)


def test_a_file_has_the_identity_that_it_has_in_its_folder(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a file is named, its identity is its folder's name and its own."""
    monkeypatch.chdir(reports)
    for name in ("b.txt", "./b.txt", "../reports/b.txt", reports / "b.txt"):
        assert identities(found([name])) == ["reports/b.txt"]
    assert identities(found(["."]))[1] == "reports/b.txt"


def test_the_order_of_arguments_does_not_matter_and_twice_is_once(reports: Path) -> None:
    """The same files in any order give the same sources; a file that was found is not found again."""
    one = found([reports / "b.txt", reports, reports / "a.md"])
    assert one == found([reports / "a.md", reports, reports / "b.txt"])
    assert len(one) == 3


def test_hidden_files_and_ledgers_are_passed_over(reports: Path) -> None:
    """What begins with a dot, databases and the files beside them are no reports."""
    (reports / ".hidden.txt").write_text("x")
    (reports / "~$letter.docx").write_text("x")
    (reports / "sayso.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    (reports / "sayso.db-wal").write_bytes(bytes(10))
    assert len(found([reports])) == 3


def test_what_cannot_be_read_is_named(reports: Path) -> None:
    """A missing file, a kind that is not read, a folder without files and a device are one line each."""
    (reports / "map.jpg").write_bytes(b"\xff\xd8\xff")
    (reports.parent / "empty").mkdir()
    items = found([reports, reports / "no.txt", reports.parent / "empty", "/dev/null"])
    items = found([reports, reports / "no.txt", reports.parent / "empty", "/dev/null"])
    lines = {item.path: item.reason for item in items if isinstance(item, Failure)}
    assert lines["reports/map.jpg"].startswith("is of a kind that sayso does not read")
    assert lines[str(reports / "no.txt")] == "no such file or folder; check the spelling"
    assert lines["empty"] == "has nothing in it that sayso reads (it holds no file)"
    assert "not a regular file" in lines["/dev/null"]


def test_a_pipe_in_a_folder_is_not_waited_for(reports: Path) -> None:
    """What is neither file nor folder is told and not opened."""
    os.mkfifo(reports / "pipe.txt")
    assert "not a regular file" in next(item.reason for item in found([reports]) if isinstance(item, Failure))


def test_numbers_tell_apart_what_nothing_else_does(tmp_path: Path) -> None:
    """Rows with the same id in one table are counted."""
    (tmp_path / "a.csv").write_text("id,text\n1,one\n1,two\n1,three\n")
    path = f"{tmp_path.name}/a.csv#1"
    assert identities(found([tmp_path])) == [path, f"{path} (2)", f"{path} (3)"]


def test_a_folder_of_pictures_has_nothing_readable(tmp_path: Path) -> None:
    """Each unreadable file is told, and the folder as a whole."""
    (tmp_path / "a.jpg").write_bytes(b"x")
    reasons = [item.reason for item in found([tmp_path]) if isinstance(item, Failure)]
    assert len(reasons) == 2
    assert reasons[1] == "has nothing in it that sayso reads (1 of its files cannot be read)"


def test_files_without_an_ending_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    """A name that tells nothing leaves it to the bytes; binary ones are not read."""
    kinds = {"a": b"%PDF-1.7", "b": b"<!doctype html><p>x", "c": b"PK\x03\x04", "d": b"Plain words", "e": b"\x00\x01"}
    for name, data in kinds.items():
        (tmp_path / name).write_bytes(data)
    told = [item.media_type if isinstance(item, Source) else item.severity for item in found([tmp_path])]
    assert told == [media.PDF, media.HTML, media.DOCX, media.PLAIN, "failed"]


def test_links_out_of_the_folder_are_not_followed(reports: Path) -> None:
    """What a link inside leads to is found under its own name; one that leads out or nowhere is told; loops are not entered."""
    outside = reports.parent / "secret.txt"
    outside.write_text("secret")
    (reports / "a-link.txt").symlink_to(reports / "b.txt")
    (reports / "loop").symlink_to(reports)
    (reports / "nowhere.txt").symlink_to(reports / "gone.txt")
    (reports / "outside.txt").symlink_to(outside)
    items = found([reports])
    assert [i.path for i in items if isinstance(i, Source)] == ["reports/a.md", "reports/b.txt", "reports/line/post.html"]
    told = {i.path: i.reason for i in items if isinstance(i, Failure)}
    assert set(told) == {"reports/nowhere.txt", "reports/outside.txt"}
    assert "leads out of the folder" in told["reports/outside.txt"]


def test_names_are_shown_in_one_unicode_form(tmp_path: Path) -> None:
    """A decomposed or undecodable file name does not make another identity, nor text that cannot be written."""
    (tmp_path / "cafe\u0301.txt").write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("x")
    items = found([tmp_path])
    assert [Path(name).name for name in identities(items)] == ["café.txt", "\ufffd.txt"]
    assert all(isinstance(item, Source) and load(item) == b"x" for item in items)


def test_one_address_for_two_reports_is_told_apart(reports: Path) -> None:
    """The first keeps the address, the others go by their paths, and a remark on each says so."""
    items = [i for i in found([reports], Metadata(url="https://kessan.example/1")) if isinstance(i, Source)]
    assert identities(items) == ["https://kessan.example/1", "reports/b.txt", "reports/line/post.html"]
    assert [len(item.remarks) for item in items] == [0, 1, 1]
    assert "https://kessan.example/1" in items[1].remarks[0]


def test_folders_of_one_name_are_told_apart_by_what_is_above_them(tmp_path: Path) -> None:
    """Two folders called alike give reports that differ by the folder above."""
    for above in ("east", "west"):
        (tmp_path / above / "reports").mkdir(parents=True)
        (tmp_path / above / "reports" / "a.txt").write_text(above)
    items = found([tmp_path / "west" / "reports", tmp_path / "east" / "reports"])
    assert identities(items) == ["reports/a.txt", "west/reports/a.txt"]


def test_a_wrong_date_is_refused_before_anything_is_read(reports: Path) -> None:
    """The date that is given is checked at once."""
    with pytest.raises(DateError, match="--published"):
        discover([str(reports)], Metadata(published="yesterday"))


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b"The bridge was shut.", [media.PLAIN]),
        (b"%PDF-1.7", [media.PDF]),
        (b"<html><p>The bridge", [media.HTML]),
        (b'{"text": "one"}\n{"text": "two"}\n', [media.JSONL, media.JSONL]),
        (b"date,text\n2031,one\n2031,two\n", [media.CSV, media.CSV]),
    ],
)
def test_standard_input_is_told_by_its_bytes(data: bytes, kinds: list[str]) -> None:
    """A report or a table that is piped in is read as what it is; its identity is its content's."""
    items = [i for i in found(["-"], stdin=data) if isinstance(i, Source)]
    assert [item.media_type for item in items] == kinds
    assert all(load(item) for item in items)
    assert items[0].identity.startswith("stdin:" if len(kinds) == 1 else "-#")


def test_empty_or_closed_standard_input_is_told() -> None:
    """Nothing on standard input is a failure."""
    assert [i.reason for i in found(["-"], stdin=b" \n") if isinstance(i, Failure)] == ["is empty"]
    assert [i.reason for i in discover(["-"], Metadata(), stdin=None) if isinstance(i, Failure)] == ["is empty"]


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a report may have is refused without being read."""
    monkeypatch.setattr(sys.modules["sayso.read.discover"], "LARGEST", 10)
    assert [i.reason[:7] for i in found(["-"], stdin=b"x" * 11) if isinstance(i, Failure)] == ["expands"]


def test_loading_says_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that went, shrank or is too large is refused with its class."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789")
    source = Source(identity="a", path="a", media_type=media.PLAIN, location=str(path))
    with pytest.raises(MissingSource):
        load(Source(identity="b", path="b", media_type=media.PLAIN, location=str(path) + "x"))
    with pytest.raises(MissingSource):
        load(Source(identity="b", path="b", media_type=media.PLAIN))
    with pytest.raises(ChangedSource):
        load(Source(identity="a", path="a", media_type=media.CSV, location=str(path), pieces=((0, 4), (8, 12))))
    with pytest.raises(BrokenSource, match="directory"):
        load(Source(identity="a", path="a", media_type=media.PLAIN, location=str(tmp_path)))
    monkeypatch.setattr(loading, "LARGEST", 9)
    for large in (source, Source(identity="a", path="a", media_type=media.CSV, location=str(path), pieces=((0, 5), (5, 10)))):
        with pytest.raises(OversizedSource):
            load(large)


NOBODY = """
import os, sys
from sayso.model.source import Metadata
from sayso.read import discover
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
for item in discover([sys.argv[1]], Metadata()):
    print(item.path, getattr(item, "reason", "read"))
"""


def test_files_and_folders_that_may_not_be_read_are_told() -> None:
    """Without permission a table, a folder and a listing are a line each, and the rest goes on."""
    with tempfile.TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        folder = Path(above) / "reports"
        (folder / "shut").mkdir(parents=True)
        for name, text in (("a.csv", "text\nwords\n"), ("b.txt", "words"), ("sources.csv", "file\nb.txt\n")):
            (folder / name).write_text(text)
        for name in ("a.csv", "sources.csv", "shut"):
            (folder / name).chmod(0)
        told = subprocess.run([sys.executable, "-c", NOBODY, str(folder)], capture_output=True, text=True, check=True).stdout
        (folder / "shut").chmod(0o755)
    reason = "may not be read; change its permissions or copy it"
    assert told.splitlines() == [
        f"reports/sources.csv {reason}",
        f"reports/a.csv {reason}",
        "reports/b.txt read",
        f"reports/shut {reason}",
    ]
