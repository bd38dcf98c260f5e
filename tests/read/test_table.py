"""A CSV or JSONL of articles: one report a row, its bytes verbatim, its faults its own."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Document
from sayso.model.source import Failure, Metadata, Source
from sayso.read import discover, load, media, read, table

TEXT = "The ministry said that nothing had happened on the bridge."


def rows_of(path: Path) -> tuple[list[Source], list[Failure]]:
    """Return the sources and the failures in a table."""
    items = list(discover([str(path)], Metadata()))
    return [i for i in items if isinstance(i, Source)], [i for i in items if isinstance(i, Failure)]


def documents(path: Path) -> list[Document]:
    """Return the documents in a table."""
    return [read(source, load(source)) for source in rows_of(path)[0]]


def test_a_csv_row_is_a_report_of_its_own(tmp_path: Path) -> None:
    """Text and metadata come from the columns; the bytes are the header's and the row's, and can be read alone."""
    path = tmp_path / "a.csv"
    path.write_text('Title;Body;Outlet;Date;Link;ID\nShut;"""Shut,"" she\nsaid; why?";Kessan Courier;2031-05-03T10:00;;7\n')
    source = rows_of(path)[0][0]
    assert (source.identity, source.path) == (f"{tmp_path.name}/a.csv#7", f"{tmp_path.name}/a.csv#7")
    assert load(source) == path.read_bytes()
    document = read(source, load(source))
    assert document.text == '"Shut," she\nsaid; why?'
    assert (document.title, document.publisher) == ("Shut", "Kessan Courier")
    assert (document.published, document.published_from) == ("2031-05-03", "sources")


def test_every_row_of_a_csv_reads_alone(tmp_path: Path) -> None:
    """The pieces of each row make a CSV of one row, byte for byte from the file; commas, marks and breaks in fields do not matter."""
    texts = ["One, two.", 'He said "no".', "First.\n\nSecond.", "Ünïcode – “quoted”."]
    path = tmp_path / "a.csv"
    doubled = [text.replace('"', '""') for text in texts]
    rows = "".join(f'https://k.example/{i},"{text}"\r\n' for i, text in enumerate(doubled))
    path.write_text(f"\ufeffurl,text\r\n{rows}", encoding="utf-8", newline="")
    found = documents(path)
    assert [document.text for document in found] == texts
    assert [document.identity for document in found] == [f"https://k.example/{i}" for i in range(4)]


def test_jsonl_rows_with_nested_metadata(tmp_path: Path) -> None:
    """Keys give the metadata; a list of authors is joined, an object gives its name; blank lines are passed over."""
    path = tmp_path / "a.jsonl"
    row = {
        "content": "Café 😀 “shut”\nAll.",
        "source": {"id": 3, "name": "Kessan Courier"},
        "authors": ["Ilen Varo", "Taro Venn"],
        "publishedAt": "2031-05-03T10:00:00Z",
        "url": None,
        "id": 12,
    }
    path.write_text("\n" + json.dumps(row) + "\n \n" + json.dumps({"text": TEXT}, ensure_ascii=False))
    first, second = documents(path)
    assert first.text == "Café 😀 “shut”\nAll."
    assert (first.publisher, first.author, first.published) == ("Kessan Courier", "Ilen Varo, Taro Venn", "2031-05-03")
    assert [first.path, second.path] == [f"{tmp_path.name}/a.jsonl#12", f"{tmp_path.name}/a.jsonl#row-4"]


@given(st.text(max_size=60), st.booleans())
def test_json_text_leads_back_to_its_escapes(text: str, ascii_only: bool) -> None:  # noqa: FBT001 - hypothesis passes it
    """Each character of the text stands, escaped or not, where the map leads in the row."""
    row = json.dumps({"id": "x", "text": "Words. " + text}, ensure_ascii=ascii_only)
    data = row.encode("utf-8", "surrogatepass") if not ascii_only else row.encode()
    source = Source(identity="x", path="x", media_type=media.JSONL, data=data)
    document = read(source, data)
    decoded = data.decode("utf-8", "surrogateescape")
    for i, char in enumerate(document.text):
        place = document.offsets.position(i)
        assert place is not None
        assert char == decoded[place] or decoded[place] == "\\" or char in "\n\ufffd" or not char.isascii()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{"text": "open', "line 2 is left out: it is not a JSON object (unterminated string"),
        ('["text"]', "line 2 is left out: it is not a JSON object (expecting '{' at character 1)"),
        ('{"title": "no text"}', "line 2 is left out: it has no text; its keys are title"),
        ('{"text": 7}', "line 2 is left out: its 'text' is not a string"),
        ('{"text": "  "}', "line 2 is left out: its text is empty"),
        ('{"text": "a"} tail', "line 2 is left out: it is not a JSON object (extra data"),
        ("{text: 1}", "line 2 is left out: it is not a JSON object (expecting a key"),
        ('{"a": ' + "[" * 100_000, "line 2 is left out: it is not a JSON object"),
    ],
)
def test_a_broken_row_of_jsonl_costs_itself(tmp_path: Path, row: str, reason: str) -> None:
    """The fault is told with its line, and the rows around it are read."""
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{TEXT}"}}\n{row}\n{{"text": "{TEXT}"}}\n')
    sources, failures = rows_of(path)
    assert (len(sources), len(failures)) == (2, 1)
    assert failures[0].reason.startswith(reason)
    assert failures[0].identity == f"{tmp_path.name}/a.jsonl#row-2"


