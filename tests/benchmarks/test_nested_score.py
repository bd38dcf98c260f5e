"""The scorer of the nested-attribution exam: pairing, agreement, names, unusual values, chance, and what it says of broken files."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[2] / "benchmarks" / "nested"
SCRIPT = FOLDER / "score.py"

Row = dict[str, Any]


def load() -> ModuleType:
    """The scorer as a module; it is a script and no part of the package."""
    spec = importlib.util.spec_from_file_location("nested_score", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


SCORE = load()


def said(one: str, *content: list[int], **fields: object) -> Row:
    """A statement with the given id, spans and fields."""
    return {"id": one, "content": [list(span) for span in content], **fields}


def scored(gold: list[Row], pred: list[Row]) -> Row:
    """The figures for one passage annotated twice."""
    sides: list[dict[str, Any]] = [{}, {}]
    for side, statements in zip(sides, (gold, pred), strict=True):
        SCORE.add_passage(side, {"id": "p", "statements": statements})
    figures: Row = SCORE.score(*sides)
    return figures


def right(figures: Row, field: str) -> tuple[int, float | None, float | None]:
    """How many pairs agree on a field, and the two shares."""
    one = figures["fields"][field]
    return one["right"], one["paired"], one["all"]


def paired(gold: list[Row], pred: list[Row]) -> list[tuple[str, str]]:
    """The pairs of one passage as ids."""
    return [(one.id, other.id) for one, other in SCORE.pairs([*map(SCORE.statement, gold)], [*map(SCORE.statement, pred)])]


def test_found_missed_and_spurious_statements_are_counted() -> None:
    """Of two in the gold and three predicted one is shared: precision a third, recall a half, F1 two fifths."""
    figures = scored([said("a", [0, 10]), said("b", [20, 30])], [said("x", [0, 10]), said("y", [40, 50]), said("z", [60, 61])])
    assert figures["statements"] == {"gold": 2, "pred": 3, "hits": 1, "precision": 0.3333, "recall": 0.5, "f1": 0.4}


def test_half_of_the_characters_shared_is_enough_and_less_is_not() -> None:
    """F1 of the offsets is 0.5 for five of ten on both sides, and below it for four."""
    assert paired([said("a", [0, 10])], [said("x", [5, 15])]) == [("a", "x")]
    assert paired([said("a", [0, 10])], [said("x", [6, 16])]) == []


def test_the_best_pair_comes_first_and_each_statement_pairs_once() -> None:
    """An exact match takes its partner away from a wider statement that also overlaps it."""
    assert paired([said("wide", [0, 12]), said("exact", [0, 10])], [said("x", [0, 10])]) == [("exact", "x")]


def test_equal_contents_pair_by_the_cue_and_then_by_the_source() -> None:
    """The paper that quotes and the person quoted share their content; cue, else source, tells them apart."""
    by_cue = [said("a", [0, 9], cue=[20, 24]), said("b", [0, 9], cue=[30, 36])]
    by_source = [said("a", [0, 9], source=[[20, 24]]), said("b", [0, 9], source=[[30, 36]])]
    for one in (by_cue, by_source):
        assert sorted(paired(one, one[::-1])) == [("a", "a"), ("b", "b")]


def test_empty_contents_never_pair() -> None:
    """A statement that claims no characters finds none."""
    assert paired([said("a")], [said("a")]) == []


def test_content_is_exact_by_offsets_not_by_how_spans_are_cut() -> None:
    """Two touching spans equal one; a character more is overlap but not exact."""
    assert right(scored([said("a", [0, 5], [5, 10])], [said("x", [0, 10])]), "content") == (1, 1.0, 1.0)
    longer = scored([said("a", [0, 10])], [said("x", [0, 11])])
    assert right(longer, "content") == (0, 0.0, 0.0)
    assert longer["content_overlap"] == 0.9524


def test_shares_are_told_over_pairs_and_over_all_of_the_gold() -> None:
    """An unpaired statement of the gold is wrong in every field of the second share."""
    figures = scored([said("a", [0, 10], mode="direct"), said("b", [20, 30], mode="mixed")], [said("x", [0, 10], mode="direct")])
    assert right(figures, "mode") == (1, 1.0, 0.5)


@pytest.mark.parametrize(
    ("mine", "theirs", "agree"),
    [([20, 24], [23, 29], True), ([20, 24], [24, 29], False), (None, None, True), ([20, 24], None, False), (None, [20, 24], False)],
)
def test_cues_agree_if_they_share_a_character_or_both_lack(mine: list[int] | None, theirs: list[int] | None, agree: bool) -> None:  # noqa: FBT001 - a case
    """`had told` and `told` agree; a cue and none do not."""
    assert right(scored([said("a", [0, 10], cue=mine)], [said("x", [0, 10], cue=theirs)]), "cue")[0] == agree


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("General Dr. Ilia Venn", "ilia venn"),
        ("COL. VENN", "venn"),
        ("the Minister", "minister"),
        ("Minister of Culture", "minister of culture"),
        ("The “Ferry Post”", "ferry post"),
        ("the miller’s wife", "miller's wife"),
        ("A", "a"),
        (None, None),
    ],
)
def test_names_are_compared_without_titles_determiners_and_case(written: str | None, compared: str | None) -> None:
    """A title goes before a capital only, and the last word always stays."""
    assert SCORE.name(written) == compared


def test_a_null_speaker_agrees_with_null_only() -> None:
    """Nobody is not somebody called unknown."""
    assert right(scored([said("a", [0, 9], speaker=None)], [said("x", [0, 9], speaker=None)]), "speaker")[0] == 1
    assert right(scored([said("a", [0, 9], speaker=None)], [said("x", [0, 9], speaker="unknown")]), "speaker")[0] == 0


def test_a_parent_is_right_if_the_parents_are_paired() -> None:
    """Ids differ between annotators; what counts is that the two parents are one statement."""
    gold = [said("a", [0, 30]), said("b", [10, 30], parent="a"), said("c", [22, 30], parent="b")]
    same = [said("1", [0, 30]), said("2", [10, 30], parent="1"), said("3", [22, 30], parent="2")]
    flat = [said("1", [0, 30]), said("2", [10, 30], parent="1"), said("3", [22, 30], parent="1")]
    assert right(scored(gold, same), "parent") == (3, 1.0, 1.0)
    assert right(scored(gold, flat), "parent") == (2, 0.6667, 0.6667)
    assert scored(gold, flat)["marked"]["parent"]["f1"] == 0.5


def test_a_parent_that_found_no_partner_is_never_right() -> None:
    """Neither no parent nor another one stands for a parent that was missed."""
    gold = [said("a", [0, 30]), said("b", [22, 30], parent="a")]
    for pred in ([said("2", [22, 30])], [said("1", [40, 60]), said("2", [22, 30], parent="1")]):
        figures = scored(gold, pred)
        assert right(figures, "parent")[0] == 0
        assert figures["marked"]["parent"]["hits"] == 0


def test_links_of_unpaired_statements_are_missed_or_spurious() -> None:
    """One link shared, one missed with its child, one invented: precision and recall a half."""
    gold = [said("a", [0, 30]), said("b", [20, 30], parent="a"), said("c", [0, 5], parent="a")]
    pred = [said("1", [0, 30]), said("2", [20, 30], parent="1"), said("3", [10, 14], parent="1")]
    links = scored(gold, pred)["marked"]["parent"]
    assert (links["precision"], links["recall"], links["f1"]) == (0.5, 0.5, 0.5)


def test_equal_neighbours_of_a_chain_count_once_on_both_sides() -> None:
    """A ministry's own bulletin may name the ministry once or twice; another order is another chain."""
    gold = [said("a", [0, 9], chain=["Ministry of Salt", "the Ministry of Salt", "Major Ohn"])]
    assert right(scored(gold, [said("x", [0, 9], chain=["Ministry of Salt", "Ohn"])]), "chain")[0] == 1
    assert right(scored(gold, [said("x", [0, 9], chain=["Ohn", "Ministry of Salt"])]), "chain")[0] == 0


