"""Words of documents in a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.terminal.visible import one_line, shortened, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", "a⟨U+001B⟩[2Jb"),
        ("abc\u202edef", "abc⟨U+202E⟩def"),
        ("plain – “words”, ž\n", "plain – “words”, ž\n"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("\x9b31m", "⟨U+009B⟩31m"),
    ],
)
def test_what_could_move_a_terminal_is_written_out(text: str, shown: str) -> None:
    """Escapes and bidi controls are named, ordinary writing is left alone."""
    assert visible(text) == shown


@given(st.text())
def test_nothing_unsafe_is_ever_sent(text: str) -> None:
    """No control character but tab and line end, and no bidi control, comes through."""
    shown = visible(text)

    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]
    assert not [c for c in shown if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")]


def test_white_space_is_folded_to_one_line() -> None:
    """A record on one line stays on one line."""
    assert one_line("a\n  b\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "width", "cut"), [("the road was closed", 12, "the road…"), ("short", 5, "short"), ("aaaaaaaaaa", 5, "aaaa…")]
)
def test_long_words_are_cut_after_a_word(text: str, width: int, cut: str) -> None:
    """A cut shows itself by an ellipsis and falls between words where it can."""
    assert shortened(text, width) == cut


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_what_is_cut_fits(text: str, width: int) -> None:
    """The result is never longer than asked."""
    assert len(shortened(text, width)) <= width