def test_a_broken_row_of_csv_costs_itself(tmp_path: Path) -> None:
    """Too many fields, no text, junk and an unclosed mark are a line each."""
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\n1,one, two\n2\n3,three\n4,\n5," + bytes(range(32)) * 3 + b'\n6,"open\n7,seven\n')
    sources, failures = rows_of(path)
    assert [source.path.rpartition("#")[2] for source in sources] == ["3", "7"]
    assert [failure.reason.split(":")[0] for failure in failures][:3] == ["line 2 is left out", "line 3 is left out", "line 5 is left out"]
    assert "never closed" in failures[-1].reason
    assert "3 fields where the header has 2" in failures[0].reason


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        (
            "a.csv",
            b"name,colour\nx,y\n",
            "has no column of texts; its columns are name, colour; call the one with the articles text",
        ),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"\xef\xbb\xbf\n", "is empty"),
        ("a.csv", b"id,text\n", "is a table without rows"),
        ("a.csv", b"%PDF-1.7\n", "is damaged or not what its name says (it holds a PDF"),
        ("a.csv", "text\nx".encode("utf-16"), "is in UTF-16, in which sayso reads no tables; save it in UTF-8"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b"\n\n", "is a table without rows"),
        ("a.jsonl", b"not json\n" * 200, "none of its first 100 lines is an article: line 1 is left out: it is not a JSON object"),
    ],
)
def test_a_table_that_is_none_is_one_line(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    """What is wrong with a table as a whole is told once, with its columns and what would do."""
    (tmp_path / name).write_bytes(data)
    sources, failures = rows_of(tmp_path / name)
    assert (sources, len(failures)) == ([], 1)
    assert failures[0].reason.startswith(reason)


def test_dates_that_cannot_be_read_are_told_in_one_line(tmp_path: Path) -> None:
    """The rows are kept without their dates, and the first of the dates are shown."""
    path = tmp_path / "a.csv"
    path.write_text("date,text\n" + "03/04/2031,words\n" * 5 + "2031-05-03,words\n")
    sources, failures = rows_of(path)
    assert [source.listed.published for source in sources] == [None] * 5 + ["2031-05-03"]
    assert [(failure.severity, failure.reason.split(" (")[0]) for failure in failures] == [
        ("partly", "5 rows have a date that sayso cannot read, and are kept without it")
    ]
    assert failures[0].reason.count("03/04/2031") == table.SHOWN


def test_what_a_listing_says_of_a_table_holds_for_its_rows(tmp_path: Path) -> None:
    """A row's own columns go first; the table's url is not the rows' identity."""
    (tmp_path / "a.csv").write_text("text,publisher\none,\ntwo,Line Gazette\n")
    (tmp_path / "sources.csv").write_text("file,publisher,url\na.csv,Kessan Courier,https://k.example/all\n")
    sources, _ = rows_of(tmp_path)
    assert [source.listed.publisher for source in sources] == ["Kessan Courier", "Line Gazette"]
    assert [source.identity.rpartition("#")[2] for source in sources] == ["row-1", "row-2"]


def test_markup_in_a_row_is_read_as_markup(tmp_path: Path) -> None:
    """A body of HTML gives its words, and they lead back through the markup and the escapes to the row."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "<p>The \\u201cbridge\\u201d &amp; all<\\/p>\\n<p>Shut.</p>"}')
    source = rows_of(path)[0][0]
    document = read(source, load(source))
    assert [p.span.of(document.text) for p in document.paragraphs] == ["The “bridge” & all", "Shut."]
    line = path.read_text()
    assert document.offsets.position(document.text.index("&")) == line.index("&amp;")
    assert document.offsets.position(document.text.index("Shut")) == line.index("Shut")


def test_a_large_table_streams(tmp_path: Path) -> None:
    """Memory does not grow with the number of rows."""
    path = tmp_path / "a.jsonl"
    with path.open("w") as file:
        for i in range(3_000):
            file.write(json.dumps({"text": TEXT, "id": i}) + "\n")
    tracemalloc.start()
    count = sum(1 for _ in discover([str(path)], Metadata()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000
    assert peak < 1_500_000  # the identities that were seen, and one row
