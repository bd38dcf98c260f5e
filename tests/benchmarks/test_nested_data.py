"""The nested-attribution benchmark is well formed: spans, parents, chains, halves. No rule is run on it here."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "nested"
HALVES = ("dev", "held")
SETS = (*HALVES, "practice", "check")
MARKS = '"“”„«»'
CUE_KINDS = frozenset(
    [
        "says",
        "writes",
        "claims",
        "accuses",
        "denies",
        "admits",
        "asks",
        "demands",
        "promises",
        "warns",
        "thinks",
        "shows",
        "quotes",
        "unknown",
    ]
)
SPEAKER_TYPES = frozenset({"person", "organisation", "group", "document", "unknown"})
FIELDS = frozenset(
    [
        "id",
        "mode",
        "content",
        "cue",
        "cue_kind",
        "source",
        "speaker",
        "speaker_type",
        "on_behalf_of",
        "parent",
        "chain",
        "polarity",
        "hedged",
        "medium",
        "said",
    ],
)

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """The objects of one JSON Lines file of the benchmark."""
    with (FOLDER / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


EXAM: dict[str, Row] = {row["id"]: row for row in rows("passages.jsonl")}
PASSAGES: dict[str, Row] = EXAM | {row["id"]: row for part in ("practice", "check") for row in rows(f"{part}.jsonl")}

GOLD = [(PASSAGES[row["id"]], row["statements"]) for part in SETS for row in rows(f"gold-{part}.jsonl")]
STATEMENTS = [(where, one, every) for where, every in GOLD for one in every]

# One case a passage: a case a statement would drown the rest of the suite.
each_passage = pytest.mark.parametrize(("where", "every"), GOLD, ids=[where["id"] for where, _ in GOLD])


def spans(one: Row) -> list[list[int]]:
    """Every span a statement carries: content, source, cue, time and place of the utterance."""
    said = one["said"] or {}
    single = [one["cue"], said.get("time"), said.get("place")]
    return [*one["content"], *one["source"], *(span for span in single if span)]


def covered(one: Row) -> set[int]:
    """The offsets of the characters of a statement's content."""
    return {offset for start, end in one["content"] for offset in range(start, end)}


def parent_of(one: Row, every: list[Row]) -> Row | None:
    """The statement in which this one stands, or None; a parent that does not exist is a KeyError."""
    return {other["id"]: other for other in every}[one["parent"]] if one["parent"] else None


def ancestors(one: Row, every: list[Row]) -> list[str]:
    """The ids of the statements around this one, from the nearest; a circle would be an AssertionError."""
    above, seen = parent_of(one, every), list[str]()
    while above is not None:
        assert above["id"] not in [*seen, one["id"]]
        seen.append(above["id"])
        above = parent_of(above, every)
    return seen


def own_chain(where: Row, one: Row, every: list[Row]) -> list[str]:
    """The chain by the guideline: metadata, ancestors, speaker; equal neighbours once."""
    above = parent_of(one, every)
    names = own_chain(where, above, every) if above else [name for name in (where["publisher"], where["author"]) if name]
    names = [*names, one["speaker"] or "unknown"]
    return [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]


def test_the_exam_is_large_enough_and_has_two_equal_halves() -> None:
    """At least 120 passages with distinct texts; the halves differ by at most a tenth."""
    sizes = {half: sum(row["half"] == half for row in EXAM.values()) for half in HALVES}
    assert len(EXAM) >= 120
    assert len({row["text"] for row in PASSAGES.values()}) == len(PASSAGES)
    assert sum(sizes.values()) == len(EXAM)
    assert abs(sizes["dev"] - sizes["held"]) <= len(EXAM) / 10


@pytest.mark.parametrize("half", SETS)
def test_every_passage_is_annotated_once_in_the_file_of_its_half(half: str) -> None:
    """The ids of a gold file are exactly those of the passages of its half, in their order."""
    assert [row["id"] for row in rows(f"gold-{half}.jsonl")] == [row["id"] for row in PASSAGES.values() if row["half"] == half]


@pytest.mark.parametrize("half", HALVES)
def test_each_half_holds_every_kind_of_cue_and_chains_four_deep(half: str) -> None:
    """Neither half can be passed without a cue kind, a speaker type, a depth or hard negatives."""
    mine = [(where, one, every) for where, one, every in STATEMENTS if where["half"] == half]
    deepest = max(len(ancestors(one, every)) for _, one, every in mine)
    assert {one["cue_kind"] for _, one, _ in mine} == CUE_KINDS
    assert {one["speaker_type"] for _, one, _ in mine} == SPEAKER_TYPES
    assert deepest == 3  # ancestors: four deep
    assert any(not every for where, every in GOLD if where["half"] == half)


@each_passage
def test_statements_are_well_formed(where: Row, every: list[Row]) -> None:
    """Ids are unique, fields complete, closed lists kept; no cue is kind unknown, no name is type unknown."""
    assert where["text"] == where["text"].strip() != ""
    assert len({one["id"] for one in every}) == len(every)
    for one in every:
        assert set(one) == FIELDS, one["id"]
        assert one["mode"] in {"direct", "indirect", "mixed"}, one["id"]
        assert one["polarity"] in {"affirmed", "denied"}, one["id"]
        assert one["cue_kind"] in CUE_KINDS, one["id"]
        assert one["speaker_type"] in SPEAKER_TYPES, one["id"]
        assert (one["cue"] is None) == (one["cue_kind"] == "unknown"), one["id"]
        assert (one["speaker"] is None) == (one["speaker_type"] == "unknown"), one["id"]


@each_passage
def test_every_span_slices_inside_the_text(where: Row, every: list[Row]) -> None:
    """Spans are in range, not empty, without blanks at their ends; content is ordered, apart, and inside its marks."""
    text = where["text"]
    for one in every:
        for start, end in spans(one):
            assert 0 <= start < end <= len(text), one["id"]
            assert text[start:end] == text[start:end].strip(), one["id"]
        assert one["content"], one["id"]
        assert all(before[1] <= after[0] for before, after in pairwise(one["content"])), one["id"]
        assert not any(text[start] in MARKS or text[end - 1] in MARKS for start, end in one["content"]), one["id"]


@each_passage
def test_a_parent_exists_and_contains_its_child(where: Row, every: list[Row]) -> None:
    """The content of a child lies within that of its parent, and no statement is its own ancestor."""
    for one in every:
        above = parent_of(one, every)
        assert one["id"] not in ancestors(one, every), where["id"]
        assert above is None or covered(one) <= covered(above), one["id"]


@each_passage
def test_a_chain_names_metadata_then_ancestors_then_the_speaker(where: Row, every: list[Row]) -> None:
    """The chain follows from the parents, and a child's begins with its parent's."""
    for one in every:
        above = parent_of(one, every)
        assert one["chain"] == own_chain(where, one, every), one["id"]
        assert above is None or one["chain"][: len(above["chain"])] == above["chain"], one["id"]
