"""Statements: short invented texts in, one readable line for each attribution out (FILES), and what holds for any text."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extract.attributed import document, line, section, told

from sayso.annotate import annotate
from sayso.extract import statements
from sayso.extract.candidates import Candidate
from sayso.extract.lexicon.cues import KINDS
from sayso.model.annotated import Annotated
from sayso.model.document import Paragraph
from sayso.model.span import Span
from sayso.model.statement import MODES

FILES = ("attitudes.toml", "cases.toml", "direct.toml", "indirect.toml", "nested.toml", "subjects.toml")
CASES: list[dict[str, Any]] = [c for name in FILES for c in tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))["case"]]
MARKS = "“”‘’„«»\"'`"
TEXT = (
    "“The road is closed,” said Taro Venn, the mayor of Orlo. “Nobody may cross.” The ministry's envoy denied that it was closed "
    "‘for good’ and called it a “temporary” measure: “We told the mission: ‘Come and look.’ They came.” According to the mission, "
    "it was so. Radio Orlo, citing a pilot quoted by the daily Line, said that it sank, as reported by Brandt (quoted in Kell, 1951)."
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_short_text_tells_who_says_what(case: dict[str, Any]) -> None:
    """Source, cue, content, mode, kind and the rest are as a careful reader marked them."""
    assert told(case["text"]) == case["told"]


def sound(annotated: Annotated) -> None:
    """Check what every attribution keeps to, whatever the text."""
    text = annotated.document.text
    found = statements(annotated)
    for n, one in enumerate(found):
        assert one.content
        assert list(one.content) == sorted(one.content)
        assert all(s.end <= len(text) and s.of(text).strip() for s in (*one.content, *one.source, *one.medium, *one.on_behalf_of))
        assert one.mode in MODES
        assert one.cue_kind in KINDS
        assert one.by.score is not None
        assert 0 <= one.by.score <= 1
        assert one.carried is None or (one.carried != n and not one.source)
        if one.parent is not None:
            outer = found[one.parent]
            assert one.parent != n
            assert all(any(o.contains(s) for o in outer.content) for s in one.content)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(MARKS)), max_size=12),
    st.sets(st.integers(0, len(TEXT) - 1), max_size=12),
)
def test_marks_put_in_and_left_out_break_nothing(added: list[tuple[int, str]], dropped: set[int]) -> None:
    """With quotation marks inserted, deleted or swapped anywhere, nothing is raised and every span slices."""
    parts = [("" if i in dropped and char in MARKS else char) for i, char in enumerate(TEXT)]
    for at, mark in added:
        parts.insert(at, mark)
    sound(section("".join(parts)))


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet=st.sampled_from(MARKS + "ab .,:\n()-'said"), max_size=200))
def test_strings_of_marks_break_nothing(text: str) -> None:
    """Text that is hardly text is parsed and read without an exception."""
    for annotated in annotate(document(text)):
        sound(annotated)


def test_a_quotation_goes_on_over_line_ends_but_not_over_empty_lines() -> None:
    """Wire copy breaks lines after sentences: what follows the tag on the next lines is still the same statement."""
    for end, count in (("\n", 1), ("\n\n", 3)):
        text = end.join(("“We lost three lines,” said Anna Wren.", "“The fourth will break.”", "“Nobody checked them.”"))
        paragraphs = tuple(Paragraph(Span(*m.span())) for m in re.finditer(".+", text))
        parsed = next(annotate(replace(document(text), paragraphs=paragraphs)))
        assert len(statements(parsed)) == count


def test_the_same_text_gives_the_same_attributions() -> None:
    """Two runs over one text agree in every field."""
    assert statements(section(TEXT)) == statements(section(TEXT))


def test_the_scorer_can_be_replaced() -> None:
    """A scorer that is sure of nothing leaves nothing, one that likes accusations alone leaves those."""
    text = "Kestrun accused Halvessa of moving the stones. The envoy said that it was so."

    def accusations(candidate: Candidate) -> float:
        return 1.0 if candidate.kind == "accuses" else 0.0

    assert statements(section(text), scorer=lambda _: 0.0) == ()
    kept = statements(section(text), scorer=accusations)
    assert [line(text, one) for one in kept] == ["Kestrun | accused | Halvessa of moving the stones | indirect accuses"]


def test_an_empty_section_says_nothing() -> None:
    """A document without paragraphs has no attributions."""
    assert statements(section("")) == ()


@pytest.mark.parametrize("paragraph", [TEXT, "“The road is “closed” now. “Nobody", "“Gone,” he said. It was so. “Then we left.”"])
def test_the_work_grows_with_the_text_and_no_faster(paragraph: str) -> None:
    """Four times the paragraphs take about four times the function calls, parser left aside."""
    small, large = (section("\n\n".join([paragraph] * n)) for n in (12, 48))
    base = calls(small)
    assert calls(large) <= 4.6 * base


def calls(annotated: Annotated) -> int:
    """Return how many functions are called to find the statements: a measure of work that no busy machine disturbs."""
    count = 0

    def count_one(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count_one)
    try:
        statements(annotated)
    finally:
        sys.setprofile(before)
    return count
