"""Pages: the article's words, each where it stands in the source."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import EmptySource, SourceError, TextlessSource, UnsupportedSource
from sayso.model.document import Document
from sayso.model.offsets import OffsetMap
from sayso.read import article, media
from sayso.read.html import WHOLE_PAGE, fragment, read_html

Reading = Callable[..., Document]
Following = Callable[[str, OffsetMap, str], list[tuple[str, str | None]]]

WORDS = "The ministry said that nothing had happened on the bridge during the night, and that nobody was hurt there."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>The bridge | Kessan Courier</title>
<style>p {{ color: red }}</style><script>document.write("<p>written by a script</p>")</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>The &ldquo;bridge&rdquo;</h1><p class="lead">{WORDS} <b>Shut</b>,<br>
  it   was.</p><p>{WORDS} A caf&eacute; &amp; a&#769; post.</p><ul><li>{WORDS}</li></ul>
<table><tr><td>Killed</td><td>two</td></tr></table><blockquote><p>&laquo;{WORDS}&raquo;</p></blockquote></article>
<aside><p>Subscribe to our newsletter</p></aside><footer><p>Copyright Kessan Courier</p></footer></body></html>"""


def shape(document: Document) -> list[tuple[str, str]]:
    """Return kind and words of each paragraph."""
    return [(p.kind, p.span.of(document.text)) for p in document.paragraphs]


def test_the_article_is_taken_and_nothing_else(reading: Reading) -> None:
    """Navigation, newsletter, footer and scripts stay out; blocks are apart, references decoded, white space collapsed."""
    assert shape(reading(PAGE.encode(), media.HTML)) == [
        ("heading", "The “bridge”"),
        ("paragraph", f"{WORDS} Shut,\nit was."),
        ("paragraph", f"{WORDS} A café & á post."),
        ("item", WORDS),
        ("cell", "Killed"),
        ("cell", "two"),
        ("paragraph", f"«{WORDS}»"),
    ]


def test_every_character_stands_in_the_source_where_the_map_says(reading: Reading, followed: Following) -> None:
    """A character is that of the source, or a reference or white space begins there; what was inserted separates."""
    document = reading(PAGE.encode(), media.HTML)
    for char, origin in followed(document.text, document.offsets, PAGE):
        assert char == origin or origin in {"&", None} or (char == " " and origin == "\n") or (char, origin) == ("á", "a")
        assert origin is not None or char in "\n "
    place = document.offsets.position(document.text.index("é"))
    assert place is not None
    assert unescape(PAGE[place : place + 8]) == "é"


PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<b>",
            "</b>",
            "<br>",
            "<pre>",
            "</pre>",
            "<li>",
            "<td>",
            "<h1>",
            "</h1>",
            " ",
            "\n  ",
            " words",
            "&amp;",
            "&ampx",
            "&#8220;",
            "&#x1F600;",
            "&nosuch;",
            "&",
            "<!-- c -->",
            "<script>s</script>",
            "é",
            "a\u0301",
            "\u00ad",
            "<",
            "\x00",
        ]
    ),
    max_size=40,
)


@given(PIECES)
def test_fragments_keep_the_words_of_the_source(pieces: list[str]) -> None:
    """All words outside tags come through, in order, each from its place."""
    source = "".join(pieces)
    text, offsets, paragraphs, _ = fragment(source)
    places = [offsets.position(i) for i in range(len(text))]
    for char, place in zip(text, places, strict=True):
        if place is None:
            assert char in " \n"
        else:
            assert char == source[place] or source[place] == "&" or source[place].isspace() or (char, source[place]) == ("á", "a")
    assert [place for place in places if place is not None] == sorted(place for place in places if place is not None)
    assert "".join(p.span.of(text) for p in paragraphs).split() == text.split() or not paragraphs or "\n" in text
    assert text.count("words") == source.replace("<!-- c -->", "").count("words")


@settings(max_examples=25)
@given(PIECES)
def test_no_page_crashes_the_reader(pieces: list[str]) -> None:
    """Any page is read, or refused as one without text."""
    data = f"<html><body><p>{WORDS}</p>{''.join(pieces)}".encode()
    try:
        content = read_html(data, "a.html")
    except SourceError:
        return
    assert content.paragraphs