def test_a_medium_agrees_in_title_number_and_date() -> None:
    """Articles and marks do not count, a missing number does."""
    gold = [said("a", [0, 9], medium={"title": "The Ferry Post", "number": "no. 7", "date": None})]
    assert right(scored(gold, [said("x", [0, 9], medium={"title": "“Ferry Post”", "number": "No. 7", "date": None})]), "medium")[0] == 1
    assert right(scored(gold, [said("x", [0, 9], medium={"title": "Ferry Post", "number": None, "date": None})]), "medium")[0] == 0
    assert right(scored(gold, [said("x", [0, 9])]), "medium")[0] == 0


def test_unusual_values_are_scored_apart_from_the_many_usual_ones() -> None:
    """Nine of ten agree on the hedge, but neither the missed nor the invented hedge is a hit."""
    gold = [said(str(n), [n * 10, n * 10 + 9], hedged=n in {0, 1}) for n in range(10)]
    pred = [said(str(n), [n * 10, n * 10 + 9], hedged=n == 0) for n in range(10)]
    figures = scored(gold, pred)
    assert right(figures, "hedged")[1] == 0.9
    assert (figures["marked"]["hedged"]["precision"], figures["marked"]["hedged"]["recall"]) == (1.0, 0.5)


def test_fields_that_are_lacking_count_as_the_usual_value() -> None:
    """A system that knows no hedges or denials says that there are none."""
    gold = [said("a", [0, 9], hedged=False, polarity="affirmed", on_behalf_of=None)]
    figures = scored(gold, [said("x", [0, 9])])
    assert {right(figures, field)[0] for field in ("hedged", "polarity", "on_behalf_of")} == {1}
    assert figures["marked"]["polarity"]["f1"] is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a")], None),
        ([], None),
    ],
)
def test_kappa_is_agreement_beyond_chance(values: list[tuple[str, str]], expected: float | None) -> None:
    """The first case by hand: 35 of 50 agree (.7), chance (30 * 25 + 20 * 25) / 2500 = .5, so .2 / .5."""
    assert SCORE.kappa(values) == expected


