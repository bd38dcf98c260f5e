"""The example holds together: its files, its sources, what is planted in it, and the way its binary reports are built."""

import csv
import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "src" / "sayso" / "example" / "reports"
HERE = Path(__file__).parent
BUILT = sorted(path.name for path in REPORTS.iterdir() if path.suffix in {".pdf", ".docx"})
MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')


def records(file: str, table: str) -> list[dict[str, Any]]:
    """The tables of that name in a TOML file beside this one."""
    entries: list[dict[str, Any]] = tomllib.loads(HERE.joinpath(file).read_text(encoding="utf-8"))[table]
    return entries


@cache
def words_of(file: str, row: str = "") -> str:
    """The whole text of a report, or of one row of it, with single spaces and one kind of quotation marks."""
    return plain(text_of(REPORTS / file, row))


def plain(text: str) -> str:
    """Lay aside white space and the kinds of quotation marks."""
    return " ".join(text.translate(MARKS).split())


def text_of(path: Path, row: str) -> str:
    """Read one report with the plainest means there are, not with the project's own readers."""
    if row:
        return rows_of(path)[row]
    if path.suffix == ".pdf":
        return pdf_text(path)
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        return "\n".join(paragraph.text for paragraph in document.paragraphs)
    text = path.read_text(encoding="utf-8")
    return text.replace("*", "") if path.suffix == ".md" else text


def rows_of(path: Path) -> dict[str, str]:
    """The texts of a csv or jsonl file of articles by their ids."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return {row["id"]: row["text"] for row in csv.DictReader(file)}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {record["id"]: record["text"] for record in map(json.loads, lines)}


def pdf_text(path: Path) -> str:
    """The text of all pages, without running heads and page numbers, hyphenated words joined (pdfium writes U+FFFE for such a hyphen)."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    bodies = [page.split("\r\n", 2)[2] for page in pages]
    return "\n".join(bodies).replace("\ufffe", "")


def test_every_media_type_is_there_and_the_whole_is_small() -> None:
    """All seven media types are in the example, under plain names, in less than 200 kB."""
    files = list(REPORTS.iterdir())
    assert {path.suffix for path in files} == {".txt", ".md", ".html", ".pdf", ".docx", ".csv", ".jsonl"}
    assert all(re.fullmatch(r"[a-z0-9-]+\.[a-z]+", path.name) for path in files)
    assert sum(path.stat().st_size for path in files) < 200_000


