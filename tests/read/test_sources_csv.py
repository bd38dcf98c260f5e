"""What a sources.csv says of the files in its folder, and what is told of its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.model.source import Failure, Metadata, Source
from sayso.read import discover


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with two reports, one below, and one of which the name has an accent."""
    folder = tmp_path / "reports"
    (folder / "line").mkdir(parents=True)
    for name in ("a.txt", "Café.txt", "line/post.txt"):
        (folder / name).write_text("The bridge was shut.")
    return folder


def read_with(folder: Path, listing: str | bytes, *paths: Path) -> tuple[dict[str, Metadata], list[str]]:
    """Return the metadata listed for each report and the reasons of the failures, with this listing in the folder."""
    (folder / "sources.csv").write_bytes(listing if isinstance(listing, bytes) else listing.encode())
    items = list(discover([str(path) for path in paths or (folder,)], Metadata()))
    listed = {item.path.removeprefix("reports/"): item.listed for item in items if isinstance(item, Source)}
    assert all(item.path == "reports/sources.csv" for item in items if isinstance(item, Failure))
    return listed, [item.reason for item in items if isinstance(item, Failure)]


def test_every_column_reaches_its_report(folder: Path) -> None:
    """Columns in any order, with a byte order mark, give what they say; an empty cell says nothing."""
    listing = (
        "\ufeffside,url,title,published,author,publisher,file\n"
        "west,https://k.example/1,The bridge,2031-05,Ilen Varo,Kessan Courier,a.txt\n,,,,,,line/post.txt\n"
    )
    listed, reasons = read_with(folder, listing)
    assert listed["a.txt"] == Metadata("2031-05", "Kessan Courier", "Ilen Varo", "The bridge", "https://k.example/1", "west")
    assert listed["line/post.txt"] == Metadata()
    assert reasons == []


@pytest.mark.parametrize("name", ["A.TXT", "./a.txt", "cafe\u0301.TXT", "line\\post.txt", "LINE/Post.txt"])
def test_names_are_found_whatever_their_form(folder: Path, name: str) -> None:
    """Case, Unicode form and the kind of slash make no difference."""
    listed, reasons = read_with(folder, f"file;publisher\n{name};Kessan Courier\n")
    assert ([metadata.publisher for metadata in listed.values()].count("Kessan Courier"), reasons) == (1, [])


def test_faults_are_told_line_by_line_and_the_rest_holds(folder: Path) -> None:
    """Unknown columns, a bad date, a file that is not there, one named twice, none named: a line each."""
    listing = (
        "file,published,colour,publisher\na.txt,3 May,red,Kessan Courier\n\nno.txt,2031,,\na.txt,2031,,\n,2031,,\n"
        "../secret.txt,2031,,\nline/post.txt,2031,,\n"
    )
    listed, reasons = read_with(folder, listing)
    assert listed["a.txt"] == Metadata(publisher="Kessan Courier")
    assert listed["line/post.txt"].published == "2031"
    assert reasons == [
        "unknown column ignored: colour; known are file, published, publisher, author, title, url, side",
        "line 2: published: '3 May' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD; the rest of the row holds",
        "line 4: names a file that is not in the folder: 'no.txt'",
        "line 5: names 'a.txt' again; the first row holds",
        "line 6: names no file",
        "line 7: names a file that is not in the folder: '../secret.txt'",
    ]


@pytest.mark.parametrize(
    ("listing", "reason"),
    [
        (b"name,date\na.txt,2031\n", "has no column `file`, so that nothing in it can be used; its columns are name, date"),
        (b"", "has no column `file`, so that nothing in it can be used; its columns are none"),
        (b"%PDF-1.7", "is damaged or not what its name says (it holds a PDF, not text); get a fresh copy"),
    ],
)
def test_a_listing_that_is_none_is_told_once(folder: Path, listing: bytes, reason: str) -> None:
    """A sources.csv without the one column it needs, or that is no text, is one line; the reports are read without it."""
    listed, reasons = read_with(folder, listing)
    assert (len(listed), reasons) == (3, [reason])


def test_the_address_that_is_listed_is_the_identity(folder: Path) -> None:
    """A report goes by its url where one is known."""
    (folder / "sources.csv").write_text("file,url\na.txt,https://k.example/1\n")
    assert [item.identity for item in discover([str(folder)], Metadata())][1] == "https://k.example/1"


def test_a_listing_counts_for_a_file_named_alone_and_its_other_faults_do_not(folder: Path) -> None:
    """A file that is named itself is told by the sources.csv beside it; faults of other rows are not its business."""
    listing = "file,published\nno.txt,2031\na.txt,1 May\nline/post.txt,soon\n"
    listed, reasons = read_with(folder, listing + "Café.txt,2031\n", folder / "Café.txt")
    assert (listed["Café.txt"].published, reasons) == ("2031", [])
    assert len(read_with(folder, listing, folder / "a.txt")[1]) == 1
    assert read_with(folder, listing, folder / "sources.csv") == ({}, [])


def test_the_nearest_listing_goes_first(folder: Path) -> None:
    """A folder's own listing stands above that of the folder above, which fills what it leaves open."""
    (folder / "line" / "sources.csv").write_text("file,publisher\npost.txt,Line Gazette\n")
    listed, _ = read_with(folder, "file,publisher,side\nline/post.txt,Kessan Courier,west\n")
    assert listed["line/post.txt"] == Metadata(publisher="Line Gazette", side="west")
