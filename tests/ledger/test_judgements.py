"""What people decide is kept, checked, found again after re-reading, and never changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.ledger.invented import BULLETIN, analysis, document, statement, statement_at

from sayso.errors import AmbiguousRecord, JudgementError, UnknownRecord
from sayso.ledger import Addition, Decision, Ledger
from sayso.model.document import Document
from sayso.model.records import Record
from sayso.model.span import Span

CROSSED = "two boats had crossed at night"
SAW = "We saw no lights,"
WHERE = (BULLETIN.index(CROSSED), BULLETIN.index(CROSSED) + len(CROSSED))
AT = "2031-05-06T09:30:00Z"


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Return a ledger with the bulletin and its three statements."""
    ledger.write(analysis(), "r1")
    return ledger


def of(words: str, read: Document | None = None) -> str:
    """Return the id of the statement with these words."""
    return str(statement(read or document(), words)["id"])


def verdicts(ledger: Ledger, record: str) -> list[str]:
    """Return the verdicts in force on a record."""
    return [judgement["verdict"] for judgement in ledger.verdicts(record)]


def test_a_judgement_says_what_it_is_about(filled: Ledger) -> None:
    """The record of a judgement holds the words, their place and context, who, when and why."""
    record = filled.judge(Decision("accept", " Ana ", (of(CROSSED),), note="heard it", at="2031-05-06T11:30:00+02:00"))
    start = BULLETIN.index(CROSSED)
    assert record["id"].startswith("judgement1-")
    assert {key: record[key] for key in ("verdict", "by", "at", "note", "field", "value", "replaces")} == {
        "verdict": "accept",
        "by": "Ana",
        "at": AT,
        "note": "heard it",
        "field": None,
        "value": None,
        "replaces": None,
    }
    (target,) = record["targets"]
    assert target == {
        "document": document().id,
        "text_sha256": document().text_sha256,
        "kind": "statement",
        "span": {
            "start": start,
            "end": start + len(CROSSED),
            "text": CROSSED,
            "prefix": "Sorrin harbour office said that ",
            "suffix": '. "We saw no lights," Ada Quill ',
        },
        "record": of(CROSSED),
    }
    assert list(filled.judgements()) == [record]
    assert filled.get("judgement", record["id"]) == record
    assert list(filled.verify()) == []


def test_a_judgement_changes_no_record(filled: Ledger) -> None:
    """A rejected statement is still there, with the judgement beside it."""
    before = list(filled.records("statement"))
    filled.judge(Decision("reject", "Ana", (of(CROSSED),)))
    assert list(filled.records("statement")) == before
    assert verdicts(filled, of(CROSSED)) == ["reject"]


def test_a_later_judgement_of_the_same_person_takes_the_place_of_the_earlier(filled: Ledger) -> None:
    """Of one person's verdicts on one matter the last counts; both are kept; other people's and other matters stay."""
    first = filled.judge(Decision("accept", "Ana", (of(CROSSED),), at=AT))
    filled.judge(Decision("accept", "Ben", (of(CROSSED),), at=AT))
    filled.judge(Decision("correct", "Ana", (of(CROSSED),), "mode", "mixed", at=AT))
    second = filled.judge(Decision("reject", "Ana", (of(CROSSED),), at=AT))
    assert second["replaces"] == first["id"]
    assert verdicts(filled, of(CROSSED)) == ["accept", "correct", "reject"]
    assert len(list(filled.judgements())) == 4


def test_the_same_decision_again_is_not_kept_twice(filled: Ledger) -> None:
    """It is returned as it was first made."""
    decision = Decision("correct", "Ana", (of(CROSSED),), "speaker", "Sorrin port", at=AT)
    first = filled.judge(decision)
    assert filled.judge(decision) == first
    assert len(list(filled.judgements())) == 1


