"""HTML cut into tags and texts, whatever is in it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.markup import Token, attributes, tokens

PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<p class='a>b'>",
            '<a href="',
            "text ",
            "&amp;",
            "<",
            ">",
            "<!--",
            "-->",
            "<!",
            "<?x",
            "</",
            "<script>",
            "</script>",
            "<br/>",
            "<title>",
            "</title>",
            "<noscript>",
            "<style",
            "=",
            '"',
            "'",
            "\x00",
            "<td><tr>",
            "é",
        ]
    ),
    max_size=25,
)


def shape(source: str) -> list[tuple[str, str]]:
    """Return kind and name, or words, of each token."""
    return [(token.kind, token.name or source[token.start : token.end]) for token in tokens(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>One<br/>two</p>", [("open", "p"), ("text", "One"), ("open", "br"), ("text", "two"), ("close", "p")]),
        ("<P CLASS='a>b' title=\"c>d\">x", [("open", "p"), ("text", "x")]),
        ("a<!-- <p> -->b<!doctype html>c<?php ?>d", [("text", "a"), ("text", "b"), ("text", "c"), ("text", "d")]),
        ("a < b <3 c", [("text", "a < b <3 c")]),
        ("<script>if (a<b) '</p>'</script>x", [("open", "script"), ("raw", "script"), ("close", "script"), ("text", "x")]),
        ("<style>p{}", [("open", "style"), ("raw", "style")]),
        ("<noscript>seen", [("open", "noscript"), ("text", "seen")]),
        ("<p title=don't>x</p>", [("open", "p"), ("text", "x"), ("close", "p")]),
        ('<a href="x>y</a>z', [("open", "a"), ("text", "y"), ("close", "a"), ("text", "z")]),
        ("x<!-- never closed", [("text", "x")]),
        ("<!-->x", [("text", "x")]),
        ("<p", [("open", "p")]),
    ],
)
def test_tags_and_texts(source: str, expected: list[tuple[str, str]]) -> None:
    """Comments and declarations are left out; quoted marks end no tag; scripts hold no tags; a mere mark is text."""
    assert shape(source) == expected


@given(PIECES)
def test_tokens_are_ordered_slices(pieces: list[str]) -> None:
    """Tokens ascend and lie inside the source; no two texts touch but for what was left out between them."""
    source = "".join(pieces)
    found = list(tokens(source))
    assert all(0 <= token.start < token.end <= len(source) or token.kind == "raw" for token in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def test_attributes_are_decoded_and_the_first_of_equals_counts() -> None:
    """Values come with and without quotation marks, with references decoded, names in lower case."""
    source = "<meta NAME=author content='A &amp; B' content=other disabled data-x=\"1>2\">"
    assert attributes(source, Token("open", "meta", 0, len(source))) == {
        "name": "author",
        "content": "A & B",
        "disabled": "",
        "data-x": "1>2",
    }
