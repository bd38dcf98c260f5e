"""Markdown: words without their marks, each where it stands in the source."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.document import Document
from sayso.model.offsets import OffsetMap
from sayso.read import media
from sayso.read.markdown import read_markdown

Reading = Callable[..., Document]
Following = Callable[[str, OffsetMap, str], list[tuple[str, str | None]]]


def shape(text: str) -> list[tuple[str, str]]:
    """Return kind and words of each paragraph of a Markdown text."""
    content = read_markdown(text.encode(), "a.md")
    return [(p.kind, p.span.of(content.text)) for p in content.paragraphs]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Some **bold**, _soft_ and ***both***.", "Some bold, soft and both."),
        ("snake_case, 2 * 3 * 4 and 5*6", "snake_case, 2 * 3 * 4 and 5*6"),
        ("**open and *closed*", "**open and closed"),
        ("~~gone~~ `co*d*e` ``a`b`` `open", "gone co*d*e a`b `open"),
        ('a [link *inside*](http://k.example/a_(b) "t") and ![alt](x.png)', "a link inside and alt"),
        ("he said [the bridge] was [sic] shut", "he said [the bridge] was [sic] shut"),
        ("[one][a], [A], [b]\n\n[a]: http://k.example", "one, A, [b]"),
        (r"\*not soft\* \[x\](y) 1\. a", "*not soft* [x](y) 1. a"),
        ("&ldquo;Shut&rdquo; &amp; &nosuch;", "“Shut” & &nosuch;"),
        ("<https://k.example/x> <b>bold</b> a<br>b <!-- note --> c", "https://k.example/x bold a\nb  c"),
        ("“Shut,” she said.[^1]", "“Shut,” she said."),
        ("a <!-- open", "a <!-- open"),
    ],
)
def test_marks_are_taken_off_and_words_are_not(source: str, expected: str) -> None:
    """Emphasis, code, links, escapes, references, tags and footnote marks; what only looks like a mark stays."""
    assert shape(source)[0][1] == expected


def test_blocks() -> None:
    """Headings, quotations, lists, tables, code, rules, notes and comments become paragraphs of their kinds."""
    source = """# Bulletin *12* ##

Under
-----
Running text
goes on.
> "Shut," she said,
> and left.

* one
  goes on
- [x] two
3. three
***
| Place | Killed |
|-------|-------:|
| Orlo  | two    |
Kessan | three

```python
x = *y*
```
<!-- a
comment -->
[^1]: A note.
#no heading
"""
    assert shape(source) == [
        ("heading", "Bulletin 12"),
        ("heading", "Under"),
        ("paragraph", "Running text\ngoes on."),
        ("paragraph", '"Shut," she said,\nand left.'),
        ("item", "one\ngoes on"),
        ("item", "two"),
        ("item", "3. three"),
        ("cell", "Place"),
        ("cell", "Killed"),
        ("cell", "Orlo"),
        ("cell", "two"),
        ("cell", "Kessan"),
        ("cell", "three"),
        ("paragraph", "x = *y*"),
        ("paragraph", "A note.\n#no heading"),
    ]


def test_a_comment_that_shares_its_line_or_never_ends_is_text_around() -> None:
    """Only whole lines of comment are passed over as such."""
    assert shape("<!-- a --> words") == [("paragraph", "words")]
    assert shape("<!-- open\n\nwords") == [("paragraph", "<!-- open"), ("paragraph", "words")]
    assert shape("words\n<!-- a -->\nmore") == [("paragraph", "words"), ("paragraph", "more")]


def test_front_matter(reading: Reading) -> None:
    """Title, author, publisher, address and dates are read from the head, which is no text."""
    source = b"""---
title: "The bridge: shut"
authors: [Ilen Varo, 'Taro Venn']
publisher: Kessan Courier
url: https://k.example/1
date: 2031-05-03 10:00
lastmod: 2031-05-09
tags:
  - line
---
Words."""
    document = reading(source, media.MARKDOWN)
    assert (document.title, document.author, document.publisher) == ("The bridge: shut", "Ilen Varo, Taro Venn", "Kessan Courier")
    assert (document.published, document.published_from, document.created) == ("2031-05-03", "metadata", "2031-05-09")
    assert (document.text, document.url, document.dates[0].where) == ("Words.", "https://k.example/1", "front matter: date")


@pytest.mark.parametrize("source", ["---\nwords\n---\nmore", "---\ntitle: x\nnever closed"])
def test_a_rule_is_no_front_matter(source: str) -> None:
    """Two rules around words, or one at the head, hold no metadata; nothing is lost."""
    found = " ".join(words for _, words in shape(source))
    assert "words" in found or "never closed" in found


def test_the_first_heading_is_the_title(reading: Reading) -> None:
    """Without a title of its own a text goes by the heading that it begins with."""
    assert reading(b"# The\tbridge\n\nWords.", media.MARKDOWN).title == "The bridge"
    assert reading(b"Words.\n\n# The bridge", media.MARKDOWN).title is None


def test_windows_line_ends_make_no_difference() -> None:
    """The same text with carriage returns has the same paragraphs."""
    source = "# Head\n\nOne\ntwo\n\n- item\n\n> quoted\n"
    assert shape(source.replace("\n", "\r\n")) == shape(source) == shape(source.replace("\n", "\r"))


@given(
    st.lists(
        st.sampled_from(
            [
                "*",
                "**",
                "_",
                "`",
                "[",
                "](",
                ")",
                "]",
                "![",
                "words ",
                "a",
                " ",
                "\n",
                "\n\n",
                "> ",
                "- ",
                "1. ",
                "# ",
                "|",
                "---\n",
                "\\",
                "&amp;",
                "<b>",
                "<!--",
                "-->",
                "```\n",
                "[a]: b\n",
                "~~",
                "é",
                "\r\n",
            ]
        ),
        max_size=40,
    )
)
def test_every_character_comes_from_where_the_map_says(pieces: list[str]) -> None:
    """Whatever the marks, nothing crashes, sources ascend, and each character is that of the source or a decoded reference."""
    source = "".join(pieces)
    content = read_markdown(source.encode(), "a.md")
    places = [content.offsets.position(i) for i in range(len(content.text))]
    for char, place in zip(content.text, places, strict=True):
        if place is None:
            assert char == "\n"
        else:
            assert char == source[place] or (char == "&" and source[place] == "&") or (char == "\n" and source[place] in "\r\n<")
    known = [place for place in places if place is not None]
    assert known == sorted(known)
