"""Documents and records go in and come out as they were, once, whatever is repeated."""

from __future__ import annotations

import dataclasses
import hashlib
import stat
from array import array
from pathlib import Path

import pytest
from tests.ledger.invented import BULLETIN, analysis, document, statement

from sayso.errors import AmbiguousRecord, UnknownKind, UnknownRecord
from sayso.ledger import Ledger
from sayso.model.document import DateEvidence, Document, Paragraph
from sayso.model.offsets import Box, Layout, OffsetMap
from sayso.model.records import FORMAT, Record
from sayso.model.source import Failure
from sayso.model.span import Span

LATER = BULLETIN + "\n\nA correction followed."


def bytes_on_disk(path: Path) -> str:
    """Return a digest of the ledger and its log."""
    files = sorted(p for p in path.parent.iterdir() if p.name.startswith(path.name) and not p.name.endswith("-shm"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in files)).hexdigest()


def test_a_document_comes_back_as_it_was_read(ledger: Ledger) -> None:
    """Text, paragraphs, offset map, layout, dates and remarks are all kept."""
    text = "Página uno.\n\nPage two. \U0001f6a2"
    read = dataclasses.replace(
        document(text),
        paragraphs=(Paragraph(Span(0, 11), "heading"), Paragraph(Span(13, 24))),
        dates=(DateEvidence("2031-05-03", "dateline", "the dateline", Span(0, 4)), DateEvidence("2031", "metadata", "dc.date")),
        offsets=OffsetMap("pdf", array("Q", [0, 13]), array("Q", [90, 7]), array("Q", [11, 11])),
        layout=Layout((Span(0, 11),), (Box(2, 10.5, 20.25, 300.125, 33.0),)),
        remarks=("a remark",),
    )
    ledger.write(analysis(read, []), "r1")
    assert ledger.document(read.id) == read
    assert ledger.text(read.id) == text
    assert ledger.paragraphs(read.id) == read.paragraphs
    assert ledger.original(read.sha256) == text.encode()


def test_records_come_back_in_text_order(ledger: Ledger) -> None:
    """The order of a document's records is that of their words, not of their writing."""
    read = document()
    last, first = statement(read, "any boat had left"), statement(read, "two boats had crossed at night")
    ledger.write(analysis(read, [last, first]), "r1")
    assert list(ledger.records("statement")) == [first, last]
    assert list(ledger.records("statement", read.id)) == [first, last]
    assert list(ledger.records("statement", "document1-0")) == []


def test_writing_the_same_again_changes_no_byte(ledger: Ledger, path: Path) -> None:
    """Neither the file nor its log differ after a second writing."""
    partly = Failure("reports/bulletin.txt", "reports/bulletin.txt", "partly", "one page has no text")
    ledger.describe({"sayso": "1"})
    assert ledger.write(analysis(failures=(partly,)), "r1")
    ledger.fail(Failure("gone.txt", "gone.txt", "failed", "no such file"))
    before = bytes_on_disk(path)
    ledger.describe({"sayso": "1"})
    assert not ledger.write(analysis(failures=(partly,)), "r1")
    ledger.fail(Failure("gone.txt", "gone.txt", "failed", "no such file"))
    assert bytes_on_disk(path) == before


def test_another_recipe_replaces_the_records(ledger: Ledger) -> None:
    """Better rules leave nothing of the old ones behind."""
    read = document()
    ledger.write(analysis(read), "r1")
    better = statement(read, "We saw no lights,")
    assert ledger.write(analysis(read, [better]), "r2")
    assert list(ledger.records("statement")) == [better]
    assert ledger.known(read.identity, read.sha256) == "r2"
    assert [hit.kind for hit in ledger.find("crossed")] == ["document"]


def test_better_metadata_changes_the_document_and_not_its_id(ledger: Ledger) -> None:
    """The same bytes with another publisher are the same document."""
    ledger.write(analysis(document()), "r1")
    assert ledger.write(analysis(document(publisher="Sorrin Post")), "r1")
    (record,) = ledger.documents()
    assert (record["id"], record["publisher"]) == (document().id, "Sorrin Post")


def test_equal_bytes_are_stored_once(ledger: Ledger) -> None:
    """Two documents with the same bytes share one original."""
    ledger.write(analysis(document(identity="a.txt")), "r1")
    ledger.write(analysis(document(identity="b.txt")), "r1")
    assert ledger.counts()["document"] == 2
    assert ledger._connection.row("SELECT count(*) FROM original") == (1,)  # noqa: SLF001 - what is stored is the point


