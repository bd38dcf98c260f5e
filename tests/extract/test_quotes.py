"""Quotation marks paired by character: every style, nesting, paragraph ends, and marks that are none."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract import marks, quotes
from sayso.extract.quotes import Quotation, quotations
from sayso.model.span import Span

MARKS = "“”„‟‘’‚«»‹›\"'`"


def paragraphs(text: str) -> list[Span]:
    """Return the lines of the text that hold something."""
    return [Span(*m.span()) for m in re.finditer(r"\S(?:.*\S)?", text)]


def paired(text: str) -> list[Quotation]:
    """Return the quotations of a text whose lines are its paragraphs."""
    return list(quotations(text, paragraphs(text)))


def inner(text: str) -> list[str]:
    """Return the words of each quotation, one > in front for each quotation around it."""
    return [">" * q.depth + q.inner.of(text) for q in paired(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["yes", "no"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("„Ja“, said he. „Nej”, said she.", ["Ja", "Nej"]),
        ("«Oui», said he. »Nein«, said she.", ["Oui", "Nein"]),
        ("''We are tired,'' he said. ``So are we,'' she said.", ["We are tired,", "So are we,"]),
        ("‘We can’t go,’ he said.", ["We can’t go,"]),
        ("'We can't go,' he said.", ["We can't go,"]),
        ("‘The workers’ house is gone,’ he said.", ["The workers’ house is gone,"]),
        ("“He called it ‘a lie’ twice”, she said.", ["He called it ‘a lie’ twice", ">a lie"]),
        ('"As well as the "Harbour Light" paper", she said.', ['As well as the "Harbour Light" paper', ">Harbour Light"]),
        ("The ’90s, the '80s, rock 'n' roll and the dogs' tails.", []),
        ("A pipe of 5' 10\" burst.", []),
        ("“The boat sank, he said. “Nobody knew.”", ["The boat sank, he said.", "Nobody knew."]),
        ("The boat sank”, he said.", []),
        ("\"\" “” ''", []),
        ("“It ended here.\nNothing was said.", ["It ended here."]),
        ('She said: "\nThe road is open".', ["The road is open"]),
        ('"The road to the\nharbour is open", she said.', ["The road to the\nharbour is open"]),
        ('"The road is open for the\nmoment. "It will close again."', ["The road is open for the\nmoment.", "It will close again."]),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    """The words between marks are found, and what is no mark is left alone."""
    assert inner(text) == expected


def test_a_mark_reopened_at_each_paragraph_carries_on() -> None:
    """Each paragraph that opens with a mark continues the one before, of which only the last is closed."""
    found = paired("“One.\n“Two.\n“Three.”\n“Four.”")
    assert [q.continues for q in found] == [None, 0, 1, None]
    assert [q.closed for q in found] == [False, False, True, True]


def test_a_quotation_is_not_carried_over_more_than_a_few_paragraphs() -> None:
    """A mark whose partner is too far away counts as never closed."""
    text = "“It began.\n" + "Nothing.\n" * (quotes.REACH + 1) + "It ended”."
    assert inner(text) == ["It began."]


@given(st.text(alphabet=st.sampled_from(MARKS + "abA9 .,:\n()-")))
def test_any_marks_make_sound_quotations(text: str) -> None:
    """Quotations slice, are sorted, and stand apart or inside one another."""
    found = paired(text)
    for q in found:
        assert q.span.start <= q.inner.start < q.inner.end <= q.span.end
        assert not q.inner.of(text)[0].isspace()
        assert not q.inner.of(text)[-1].isspace()
        assert q.continues is None or found[q.continues].span.end <= q.span.start
    for first, second in pairwise(found):
        assert (first.span.start, -first.span.end) <= (second.span.start, -second.span.end)
        assert not first.span.overlaps(second.span) or first.span.contains(second.span)


def steps(action: Callable[[], object]) -> int:
    """Return how many lines of the quotation modules are run: a measure of work that no busy machine disturbs."""
    count = 0
    files = {marks.__file__, quotes.__file__}

    def tracer(frame: object, event: str, _: object) -> object:
        nonlocal count
        if frame.f_code.co_filename not in files:  # type: ignore[attr-defined] # a frame object
            return None
        count += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)  # type: ignore[arg-type] # typeshed's recursive type
    try:
        action()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", ['"', "“", "”", "‘", "'", "«", '"a ', "“a ” ", "‘a ’s ", '"a\n', "“a\n", "a\n", '“‘«"'])
def test_the_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Four times the text takes about four times the steps, whatever the marks."""
    small, large = unit * 150, unit * 600
    base = steps(lambda: paired(small))
    assert steps(lambda: paired(large)) <= 5 * base + 200