def test_sources_name_existing_files_but_not_all() -> None:
    """Each row of sources.csv names one report, once, and some reports are left to speak for themselves."""
    with REPORTS.joinpath("sources.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert list(table[0]) == ["file", "publisher", "author", "published", "title", "url", "side"]
    named = [row["file"] for row in table]
    existing = {path.name for path in REPORTS.iterdir()} - {"sources.csv"}
    assert len(named) == len(set(named))
    assert set(named) < existing


@pytest.mark.parametrize("entry", records("planted.toml", "planted"), ids=lambda entry: str(entry["id"]))
def test_planted_words_stand_in_their_documents(entry: dict[str, Any]) -> None:
    """What planted.toml says of the documents is what the documents say."""
    for side in entry["sides"]:
        assert plain(side["words"]) in words_of(side["file"], side.get("row", ""))


def test_planted_entries_have_ids_of_their_own() -> None:
    """No two planted entries share an id."""
    assert max(Counter(entry["id"] for entry in records("planted.toml", "planted")).values()) == 1


def test_both_sides_err_equally_often() -> None:
    """The example takes no side: the words of either side fail to add up as often as those of the other."""
    errs = Counter(entry["errs"] for entry in records("planted.toml", "planted"))
    assert set(errs) == {"", "halvessa", "kestrun", "other"}
    assert errs["halvessa"] == errs["kestrun"] > 0


def test_the_agency_is_copied_word_for_word_once_and_edited_once() -> None:
    """The weekly prints the dispatch whole; the Mirror shares sentences with it but not the Brigadier's."""
    dispatch = words_of("halyard-dispatches.csv", "hw-0606-02")
    assert dispatch in words_of("marivolle-weekly-mission.txt")
    mirror = words_of("ordebun-mirror-mission.md")
    shared = [sentence for sentence in re.split(r"(?<=\.) ", dispatch) if sentence in mirror]
    assert 3 <= len(shared) < len(re.split(r"(?<=\.) ", dispatch))


@pytest.mark.parametrize("entry", records("expected_statements.toml", "statement"), ids=lambda entry: str(entry["id"]))
def test_expected_statements_quote_their_documents(entry: dict[str, Any]) -> None:
    """Cue, first and last words of each expected statement stand in the document, the first before the last."""
    text = words_of(entry["file"], entry.get("row", ""))
    first = text.find(plain(entry["first"]))
    assert first >= 0
    assert text.find(plain(entry["last"]), first) >= 0
    assert entry["cue"].lower() in text.lower()
    assert entry["mode"] in {"direct", "indirect", "mixed"}


def test_expected_parents_exist_and_chains_grow_from_theirs() -> None:
    """A nested statement stands in the same document as its parent, and its chain begins with the parent's."""
    statements = {entry["id"]: entry for entry in records("expected_statements.toml", "statement")}
    nested = [entry for entry in statements.values() if "parent" in entry]
    assert nested
    for entry in nested:
        parent = statements[entry["parent"]]
        assert (entry["file"], entry.get("row")) == (parent["file"], parent.get("row"))
        assert entry["chain"][: len(parent["chain"])] == parent["chain"]
        assert len(entry["chain"]) > len(parent["chain"])


def test_expected_statements_cover_every_mode_and_most_documents() -> None:
    """At least forty statements, of all modes, from every file that reports speech."""
    statements = records("expected_statements.toml", "statement")
    assert len(statements) >= 40
    assert {entry["mode"] for entry in statements} == {"direct", "indirect", "mixed"}
    silent = {path.name for path in REPORTS.iterdir()} - {entry["file"] for entry in statements}
    assert silent == {"sources.csv", "sennapoint-agreement.docx"}


@pytest.mark.parametrize("entry", records("expected_statements.toml", "negative"), ids=lambda entry: str(entry["words"])[:40])
def test_negatives_quote_their_documents(entry: dict[str, Any]) -> None:
    """The words that must not become a statement stand in the document."""
    assert plain(entry["words"]) in words_of(entry["file"], entry.get("row", ""))


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    """The committed pdf and docx files are exactly what the builder makes of their texts."""
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build_example.py"), str(tmp_path)], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == BUILT
    changed = [name for name in BUILT if tmp_path.joinpath(name).read_bytes() != REPORTS.joinpath(name).read_bytes()]
    assert changed == []


def test_pdfs_have_two_pages_running_heads_and_cut_words() -> None:
    """Each pdf has two numbered pages under a running head, and words cut at line ends."""
    for name in (name for name in BUILT if name.endswith(".pdf")):
        document = pypdfium2.PdfDocument(REPORTS / name)
        pages = [page.get_textpage().get_text_range() for page in document]
        document.close()
        assert [page.splitlines()[1] for page in pages] == ["Page 1 of 2", "Page 2 of 2"]
        assert len({page.splitlines()[0] for page in pages}) == 1
        assert "\ufffe" in "".join(pages)


def test_the_dates_of_making_are_decoys() -> None:
    """A docx carries a date of creation that is neither in its text nor in sources.csv, so that taking it for the publication shows."""
    for name in (name for name in BUILT if name.endswith(".docx")):
        created = docx.Document(str(REPORTS / name)).core_properties.created
        assert created is not None
        assert f"{created.day} {created:%B %Y}" not in words_of(name)
        assert created.date().isoformat() not in words_of("sources.csv")
