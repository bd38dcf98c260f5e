"""Words are found again where they are, and never where they might be."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.ledger.places import Lost, best, place_in, quoted
from sayso.model.span import Span

TEXT = 'The harbour office said that two boats had crossed at night. "We saw no lights," Ada Quill said. Nobody else was on the quay.'
WORDS = "two boats had crossed at night"


def target(text: str, words: str, nth: int = 0) -> tuple[dict[str, object], Span]:
    """Return the quotation of the `nth` place where `words` stand, and its span."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    span = Span(start, start + len(words))
    return quoted(text, span), span


def test_words_keep_what_stands_beside_them() -> None:
    """32 code points on either side, fewer at the ends of the text."""
    quote, _ = target(TEXT, "boats")
    assert quote["prefix"] == "The harbour office said that two "[-32:]
    assert quote["suffix"] == ' had crossed at night. "We saw n'
    assert target(TEXT, "The")[0]["prefix"] == ""


@given(st.text(max_size=80), st.integers(0, 28))
def test_text_put_in_before_moves_the_words_along(inserted: str, at: int) -> None:
    """Whatever is inserted before the words, and wherever, they are found where they are now."""
    assume(WORDS not in inserted)
    quote, span = target(TEXT, WORDS)
    changed = TEXT[:at] + inserted + TEXT[at:]
    found = place_in(changed, quote)
    assert not isinstance(found, Lost)
    assert found[0] == span.shifted(len(inserted))
    assert found[1] == ("words" if inserted else "place")


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 10))
def test_words_that_are_cut_are_lost(at: int, length: int) -> None:
    """If any of the words are gone, nothing is found."""
    quote, span = target(TEXT, WORDS)
    cut = min(span.start + at + length, span.end)
    found = place_in(TEXT[: span.start + at] + TEXT[cut:], quote)
    assert isinstance(found, Lost)


@given(st.text("ab ", max_size=200), st.data())
def test_what_is_found_are_the_words(text: str, data: st.DataObject) -> None:
    """In texts that repeat themselves, what is found always has the words and some of their context, or nothing is found."""
    assume(len(text) > 4)
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(0, len(text)))
    quote = quoted(text, Span(start, end))
    assert place_in(text, quote) == (Span(start, end), "place")
    changed = text[:at] + data.draw(st.text("ab ", max_size=20)) + text[at:]
    found = place_in(changed, quote)
    if not isinstance(found, Lost):
        span = found[0]
        assert span.of(changed) == quote["text"]
        assert changed[: span.start].endswith(quote["prefix"]) or changed[span.end :].startswith(quote["suffix"])


def test_a_repeated_sentence_is_not_chosen_between() -> None:
    """Words that stand twice in the same context are not found."""
    line = "The patrol saw no lights on the water that night, it said. "
    quote, _ = target(line * 5, "no lights", 2)
    found = place_in("Later. " + line * 5, quote)
    assert isinstance(found, Lost)
    assert "more than once" in found.reason


def test_the_same_place_with_other_surroundings_is_not_enough() -> None:
    """Short words that happen to stand at the same place in another text are not taken for the same."""
    quote, _ = target("It said yes to all of it, the office added at noon.", "yes")
    assert isinstance(place_in("We read yes in another text that has nothing of it.", quote), Lost)


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ({"a": Span(10, 30)}, "a"),
        ({"a": Span(10, 30), "b": Span(10, 29)}, "a"),
        ({"b": Span(11, 30), "c": Span(0, 40)}, "b"),
        ({"c": Span(0, 40)}, "no record stands on its words any more"),
        ({}, "no record stands on its words any more"),
        ({"a": Span(10, 30), "b": Span(10, 30)}, "several records stand on its words"),
        ({"a": Span(11, 30), "b": Span(10, 29)}, "several records stand on its words"),
    ],
)
def test_the_record_on_the_words(candidates: dict[str, Span], expected: str) -> None:
    """The one on exactly these words, else the one on nearly these; an outer statement is not its inner one."""
    found = best(Span(10, 30), candidates.items())
    assert (found.reason if isinstance(found, Lost) else found) == expected
