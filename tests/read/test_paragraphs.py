"""Where paragraphs of plain text begin and end."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.paragraphs import paragraphs

SENTENCE = "The observers said that the bridge had been shut at six in the morning and that nobody knew why it was. "


def shape(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each paragraph."""
    return [(p.kind, p.span.of(text)) for p in paragraphs(text)]


def test_a_line_is_a_paragraph_where_lines_are_not_broken() -> None:
    """Long lines, with or without blank lines between them, are one paragraph each."""
    text = f"{SENTENCE * 3}\n{SENTENCE * 2}\n\n{SENTENCE}"
    assert shape(text) == [("paragraph", (SENTENCE * n).strip()) for n in (3, 2, 1)]


def test_a_line_without_a_stop_goes_on_in_lower_case_whatever_the_width() -> None:
    """Text broken at a width greater than anybody's is still read whole; items and short lines stay what they are."""
    text = f"{SENTENCE.strip()} Dessa Holm, the mayor of the town on the line, denied that anybody had\nbeen hurt.\n{SENTENCE.strip()}"
    first, _, last = text.rpartition("\n")
    assert shape(text) == [("paragraph", first), ("paragraph", last)]
    verse = "The river sleeps\non its side"
    assert len(shape(f"{SENTENCE * 2}\n\n{verse}\n\n{SENTENCE}")) == 4


@pytest.mark.parametrize("width", [40, 72, 100])
def test_broken_lines_make_paragraphs_between_blank_lines(width: int) -> None:
    """Text that is broken at a width keeps its line breaks inside paragraphs."""
    blocks = [textwrap.fill(SENTENCE * n, width) for n in (3, 5, 2)]
    assert shape("\n\n".join(blocks)) == [("paragraph", block) for block in blocks]


def test_a_letterhead_above_broken_text_stays_apart_from_it() -> None:
    """Short lines at the head are no part of the running text below."""
    body = textwrap.fill(SENTENCE * 4, 72)
    found = shape(f"MINISTRY OF THE LINE\n\nBulletin No. 12\n\n{body}")
    assert found == [("heading", "MINISTRY OF THE LINE"), ("heading", "Bulletin No. 12"), ("paragraph", body)]


def test_list_items_are_told_apart() -> None:
    """Numbers, letters and bullets begin items, in broken text too."""
    text = "The ministry demands:\n1. an inquiry;\n2. a list of names;\n(a) of soldiers\n• of others"
    assert [kind for kind, _ in shape(text)] == ["paragraph", "item", "item", "item", "item"]
    broken = textwrap.fill(SENTENCE * 3, 60) + "\n- " + textwrap.fill(SENTENCE * 2, 60)
    assert [kind for kind, _ in shape(broken)] == ["paragraph", "item"]


def test_an_indent_begins_a_paragraph_in_broken_text() -> None:
    """Text that is set like a book, without blank lines, is cut at its indents."""
    first, second = textwrap.fill(SENTENCE * 3 + "Nobody.", 70), textwrap.fill(SENTENCE * 3, 70, initial_indent="    ")
    assert [len(words.split("\n")) for _, words in shape(f"{first}\n{second}")] == [len(x.split("\n")) for x in (first, second)]


def test_dialogue_dashes_begin_no_items() -> None:
    """A long dash opens speech, as in many languages, and no list."""
    assert [kind for kind, _ in shape("— Who fired? asked the judge.\n– Nobody, said the witness.")] == ["paragraph", "paragraph"]


def test_the_last_line_is_no_heading() -> None:
    """A short line without anything below it heads nothing."""
    assert shape(f"Bulletin\n\n{SENTENCE}\n\nPress Service")[-1] == ("paragraph", "Press Service")


def test_white_space_makes_no_paragraph() -> None:
    """Blank text has none."""
    assert shape(" \n\t\n\u00a0\n") == []


@given(st.text(st.sampled_from("aB. \n\t-1)“”\u00a0é"), max_size=300))
def test_paragraphs_cover_all_words_in_order(text: str) -> None:
    """Paragraphs ascend, do not overlap, begin and end with words, and leave only white space outside."""
    end, between = 0, ""
    for paragraph in paragraphs(text):
        assert paragraph.span.start >= end
        words = paragraph.span.of(text)
        assert words == words.strip()
        between += text[end : paragraph.span.start]
        end = paragraph.span.end
    assert not (between + text[end:]).strip()