def test_other_bytes_are_a_new_version(ledger: Ledger) -> None:
    """The new version names the one it replaces; the old one and its records are kept and shown on request."""
    old, new = document(), document(LATER)
    ledger.write(analysis(old), "r1")
    ledger.write(analysis(new), "r1")
    assert [(d["id"], d["replaces"], d["current"]) for d in ledger.documents()] == [(new.id, old.id, True)]
    assert {r["document"] for r in ledger.records("statement")} == {new.id}
    assert {d["id"]: d["current"] for d in ledger.history().documents()} == {old.id: False, new.id: True}
    assert {r["document"] for r in ledger.history().records("statement")} == {old.id, new.id}
    assert (ledger.counts()["document"], ledger.history().counts()["document"]) == (1, 2)
    assert ledger.known(old.identity, old.sha256) is None
    assert {hit.document for hit in ledger.find("boats")} == {new.id}


def test_going_back_makes_the_earlier_version_current(ledger: Ledger) -> None:
    """A file restored to its earlier bytes is that earlier document again."""
    old, new = document(), document(LATER)
    for read in (old, new, old):
        ledger.write(analysis(read), "r1")
    assert [(d["id"], d["replaces"]) for d in ledger.documents()] == [(old.id, None)]
    assert ledger.known(old.identity, old.sha256) == "r1"
    assert ledger.known(new.identity, new.sha256) is None
    assert list(ledger.verify()) == []


def test_a_read_only_ledger_stands_still(ledger: Ledger, path: Path) -> None:
    """What another connection writes meanwhile is not seen by a snapshot."""
    ledger.write(analysis(), "r1")
    with Ledger.open(path, readonly=True) as snapshot:
        assert snapshot.counts()["document"] == 1
        ledger.write(analysis(document(identity="b.txt")), "r1")
        assert snapshot.counts()["document"] == 1
        assert list(snapshot.verify()) == []
    assert ledger.counts()["document"] == 2


def test_the_ledger_and_its_log_belong_to_their_owner(ledger: Ledger, path: Path) -> None:
    """All three files have mode 0600."""
    ledger.write(analysis(), "r1")
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert modes == dict.fromkeys(("sayso.db", "sayso.db-wal", "sayso.db-shm"), 0o600)


def test_the_header_holds_the_versions_sorted_and_no_time(ledger: Ledger) -> None:
    """The same versions give the same header, in whatever order they were told."""
    assert ledger.header() == {"kind": "ledger", "format": FORMAT, "versions": {}}
    ledger.describe({"sayso": "1", "model": "m"})
    assert list(ledger.header()["versions"]) == ["model", "sayso"]


def test_failures_go_when_the_source_has_been_read(ledger: Ledger) -> None:
    """Only the last failure of a source stands, and none once it could be read."""
    name = "reports/bulletin.txt"
    ledger.fail(Failure(name, name, "failed", "may not be read"))
    ledger.fail(Failure(name, name, "failed", "is empty"))
    ledger.fail(Failure("b.txt", "b.txt", "partly", "page 3 has no text"))
    assert [f.reason for f in ledger.failures()] == ["page 3 has no text", "is empty"]
    ledger.write(analysis(failures=(Failure(name, name, "partly", "odd bytes"),)), "r1")
    assert [f.reason for f in ledger.failures()] == ["page 3 has no text", "odd bytes"]


def test_a_source_that_can_be_read_again_has_not_failed(ledger: Ledger) -> None:
    """Clearing forgets that it failed and keeps what was wrong with it in part."""
    ledger.fail(Failure("b.txt", "b.txt", "failed", "may not be read"))
    ledger.fail(Failure("b.txt", "b.txt", "partly", "page 3 has no text"))
    ledger.clear("b.txt")
    assert [f.severity for f in ledger.failures()] == ["partly"]


def test_a_file_name_that_is_no_text_can_be_kept(ledger: Ledger) -> None:
    """Undecodable bytes in a name are shown as escapes."""
    ledger.fail(Failure("a\udcff.txt", "a\udcff.txt", "failed", "is empty"))
    assert [f.path for f in ledger.failures()] == ["a\\udcff.txt"]


def finding(number: int, read: Document) -> Record:
    """Return a finding that rests on the first words of a document."""
    return {
        "kind": "finding",
        "id": f"finding1-{number:020x}",
        "rule": "sums",
        "verdict": "fails",
        "working": "2 + 2 is not 5",
        "about": [read.id],
        "spans": [{"document": read.id, "start": number, "end": number + 3, "text": read.text[number : number + 3]}],
        "by": {"rule": "sums", "score": None},
    }


