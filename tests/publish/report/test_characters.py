"""Characters that a page would hide or obey."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.report.characters import badged, visible


@pytest.mark.parametrize("code", [0x00, 0x1B, 0x7F, 0x85, 0xAD, 0x200B, 0x200E, 0x202E, 0x2066, 0x2028, 0xD800, 0xFEFF, 0xFFFF, 0xE0041])
def test_hidden_characters_are_shown_by_their_number(code: int) -> None:
    """Controls, bidi controls, lone surrogates, tags and their like are written out."""
    assert visible(f"a{chr(code)}b") == f"a⟨U+{code:04X}⟩b"
    assert badged(f"a{chr(code)}b") == f'a<span class="ch">U+{code:04X}</span>b'


@pytest.mark.parametrize("text", ["line\nline", "a\tb", "می‌خواهم", "क्‍ष", "naïve", "👩‍🚀", "שלום"])
def test_what_scripts_are_spelt_with_stays(text: str) -> None:
    """Joiners, marks, tabs and line ends are part of ordinary writing."""
    assert visible(text) == text
    assert badged(text) == text


def test_markup_in_a_text_is_escaped() -> None:
    """A document cannot write tags, nor badges of its own."""
    assert badged("<b>&\"'\u202e</b>") == '&lt;b&gt;&amp;&#34;&#39;<span class="ch">U+202E</span>&lt;/b&gt;'


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Cc", "Cf", "Cs", "Zs"])))
def test_any_text_can_be_written_as_utf_8_and_holds_no_tag_but_badges(text: str) -> None:
    """Whatever the characters, what comes out is plain words and badges."""
    visible(text).encode()
    assert unescape(re.sub(r'<span class="ch">(U\+\w+)</span>', r"⟨\1⟩", badged(text))) == visible(text)
