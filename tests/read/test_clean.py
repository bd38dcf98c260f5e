"""Cleaning changes what it must, leaves all else, and can say where every character comes from."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.clean import cleaned, cleaned_by_lines, one_line

#: Characters that cleaning has something to do with, among plain ones.
ODD = st.text(
    st.sampled_from(
        "ab \n\r\t\x0b\x0c\x85\u2028\x00\x1b[31m\u00ad\u200b\u200c\u200d\ufeff\u202e\u2066"
        "\u0301\u0323\u0308e\u1100\u1161\u11a8\u212b\u0958کही😀\udc80\U000e0041"
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\r\ntwo\rthree\u2028four\x0cfive", "one\ntwo\nthree\nfour\nfive"),
        ("cease\u00adfire", "ceasefire"),
        ("zero\u200bwidth\u2060\ufeff", "zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🚒", "👩\u200d🚒"),
        ("left\u202eright\u2069", "leftright"),
        ("\x1b[31mred\x1b[0m alert\x07", "red alert"),
        ("\x1b]0;title\x07", "]0;title"),
        ("cafe\u0301", "café"),
        ("o\u0301\u0323", "ọ\u0301"),
        ("\u212b \u1100\u1161\u11a8", "Å 각"),
        ("a\u200b\u0301", "á"),
        ("\u0301\u0323", "\u0323\u0301"),
        ("non\u00a0breaking", "non\u00a0breaking"),
        ("bad \udcff byte", "bad \ufffd byte"),
        ("mines \x97 all of them \x93found\x94", "mines — all of them “found”"),
        ("tag\U000e0041\U000e007f", "tag"),
    ],
)
def test_what_is_dropped_replaced_and_kept(text: str, expected: str) -> None:
    """Each kind of character is dealt with as the module says."""
    assert cleaned(text).text == expected


def test_a_person_is_told_what_was_left_out() -> None:
    """Undecodable bytes, controls and bidi controls are counted; what nobody could see is not mentioned."""
    assert cleaned("\udc80\udc81 \x07 \u202e \u00ad").remarks == (
        "2 undecodable bytes are shown as U+FFFD",
        "1 control character is left out of the text",
        "1 bidirectional control is left out of the text",
    )
    assert cleaned("cease\u00adfire\u200b").remarks == ()
    assert cleaned("a \x97 b").remarks == ("1 character is read as Windows-1252, which the rest is not",)


def test_a_composed_character_leads_to_the_first_of_its_sequence() -> None:
    """The letter that NFC makes of three code points stands for the first; its neighbours keep their own places."""
    clean = cleaned("xo\u0323\u0302y")
    assert clean.text == "xộy"
    assert [clean.offsets.position(i) for i in range(3)] == [0, 1, 4]


@given(ODD)
def test_every_character_comes_from_where_the_map_says(text: str) -> None:
    """A character is the one at its source, the NFC form of a sequence that begins there, a line feed or U+FFFD; sources ascend."""
    clean = cleaned(text)
    places = [clean.offsets.position(i) for i in range(len(clean.text))]
    for char, place in zip(clean.text, places, strict=True):
        assert place is not None
        origin = text[place]
        if char not in "\n\ufffd" and char != origin and not "\x80" <= origin <= "\x9f":
            parts = unicodedata.normalize("NFD", origin)
            assert char in parts + unicodedata.normalize("NFC", origin) or unicodedata.normalize("NFD", char)[0] == parts[0]
    starters = [place for char, place in zip(clean.text, places, strict=True) if not unicodedata.combining(char)]
    assert starters == sorted(starters)  # type: ignore[type-var]


@given(ODD)
def test_cleaned_text_is_clean(text: str) -> None:
    """The result is in NFC, can be encoded, and cleaning it again changes nothing."""
    clean = cleaned(text).text
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode()
    assert cleaned(clean).text == clean


@given(st.text(st.characters(categories=["L", "M", "N", "P", "Z"])))
def test_composition_in_sequences_equals_composition_of_the_whole(text: str) -> None:
    """Normalising one combining sequence at a time gives what normalising everything at once gives."""
    kept = cleaned(text).text
    assert kept == unicodedata.normalize("NFC", kept)


@given(ODD)
def test_a_text_in_pieces_is_cleaned_as_the_whole_is(text: str) -> None:
    """Cut after every line feed, a text gives the same words, the same map and the same remarks."""
    assert cleaned_by_lines(re.findall("[^\n]*\n|[^\n]+", text)) == cleaned(text)


def test_nothing_to_do_is_one_run() -> None:
    """A text that needs nothing is mapped by a single run."""
    clean = cleaned("The bridge was shut – “for days”.\n")
    assert (len(clean.offsets), clean.text) == (1, "The bridge was shut – “for days”.\n")


def test_metadata_becomes_one_line() -> None:
    """White space, controls and length of a value of metadata are brought down; nothing left is nothing."""
    assert one_line("  Ilen\n\tVaro\x1b[1m ") == "Ilen Varo"
    assert one_line(" \u200b ") is None
    assert one_line(None) is None
    assert len(one_line("x" * 5000) or "") == 1000