def test_only_the_passages_of_the_gold_are_scored() -> None:
    """A passage that the prediction lacks is missed; one that only it has is left out."""
    gold = {"p": [SCORE.statement(said("a", [0, 9]))], "q": [SCORE.statement(said("a", [0, 9]))]}
    pred = {"p": gold["p"], "r": gold["p"] * 3}
    figures = SCORE.score(gold, pred)
    assert figures["passages"] == {"scored": 2, "missing": 1, "left_out": 1}
    assert (figures["statements"]["precision"], figures["statements"]["recall"]) == (1.0, 0.5)


spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: [pair[0], pair[0] + pair[1]]), max_size=3)
statements = st.lists(spans, max_size=6).map(lambda every: [said(str(n), *content) for n, content in enumerate(every)])


@given(statements, statements)
def test_pairs_are_one_to_one_and_no_pair_is_left_over(gold: list[Row], pred: list[Row]) -> None:
    """Nothing pairs twice, and two statements that could pair are not both left alone."""
    chosen = paired(gold, pred)
    mine, theirs = {one for one, _ in chosen}, {other for _, other in chosen}
    assert len(mine) == len(theirs) == len(chosen)
    alone = [[SCORE.statement(one) for one in side if one["id"] not in used] for side, used in ((gold, mine), (pred, theirs))]
    assert not any(SCORE.overlap(one, other) >= SCORE.LEAST_OVERLAP for one in alone[0] for other in alone[1])


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The scorer as a person runs it."""
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_the_gold_agrees_with_itself_in_everything() -> None:
    """Both forms of the answer, from the command line, on a real file."""
    gold = FOLDER / "gold-dev.jsonl"
    figures = json.loads(run(gold, gold, "--json").stdout)
    assert figures["statements"]["f1"] == figures["content_overlap"] == 1.0
    assert {one["all"] for one in figures["fields"].values()} == {1.0}
    assert {one["f1"] for one in figures["marked"].values()} == {1.0}
    assert set(figures["kappa"].values()) == {1.0}
    told = run(gold, gold).stdout
    assert "statements     P 100.0  R 100.0  F1 100.0" in told
    assert "79 passages scored, 0 of them not in PRED" in told


def test_nothing_to_divide_by_is_told_as_a_dash(tmp_path: Path) -> None:
    """Passages without a statement give no figures and no error."""
    empty = tmp_path / "empty.jsonl"
    empty.write_text('{"id": "p", "statements": []}\n\n', encoding="utf-8")
    assert "statements     P     -  R     -  F1     -" in run(empty, empty).stdout


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "JSONDecodeError"),
        ('{"id": "p"}', "statements"),
        ('{"id": "p", "statements": [{"id": "a"}]}', "content"),
        ('{"id": "p", "statements": [{"id": "a", "content": [[4, 4]]}]}', "no span"),
        ('{"id": "p", "statements": [{"id": "a", "content": [4]}]}', "TypeError"),
        ('{"id": "p", "statements": [{"id": "a", "content": []}, {"id": "a", "content": []}]}', "given twice"),
        ('{"id": "p", "statements": [{"id": "a", "content": [], "parent": "z"}]}', "parent's id z"),
        ('{"id": "o", "statements": []}', "given twice"),
    ],
)
def test_a_broken_line_is_named_in_one_line(tmp_path: Path, line: str, word: str) -> None:
    """File, line number and fault; no traceback, exit status 2."""
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "o", "statements": []}\n' + line + "\n", encoding="utf-8")
    answer = run(broken, broken)
    assert answer.returncode == 2
    assert "broken.jsonl, line 2: " in answer.stderr
    assert word in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The answer says which file and what to give."""
    answer = run(tmp_path / "none.jsonl", tmp_path / "none.jsonl")
    assert answer.returncode == 2
    assert "none.jsonl: cannot be read" in answer.stderr