def test_a_page_without_an_article_is_taken_whole_with_a_remark(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no article is found, the text outside navigation and forms is kept, and said to be so."""
    monkeypatch.setattr(article, "MOST_TAGS", 3)
    document = reading(PAGE.encode(), media.HTML)
    assert WHOLE_PAGE in document.remarks
    assert "Subscribe" not in document.text
    assert "Home" not in document.text
    assert WORDS in document.text


def test_a_fault_of_the_chooser_costs_no_page(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the library that chooses the article fails, the whole page is taken, and said to be so."""

    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", fail)
    document = reading(PAGE.encode(), media.HTML)
    assert WHOLE_PAGE in document.remarks
    assert WORDS in document.text


def test_a_page_of_navigation_only_is_better_than_nothing(reading: Reading) -> None:
    """If all text stands where none is expected, it is taken all the same."""
    assert reading(b"<nav><p>The bridge was shut.</p></nav>", media.HTML).text == "The bridge was shut."


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<script>alert(1)</script>", "<p>&nbsp;</p>", "<img src=x onerror=alert(1)>", "<!--x"]
)
def test_a_page_without_text_says_so(reading: Reading, page: str) -> None:
    """No words, no document."""
    with pytest.raises(TextlessSource, match="the page has no article"):
        reading(page.encode(), media.HTML)


def test_an_empty_page_is_empty(reading: Reading) -> None:
    """White space alone is nothing."""
    with pytest.raises(EmptySource):
        reading(b" \n\t ", media.HTML)


def test_a_declared_encoding_is_followed(reading: Reading) -> None:
    """The encoding that a page declares, in a meta tag or an XML declaration, decodes it."""
    for head in ('<meta charset="windows-1251">', "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"):
        document = reading(f"{head}<p>Мост закрыт.</p>".encode("cp1251"), media.HTML)
        assert (document.text, document.encoding) == ("Мост закрыт.", "windows-1251")
    assert reading("<?xml version='1.0' encoding='koi8-r'?><html><p>Мост закрыт.".encode("koi8_r"), media.HTML).text == "Мост закрыт."


def test_preformatted_text_keeps_its_lines(reading: Reading) -> None:
    """Lines inside pre stay lines."""
    assert "one\n  two" in reading(f"<article><p>{WORDS}</p><pre>one\n  two</pre></article>".encode(), media.HTML).text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + f"<p>{WORDS}" + "</div>" * 20_000,
        "<b>" * 20_000 + WORDS,
        "<table><tr><td>" * 5_000 + WORDS,
        f"<p {'a=b ' * 50_000}>{WORDS}",
        "<!--" * 50_000 + f"--><p>{WORDS}",
        f"<p>{'&' * 50_000}</p><p>{WORDS}",
        '<script type="application/ld+json">' + "[" * 100_000 + f"</script><p>{WORDS}",
        f"<p>{WORDS}</p><svg><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;</svg>",
        f"<p>{WORDS}</p>" + "\ud7ff\ufffe\U0001d800\U0001d000" * 100,
    ],
)
def test_hostile_pages_are_read_like_any_other(reading: Reading, page: str) -> None:
    """Depth, length, entities and look-alikes of our own marks neither crash nor hide the words."""
    assert WORDS in reading(page.encode(), media.HTML).text


