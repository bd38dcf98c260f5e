"""PDF: paragraphs in reading order, each character with its page and box."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from sayso.errors import BrokenSource, LockedSource, OversizedSource, SourceError, TextlessSource
from sayso.model.document import Document
from sayso.read import media, pdf_glyphs

Reading = Callable[..., Document]
Draw = Callable[[Canvas], None]

LINES = (
    "The ministry said that nothing had happened on the bridge in the",
    "night, and that the reports of gunfire were untrue. Eleven of the",
    "observers had been at the crossing, its spokeswoman told reporters.",
)


def pdf(*pages: Draw, **options: object) -> bytes:
    """Draw pages into a PDF."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800), **options)  # type: ignore[arg-type]
    for page in pages:
        canvas.setFont("Helvetica", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*words: str, x: float = 60, y: float = 700, step: float = 14) -> Draw:
    """Draw lines below each other from (x, y)."""

    def draw(canvas: Canvas) -> None:
        for i, line in enumerate(words):
            canvas.drawString(x, y - i * step, line)

    return draw


def both(*draws: Draw) -> Draw:
    """Draw one after the other on the same page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def in_font(font: str, size: float, draw: Draw) -> Draw:
    """Draw in another font."""

    def drawn(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        draw(canvas)
        canvas.setFont("Helvetica", 11)

    return drawn


def shape(document: Document) -> list[tuple[str, str]]:
    """Return kind and words of each paragraph."""
    return [(p.kind, p.span.of(document.text)) for p in document.paragraphs]


def test_lines_become_paragraphs(reading: Reading) -> None:
    """Line ends are spaces; a wide step, an indent or a short last line begins a paragraph; a larger line is a heading."""
    page = both(
        in_font("Helvetica", 18, lines("Bulletin on the bridge", y=740)),
        lines(*LINES),
        lines(*LINES, "Nobody was hurt.", y=640),
        lines("Asked who had shut the bridge, she said that she did not know, and", *LINES[1:], y=584),
        lines("Indented paragraphs begin further to the right, as in most books,", x=74, y=528),
        lines("and go on at the edge.", y=514),
    )
    words = " ".join(LINES)
    assert shape(reading(pdf(page), media.PDF)) == [
        ("heading", "Bulletin on the bridge"),
        ("paragraph", words),
        ("paragraph", f"{words} Nobody was hurt."),
        ("paragraph", f"Asked who had shut the bridge, she said that she did not know, and {' '.join(LINES[1:])}"),
        ("paragraph", "Indented paragraphs begin further to the right, as in most books, and go on at the edge."),
    ]


def test_every_character_lies_in_its_box(reading: Reading) -> None:
    """The layout covers every character that is drawn, on its page, inside the box of its line."""
    document = reading(pdf(lines(*LINES), lines(*LINES, y=400)), media.PDF)
    for paragraph, page, top in zip(document.paragraphs, (1, 2), (700, 400), strict=True):
        boxes = document.layout.at(paragraph.span)
        assert [box.page for box in boxes] == [page] * 3
        for i, box in enumerate(boxes):
            assert 59 <= box.left < box.right <= 560
            assert box.bottom <= top - 14 * i <= box.top
    for i, char in enumerate(document.text):
        inserted = document.offsets.position(i) is None
        assert inserted == (not any(span.start <= i < span.end for span in document.layout.spans))
        assert not inserted or char in " \n"
    assert document.offsets.unit == "pdf"


def test_two_columns_are_read_one_after_the_other(reading: Reading) -> None:
    """Lines drawn row by row across two columns are read column by column, below the heading across both."""
    left = [f"left column line {i} goes over all its width so" for i in range(8)]
    right = [f"right column line {i} goes over all its width so" for i in range(8)]
    rows = [both(lines(a, x=50, y=700 - 14 * i), lines(b, x=320, y=700 - 14 * i)) for i, (a, b) in enumerate(zip(left, right, strict=True))]
    heading = in_font("Helvetica-Bold", 11, lines("A heading that runs over both of the columns of this page of the paper", x=90, y=740))
    found = shape(reading(pdf(both(heading, *rows)), media.PDF))
    assert found[0][0] == "heading"
    assert " ".join(words for _, words in found[1:]) == " ".join(left + right)


def test_a_table_is_read_row_by_row(reading: Reading) -> None:
    """Cells are no columns of text: they are read along the rows, each for itself."""
    rows = [("Place", "Rounds", "Killed"), ("Orlo", "12", "0"), ("Raven Falls", "3", "1"), ("Lumgard", "4", "2"), ("Bredun", "5", "3")]
    draws = [lines(cell, x=60 + 150 * i, y=600 - 16 * j) for j, row in enumerate(rows) for i, cell in enumerate(row)]
    assert shape(reading(pdf(both(*draws)), media.PDF)) == [("cell", cell) for row in rows for cell in row]


def test_running_heads_and_page_numbers_are_dropped(reading: Reading) -> None:
    """What stands at the edge of page after page is no text; a numbered title that stands once, or lower, is."""
    pages = [
        both(
            lines("Line Observation Mission", y=780), lines(f"Page {n} of 4", x=280, y=20), lines(f"Report {n} begins here.", *LINES, y=650)
        )
        for n in range(1, 5)
    ]
    document = reading(pdf(*pages), media.PDF)
    assert "Observation Mission" not in document.text
    assert "of 4" not in document.text
    assert [f"Report {n} begins" in document.text for n in range(1, 5)] == [True] * 4


def test_numbers_of_bulletins_are_no_page_numbers(reading: Reading) -> None:
    """Two bulletins in one file keep their titles, though they differ like page numbers."""
    pages = [both(lines(f"Bulletin No. {n}", y=760), lines(*LINES)) for n in (12, 13)]
    assert "Bulletin No. 12" in reading(pdf(*pages), media.PDF).text


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("and that nothing hap-", "pened."), "and that nothing happened."),
        (("the cease-fire line; a cease-", "fire holds."), "the cease-fire line; a cease-fire holds."),
        (("between Kessan-", "Tavolia posts."), "between Kessan-Tavolia posts."),
        (("in the years 2029-", "2031 it did."), "in the years 2029-2031 it did."),
        (("it was shut -", "so they say."), "it was shut - so they say."),
    ],
)
def test_hyphens_at_line_ends(reading: Reading, broken: tuple[str, str], whole: str) -> None:
    """A word broken by its line is joined; a hyphen that belongs to the word stays."""
    assert reading(pdf(lines(LINES[0], *broken)), media.PDF).text == f"{LINES[0]} {whole}"


def test_a_paragraph_goes_on_over_the_page(reading: Reading) -> None:
    """A sentence that is cut by the end of a page is one paragraph; a new sentence there begins another."""
    document = reading(pdf(lines(*LINES[:2]), lines(*LINES[2:], y=740), lines("Another page.", y=740)), media.PDF)
    assert shape(document) == [("paragraph", " ".join(LINES)), ("paragraph", "Another page.")]


def test_turned_text_is_read_along_its_lines(reading: Reading) -> None:
    """A page set sideways reads like an upright one; a note up the margin comes after the text."""

    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        lines(*LINES, x=60, y=-100)(canvas)

    assert shape(reading(pdf(sideways), media.PDF)) == [("paragraph", " ".join(LINES))]

    def margin(canvas: Canvas) -> None:
        lines(*LINES)(canvas)
        canvas.rotate(90)
        canvas.drawString(100, -30, "Copy 3")

    assert shape(reading(pdf(margin), media.PDF))[-1] == ("paragraph", "Copy 3")


def test_document_information(reading: Reading) -> None:
    """Title and author are taken where a person wrote them; the date of making is never the date of publication."""
    made = pdf(lines(*LINES), invariant=1)
    document = reading(made.replace(b"(untitled)", b"(The bridge)").replace(b"(anonymous)", b"(Ilen Varo)"), media.PDF)
    assert (document.title, document.author, document.created, document.published) == ("The bridge", "Ilen Varo", "2000-01-01", None)
    document = reading(made, media.PDF)
    assert (document.title, document.author) == (None, None)


def test_an_encrypted_pdf_is_locked(reading: Reading) -> None:
    """A PDF that asks for a password is refused as locked; one that anybody may open is read."""
    with pytest.raises(LockedSource, match="is encrypted; save a copy without a password"):
        reading(pdf(lines(*LINES), encrypt=StandardEncryption("secret", ownerPassword="owner")), media.PDF)
    assert LINES[0] in reading(pdf(lines(*LINES), encrypt=StandardEncryption("", ownerPassword="owner")), media.PDF).text


def test_pages_without_text_are_told(reading: Reading) -> None:
    """No text at all is refused with what to do; some pages without are a remark."""

    def picture(canvas: Canvas) -> None:
        canvas.rect(100, 100, 300, 300, fill=1)

    with pytest.raises(TextlessSource, match="sayso does no OCR"):
        reading(pdf(picture, picture), media.PDF)
    document = reading(pdf(lines(*LINES), picture), media.PDF)
    assert document.remarks == ("1 of 2 pages have no text and are left out (pictures, or scans; sayso does no OCR)",)


@pytest.mark.parametrize("data", [b"%PDF-1.7 words", b"no pdf at all", b"%PDF-1.4\n" + bytes(2000)])
def test_a_damaged_pdf_is_broken(reading: Reading, data: bytes) -> None:
    """Junk with the right name is refused."""
    with pytest.raises(BrokenSource):
        reading(data, media.PDF)


def test_a_truncated_pdf_is_broken_or_read_in_part(reading: Reading) -> None:
    """A PDF cut short gives an error of ours, or what is left of its text."""
    whole = pdf(*[lines(*LINES)] * 3)
    for share in range(1, 8):
        with suppress(SourceError):
            assert LINES[0] in reading(whole[: len(whole) * share // 8], media.PDF).text


def test_too_many_pages_or_characters_are_refused(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF is bounded in pages and in characters."""
    data = pdf(lines(*LINES), lines(*LINES))
    monkeypatch.setattr(pdf_glyphs, "MOST_CHARACTERS", 100)
    with pytest.raises(OversizedSource, match="100 characters"):
        reading(data, media.PDF)
    monkeypatch.setattr(pdf_glyphs, "MOST_PAGES", 1)
    with pytest.raises(OversizedSource, match="2 pages"):
        reading(data, media.PDF)


@settings(max_examples=30)
@given(st.lists(st.text(st.sampled_from("abc -.'é(ﬁ“”"), min_size=1, max_size=30), min_size=1, max_size=12), st.sampled_from([9, 14, 40]))
def test_words_come_through_whatever_the_lines(reading: Reading, words: list[str], step: float) -> None:
    """Letters are neither lost nor doubled, and each has a box, however the lines are set."""
    with suppress(TextlessSource):
        document = reading(pdf(lines(*words, step=step)), media.PDF)
        letters = [c for c in "".join(words) if c in "abcé“”("]
        assert sorted(c for c in document.text if c in "abcé“”(") == sorted(letters)
        assert all(document.layout.at(p.span) for p in document.paragraphs)