def test_derived_records_are_replaced_kind_by_kind(ledger: Ledger) -> None:
    """A derivation may read the ledger that it changes; the records extracted from a document stay."""
    read = document()
    own = finding(7, read)
    ledger.write(analysis(read, [statement(read, "any boat had left"), own]), "r1")
    ledger.derive("finding", (finding(i, read) for i, _ in enumerate(ledger.records("statement"))))
    assert [f["id"] for f in ledger.records("finding", read.id)] == [finding(0, read)["id"], own["id"]]
    ledger.derive("finding", [finding(1, read)])
    assert [f["id"] for f in ledger.records("finding")] == [finding(1, read)["id"], own["id"]]
    assert ledger.counts() == {"document": 1, "finding": 2, "statement": 1}
    assert list(ledger.verify()) == []


def test_a_derivation_that_fails_leaves_the_old_records(ledger: Ledger) -> None:
    """An error half way undoes the whole."""
    read = document()
    ledger.write(analysis(read, []), "r1")
    ledger.derive("finding", [finding(1, read)])
    with pytest.raises(KeyError):
        ledger.derive("finding", [finding(2, read), {"kind": "finding"}])
    assert [f["id"] for f in ledger.records("finding")] == [finding(1, read)["id"]]


def test_a_finding_without_words_belongs_to_its_document(ledger: Ledger) -> None:
    """What was found in one document goes with that document, also if no words show it."""
    read = document()
    ledger.write(analysis(read, [finding(1, read) | {"spans": []}]), "r1")
    assert len(list(ledger.records("finding", read.id))) == 1
    ledger.write(analysis(document(LATER), []), "r1")
    assert list(ledger.records("finding")) == []


def test_a_record_is_got_by_any_unique_beginning(ledger: Ledger) -> None:
    """The whole id, its beginning, or the beginning of its digits alone."""
    read = document()
    ledger.write(analysis(read), "r1")
    record = next(ledger.records("statement"))
    for prefix in (record["id"], record["id"][:-3], record["id"].partition("-")[2][:8]):
        assert ledger.get("statement", prefix) == record
    assert ledger.get("document", read.id[:14])["text"] == read.text


def test_a_beginning_that_is_not_unique_names_what_it_could_be(ledger: Ledger) -> None:
    """Several records begin like this: the error lists them."""
    ledger.write(analysis(), "r1")
    with pytest.raises(AmbiguousRecord) as raised:
        ledger.get("statement", "statement1-")
    assert len(raised.value.ids) == 3


@pytest.mark.parametrize("prefix", ["statement1-zz", "", "%", "document1", "x' OR 1=1 --", "statement"])
def test_an_unknown_record_is_said_to_be_unknown(ledger: Ledger, prefix: str) -> None:
    """What is no id, or another kind's, finds nothing."""
    ledger.write(analysis(document(), []), "r1")
    with pytest.raises(UnknownRecord):
        ledger.get("statement", prefix)


def test_an_unknown_kind_is_said_to_be_unknown(ledger: Ledger) -> None:
    """The error names the kinds there are."""
    with pytest.raises(UnknownKind, match="statement"):
        ledger.get("rumour", "x")
    with pytest.raises(UnknownKind):
        list(ledger.records("rumour"))
    for ask in (ledger.text, ledger.original, ledger.document, ledger.paragraphs):
        with pytest.raises(UnknownRecord):
            ask("document1-0")


def test_records_of_documents_and_judgements_are_those_of_their_own_methods(ledger: Ledger) -> None:
    """`records` answers for every kind."""
    ledger.write(analysis(), "r1")
    assert list(ledger.records("document")) == list(ledger.documents())
    assert list(ledger.records("document", "document1-0")) == []
    assert list(ledger.records("judgement")) == []
    assert list(ledger.records("time")) == []


def test_odd_texts_are_kept(ledger: Ledger) -> None:
    """A NUL, other line breaks, right-to-left marks, and nothing at all."""
    for number, text in enumerate(("a\0b said c", "a\u2028b\u0085c", "\u202ea", "")):
        read = document(text, f"odd{number}.txt")
        ledger.write(analysis(read, [statement(read, text)] if text else []), "r1")
        assert ledger.text(read.id) == text
    assert [r["content"][0]["text"] for r in ledger.records("statement", document("a\u2028b\u0085c", "odd1.txt").id)] == ["a\u2028b\u0085c"]
    assert list(ledger.verify()) == []