def test_nothing_is_fetched(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remote images, frames, styles and entities open no connection."""
    import socket

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    page = f'<link rel=stylesheet href="http://k.example/x.css"><img src="http://k.example/x.png"><iframe src="http://k.example"></iframe><p>{WORDS}'
    assert WORDS in reading(page.encode(), media.HTML).text


def test_quotation_elements_have_the_marks_that_a_browser_shows(reading: Reading) -> None:
    """What stands in q is quoted, also inside another q; the marks lead to the tags."""
    page = f"<p>{WORDS} She said: <q>We saw <q>nothing</q> here</q>.</p><p><q>Yes</q>, and <q></q>so on.</q> {WORDS}</p>"
    document = reading(page.encode(), media.HTML)
    assert "She said: “We saw ‘nothing’ here”." in document.text
    assert [p.span.of(document.text)[:6] for p in document.paragraphs] == ["The mi", "“Yes”,"]
    assert document.offsets.position(document.text.index("“")) == page.index("<q>")


def test_two_line_breaks_end_a_paragraph(reading: Reading) -> None:
    """Old pages set paragraphs apart by empty lines."""
    document = reading(f"<body>MINISTRY<br>Bulletin<br> <br>{WORDS}<br /><br/>{WORDS}</body>".encode(), media.HTML)
    assert [words for _, words in shape(document)] == ["MINISTRY\nBulletin", WORDS, WORDS]


def test_prose_outside_paragraphs_is_kept(reading: Reading) -> None:
    """Bare text beside the paragraphs of an article belongs to it; related links, captions and comments do not."""
    page = f"""<main><article><p>{WORDS}</p><p>{WORDS}</p><p>{WORDS}</p><div>Set bare in a div, as some systems do, this is prose.</div>
    <div class="related">Read more about the bridge and about the river in our archive.</div>
    <nav>Every page of the paper, from the first to the last, in one long list.</nav></article></main>
    <div>Imprint: the paper is printed in the town of Orlo, every day.</div>"""
    text = reading(page.encode(), media.HTML).text
    assert "Set bare" in text
    assert "Read more" not in text
    assert "Every page" not in text
    assert "Imprint" not in text


def test_a_short_notice_is_an_article(reading: Reading) -> None:
    """A notice of one line is found beside a menu."""
    page = (
        '<div class="menu"><ul><li><a href="/">Home</a></li></ul></div><div><h2>Notice 5</h2><p>The bridge is shut until Monday.</p></div>'
    )
    assert [words for _, words in shape(reading(page.encode(), media.HTML))] == ["Notice 5", "The bridge is shut until Monday."]


def test_our_own_report_is_not_read(reading: Reading) -> None:
    """A page that sayso wrote is no source."""
    with pytest.raises(UnsupportedSource, match="a page that sayso wrote"):
        reading(f'<meta name="generator" content="sayso"><p>{WORDS}'.encode(), media.HTML)


METADATA = (
    """<html lang="en"><head><title>{title}</title>{head}</head><body><article><p>{words}</p><p>{words}</p></article></body></html>"""
)


def page_with(reading: Reading, head: str, title: str = "The bridge") -> Document:
    """Read a page with these lines in its head."""
    return reading(METADATA.format(head=head, title=title, words=WORDS).encode(), media.HTML)


@pytest.mark.parametrize(
    ("head", "where"),
    [
        ('<meta property="article:published_time" content="2031-05-03T10:00:00Z">', "article:published_time"),
        ('<meta itemprop="datePublished" content="2031-05-03">', "datePublished (microdata)"),
        ('<meta name="DC.date.issued" content="2031-05-03">', "dc.date.issued"),
        ('<meta name="citation_publication_date" content="2031/05/03">', "citation_publication_date"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-05-03"}</script>', "datePublished (JSON-LD)"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["Report"], "datePublished": "2031-05-03"}]}</script>',
            "datePublished (JSON-LD)",
        ),
    ],
)
def test_explicit_publication_metadata(reading: Reading, head: str, where: str) -> None:
    """Each way to state the date of publication is read, and says where it was."""
    document = page_with(reading, head)
    assert (document.published, document.published_from) == ("2031-05-03", "metadata")
    assert [evidence.where for evidence in document.dates] == [where]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2031-05-03">',
        '<meta name="dc.date" content="2031-05-03">',
        '<meta name="date" content="2031-05-03">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2031-05-03"}</script>',
    ],
)
def test_other_dates_are_kept_and_not_used(reading: Reading, head: str) -> None:
    """A date of creation or modification is `created`, never `published`."""
    document = page_with(reading, head)
    assert (document.published, document.published_from, document.created) == (None, None, "2031-05-03")


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "VideoObject", "datePublished": "2031-05-03"}</script>',
        '<script type="application/ld+json">not json</script>',
        '<script type="application/ld+json">[1, "x", null, {"@type": 7}]</script>',
        '<meta property="article:published_time" content="soon">',
    ],
)
def test_what_states_nothing(reading: Reading, head: str) -> None:
    """The date of another thing, broken data and no date at all give none."""
    document = page_with(reading, head)
    assert (document.published, document.dates, document.created) == (None, (), None)


def test_all_evidence_is_kept_in_order_of_trust(reading: Reading) -> None:
    """Two dates that disagree are both kept, the more trusted first."""
    head = '<meta name="dc.date.issued" content="2031-05-04"><meta property="article:published_time" content="2031-05-03">'
    assert [evidence.value for evidence in page_with(reading, head).dates] == ["2031-05-03", "2031-05-04"]


def test_names_titles_and_addresses(reading: Reading) -> None:
    """Publisher, author, title and address come from what the page states; the publisher's name is no part of the title."""
    head = (
        '<meta property="og:site_name" content="Kessan Courier"><link rel="canonical" href="https://k.example/1">'
        '<meta property="article:author" content="https://k.example/varo"><meta name="author" content="Ilen  Varo">'
    )
    for title in ("The bridge | Kessan Courier", "Kessan Courier: The bridge", "The bridge"):
        document = page_with(reading, head, title)
        assert (document.publisher, document.author, document.title, document.url) == (
            "Kessan Courier",
            "Ilen Varo",
            "The bridge",
            "https://k.example/1",
        )


def test_names_in_json_ld(reading: Reading) -> None:
    """Objects give their names, lists are joined, an address that is none is passed over."""
    head = (
        '<script type="application/ld+json">[{"@type": "NewsArticle", "headline": "Shut", "url": "https://[k",'
        ' "author": [{"name": "Ilen Varo"}, "Taro Venn", 3], "publisher": {"name": "Kessan Courier"}}]</script>'
    )
    document = page_with(reading, head)
    assert (document.publisher, document.author, document.title, document.url) == ("Kessan Courier", "Ilen Varo, Taro Venn", "Shut", None)