@pytest.mark.parametrize(
    ("kind", "field", "value", "kept"),
    [
        ("statement", "speaker", " Ilen Varo ", ("speaker.name", "Ilen Varo")),
        ("statement", "speaker.name", "", ("speaker.name", None)),
        ("statement", "speaker.type", "group", ("speaker.type", "group")),
        ("statement", "hedged", "yes", ("hedged", True)),
        ("statement", "hedged", False, ("hedged", False)),
        ("statement", "cue_kind", "denies", ("cue_kind", "denies")),
        ("document", "published", "2031-02", ("published", "2031-02")),
        ("document", "published", 2031, ("published", "2031")),
        ("document", "published", None, ("published", None)),
        ("document", "publisher", "Sorrin Post", ("publisher", "Sorrin Post")),
    ],
)
def test_a_correction_keeps_the_field_and_the_right_value(
    filled: Ledger, kind: str, field: str, value: object, kept: tuple[str, object]
) -> None:
    """What was typed becomes a value of the field's type."""
    record = of(CROSSED) if kind == "statement" else document().id
    judgement = filled.judge(Decision("correct", "Ana", (record,), field, value))
    assert (judgement["field"], judgement["value"]) == kept


@pytest.mark.parametrize(
    ("decision", "message"),
    [
        (Decision("accept", " ", ("x",)), "needs a name"),
        (Decision("approve", "Ana", ("x",)), "accept, reject"),
        (Decision("accept", "Ana"), "1 target, not 0"),
        (Decision("same", "Ana", ("x",)), "2 targets, not 1"),
        (Decision("correct", "Ana", ("x",)), "a field and a value"),
        (Decision("accept", "Ana", ("x",), "mode", "direct"), "only correct"),
        (Decision("add", "Ana"), "a kind, a document"),
        (Decision("accept", "Ana", (of(CROSSED),), at="yesterday"), "not a time"),
        (Decision("accept", "Ana", (of(CROSSED),), at="2031-05-06T09:30:00"), "not a time"),
        (Decision("correct", "Ana", (of(CROSSED),), "colour", "red"), "no field 'colour'"),
        (Decision("correct", "Ana", (of(CROSSED),), "mode", "loud"), "direct, indirect, mixed"),
        (Decision("correct", "Ana", (of(CROSSED),), "hedged", "perhaps"), "true or false"),
        (Decision("correct", "Ana", (of(CROSSED),), "speaker", ["Bo"]), "words"),
        (Decision("correct", "Ana", (document().id,), "published", "2031-02-30"), "YYYY-MM-DD"),
        (Decision("correct", "Ana", (document().id,), "published", "3 May"), "YYYY-MM-DD"),
        (Decision("same", "Ana", (of(CROSSED), of(CROSSED))), "two different"),
        (Decision("same", "Ana", (of(CROSSED), document().id)), "one kind"),
        (Decision("add", "Ana", addition=Addition("statement", document().id, 5, 5)), "not in the document"),
        (Decision("add", "Ana", addition=Addition("statement", document().id, 5, 9999)), "not in the document"),
        (Decision("add", "Ana", addition=Addition("time", document().id, 5, 9)), "cannot be added"),
        (Decision("add", "Ana", addition=Addition("statement", document().id, 5, 9, {"medium.title": "x"})), "cannot be given"),
        (Decision("add", "Ana", addition=Addition("statement", document().id, *WHERE)), "stands on these words already"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_in_one_line(filled: Ledger, decision: Decision, message: str) -> None:
    """The error names what was wrong, and nothing is kept."""
    with pytest.raises(JudgementError, match=message) as raised:
        filled.judge(decision)
    assert "\n" not in str(raised.value)
    assert list(filled.judgements()) == []


def test_targets_may_be_named_by_the_beginning_of_their_digits(filled: Ledger) -> None:
    """A target that nothing, or more than one thing, is called by is an error."""
    digits = of(CROSSED).partition("-")[2]
    assert filled.judge(Decision("accept", "Ana", (digits[:12],)))["targets"][0]["record"] == of(CROSSED)
    with pytest.raises(UnknownRecord):
        filled.judge(Decision("accept", "Ana", ("statement1-zzzz",)))
    with pytest.raises(UnknownRecord):
        filled.judge(Decision("add", "Ana", addition=Addition("statement", "document1-zzzz", 1, 2)))
    with pytest.raises(AmbiguousRecord):
        filled.judge(Decision("accept", "Ana", ("statement1-",)))


def test_pairs_are_kept_with_both_members(filled: Ledger) -> None:
    """Whether two records are the same is a judgement on both, in whatever order they are named."""
    first = filled.judge(Decision("same", "Ana", (of(CROSSED), of(SAW))))
    later = filled.judge(Decision("not_same", "Ana", (of(SAW), of(CROSSED))))
    assert later["replaces"] == first["id"]
    assert verdicts(filled, of(CROSSED)) == verdicts(filled, of(SAW)) == ["not_same"]


def findings(read: Document) -> list[Record]:
    """Return a finding on the words of a statement, and one without words."""
    span = {"document": read.id, **statement(read, CROSSED)["content"][0]}
    common = {"kind": "finding", "rule": "sums", "verdict": "fails", "working": "-", "about": [], "by": {"rule": "sums", "score": None}}
    return [{**common, "id": f"finding1-{'a' * 20}", "spans": [span]}, {**common, "id": f"finding1-{'b' * 20}", "spans": []}]


def test_findings_are_judged_and_found_again_when_derived_anew(filled: Ledger) -> None:
    """A finding with another id on the same words is the same; one without words is found by its id alone."""
    on_words, bare = findings(document())
    filled.derive("finding", [on_words, bare])
    for identifier in (on_words["id"], bare["id"]):
        filled.judge(Decision("reject", "Ana", (identifier,)))
    with pytest.raises(JudgementError, match="accept or reject"):
        filled.judge(Decision("correct", "Ana", (bare["id"],), "verdict", "holds"))
    filled.derive("finding", [on_words | {"id": f"finding1-{'c' * 20}"}])
    assert verdicts(filled, f"finding1-{'c' * 20}") == ["reject"]
    assert [(d.record, d.reason) for d in filled.detached()] == [(bare["id"], "the record is no longer there")]
    assert list(filled.verify()) == []


def test_a_judgement_follows_its_words_into_a_new_version(filled: Ledger) -> None:
    """After an insertion before it the statement has another id and the same judgement."""
    filled.judge(Decision("accept", "Ana", (of(CROSSED),)))
    new = document("A correction. " + BULLETIN)
    filled.write(analysis(new), "r1")
    assert verdicts(filled, of(CROSSED, new)) == ["accept"]
    assert verdicts(filled, of(CROSSED)) == ["accept"]
    assert list(filled.detached()) == []
    assert list(filled.verify()) == []


def test_a_judgement_whose_words_are_gone_is_detached_and_comes_back(filled: Ledger) -> None:
    """It is listed with the reason, not dropped; when the words return it is attached again."""
    judgement = filled.judge(Decision("accept", "Ana", (of(CROSSED),)))
    filled.write(analysis(document(BULLETIN.replace("two boats", "three boats"))), "r1")
    (lost,) = filled.detached()
    assert (lost.judgement, lost.target, lost.record) == (judgement["id"], 0, of(CROSSED))
    assert "no longer in the text" in lost.reason
    assert list(filled.judgements()) == [judgement]
    filled.write(analysis(), "r1")
    assert list(filled.detached()) == []
    assert verdicts(filled, of(CROSSED)) == ["accept"]


def test_a_judgement_follows_better_rules(filled: Ledger) -> None:
    """A statement trimmed by a word keeps its judgement; one that is no longer found loses it, and says so."""
    read = document()
    filled.judge(Decision("accept", "Ana", (of(CROSSED),)))
    span = statement(read, CROSSED)["content"][0]
    trimmed = statement_at(read, Span(span["start"] + 4, span["end"]))
    filled.write(analysis(read, [trimmed]), "r2")
    assert verdicts(filled, trimmed["id"]) == ["accept"]
    filled.write(analysis(read, [statement(read, SAW)]), "r3")
    assert [lost.reason for lost in filled.detached()] == ["no record stands on its words any more"]


def test_a_later_judgement_finds_the_earlier_one_across_versions(filled: Ledger) -> None:
    """Who changes their mind after re-reading replaces what they decided before."""
    first = filled.judge(Decision("accept", "Ana", (of(CROSSED),)))
    new = document("A correction. " + BULLETIN)
    filled.write(analysis(new), "r1")
    assert filled.judge(Decision("reject", "Ana", (of(CROSSED, new),)))["replaces"] == first["id"]
    assert verdicts(filled, of(CROSSED, new)) == ["reject"]


def test_an_earlier_version_may_be_judged(filled: Ledger) -> None:
    """The judgement is attached to the same words in the current version."""
    new = document("A correction. " + BULLETIN)
    filled.write(analysis(new), "r1")
    filled.judge(Decision("accept", "Ana", (of(CROSSED),)))
    assert verdicts(filled, of(CROSSED, new)) == ["accept"]


def test_a_judgement_on_a_document_holds_for_its_versions(filled: Ledger) -> None:
    """A document is found again by its identity."""
    filled.judge(Decision("correct", "Ana", (document().id,), "publisher", "Sorrin Post"))
    new = document("A correction. " + BULLETIN)
    filled.write(analysis(new), "r1")
    assert verdicts(filled, new.id) == ["correct"]


def add(ledger: Ledger, words: str, **fields: object) -> Record:
    """Add a statement on these words and return its record."""
    start = BULLETIN.index(words)
    addition = Addition("statement", document().id, start, start + len(words), fields)
    judgement = ledger.judge(Decision("add", "Ana", addition=addition))
    return ledger.get("statement", judgement["targets"][0]["record"])


def test_an_added_statement_is_a_record_like_the_others(filled: Ledger) -> None:
    """It has the fields given, unknown ones for the rest, a chain, and is made by `person`; it is found and verified."""
    record = add(filled, "The Tarn ferry company denied", speaker="Ilen Varo", hedged="yes")
    assert record["by"] == {"rule": "person", "score": None}
    assert (record["speaker"]["name"], record["hedged"], record["mode"]) == ("Ilen Varo", True, "indirect")
    assert record["chain"] == ["Vellmar Gazette", "Ilen Varo"]
    assert record in list(filled.records("statement"))
    assert verdicts(filled, record["id"]) == ["add"]
    assert [hit.id for hit in filled.find("Tarn") if hit.kind == "statement"] == [record["id"]]
    assert list(filled.verify()) == []


def test_the_marks_round_added_words_tell_the_mode(filled: Ledger) -> None:
    """In quotation marks: direct; with marks inside: mixed."""
    assert add(filled, "We saw no lights")["mode"] == "indirect"
    assert add(filled, 'at night. "We saw')["mode"] == "mixed"
    text = "He said: “We left.”"
    filled.write(analysis(document(text, "b.txt"), []), "r1")
    addition = Addition("statement", document(text, "b.txt").id, 10, 18)
    judgement = filled.judge(Decision("add", "Ana", addition=addition))
    assert judgement["value"]["mode"] == "direct"
    assert filled.get("statement", judgement["targets"][0]["record"])["chain"] == ["Vellmar Gazette", "unknown"]


def test_an_added_statement_inside_another_has_it_as_parent(filled: Ledger) -> None:
    """Its chain goes on from the outer statement's; who publishes and speaks is named once."""
    inner = add(filled, "crossed at night", speaker="a witness")
    assert inner["parent"] == of(CROSSED)
    assert inner["chain"] == ["Vellmar Gazette", "Ada Quill", "a witness"]
    assert add(filled, "The ferry at Vellmar", speaker="Vellmar Gazette")["chain"] == ["Vellmar Gazette"]


def test_an_added_statement_survives_better_rules_and_new_versions(filled: Ledger) -> None:
    """It is made again on its words; if extraction finds it too, the extracted one stands."""
    record = add(filled, "The Tarn ferry company denied")
    filled.write(analysis(document(), []), "r2")
    assert [r["id"] for r in filled.records("statement")] == [record["id"]]
    new = document("A correction. " + BULLETIN)
    filled.write(analysis(new, []), "r2")
    (moved,) = filled.records("statement")
    assert moved["content"][0]["text"] == "The Tarn ferry company denied"
    assert verdicts(filled, moved["id"]) == ["add"]
    extracted = statement(new, "The Tarn ferry company denied")
    filled.write(analysis(new, [extracted]), "r3")
    assert list(filled.records("statement")) == [extracted]
    assert verdicts(filled, extracted["id"]) == ["add"]
    filled.write(analysis(document("Nothing left."), []), "r3")
    assert list(filled.records("statement")) == []
    assert len(list(filled.detached())) == 1
    assert list(filled.verify()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE judgement SET at = '2000-01-01T00:00:00Z'",
        "DELETE FROM judgement",
        "INSERT OR REPLACE INTO judgement SELECT number, id, at, replaces, '{}' FROM judgement",
    ],
)
def test_the_file_itself_refuses_to_change_a_judgement(filled: Ledger, path: Path, change: str) -> None:
    """Whoever opens the file by other means is stopped too."""
    filled.judge(Decision("accept", "Ana", (of(CROSSED),)))
    filled.close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA recursive_triggers = ON")
    with pytest.raises(sqlite3.IntegrityError, match="appended, never"):
        raw.execute(change)
    raw.close()
