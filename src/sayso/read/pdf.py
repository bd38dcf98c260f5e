"""PDF: the running text of the pages in reading order, each line with its page and box.

PDFium gives the characters (pdf_glyphs); running heads are dropped (pdf_heads), columns put in order (pdf_columns), lines
made into paragraphs (pdf_paragraphs). Positions count the characters as PDFium numbers them, page after page; the layout leads from the
text to page and box. Nothing in a PDF is run, and no picture of text is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from sayso.errors import TextlessSource
from sayso.model.offsets import Box, Layout, OffsetMap
from sayso.model.span import Span
from sayso.read.calendar import edtf
from sayso.read.clean import one_line
from sayso.read.content import Content, Stated
from sayso.read.pdf_columns import columns
from sayso.read.pdf_glyphs import Fragment, opened, pages
from sayso.read.pdf_heads import without_heads
from sayso.read.pdf_paragraphs import render
from sayso.read.rendering import Rendering

_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)\b|^\W*(?:untitled|anonymous)\b|^document\d*$|\.(?:docx?|pdf|html?|indd|odt|rtf|qxp|tex)$|[\\/]",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s+[\w.'’-]+)+")


def read_pdf(data: bytes, path: str) -> Content:
    """Return the content of a PDF.

    Raises BrokenSource (damaged), LockedSource (encrypted), OversizedSource (too many pages), TextlessSource (scanned pages).
    """
    with opened(data, path) as document:
        found = list(pages(document, path))
        stated = _stated(document.get_metadata_dict())
    silent = sum(not page.fragments for page in found)
    if silent == len(found):
        raise TextlessSource(path, "scanned pages, as it seems; sayso does no OCR; run an OCR program on it first")
    rendering = Rendering("pdf")
    render(rendering, [column for page in without_heads(found) for column in columns(page)])
    text, offsets, paragraphs, cleaning = rendering.finish()
    remarks = (f"{silent} of {len(found)} pages have no text and are left out (pictures, or scans; sayso does no OCR)",) if silent else ()
    fragments = [fragment for page in found for fragment in page.fragments]
    return Content(text, offsets, paragraphs, stated=stated, layout=_layout(offsets, fragments), remarks=(*remarks, *cleaning))


def _stated(info: Mapping[str, str]) -> Stated:
    """Return title, author and date of making from the document information; programs' own names for titles are none."""
    title, author = one_line(info.get("Title")), one_line(info.get("Author"))
    date = _DATE.match(info.get("CreationDate", ""))
    return Stated(
        title=title if title and not _NO_TITLE.search(title) else None,
        author=author if author and _NAME.fullmatch(author) else None,
        created=edtf(*date.groups()) if date else None,
    )


def _layout(offsets: OffsetMap, fragments: Sequence[Fragment]) -> Layout:
    """Return the box of each stretch of the text, found by the fragment that its characters come from."""
    in_order = sorted(fragments, key=lambda fragment: fragment.start)
    spans: list[Span] = []
    boxes: list[Box] = []
    for span, box in _boxed(offsets, in_order):
        if spans and boxes[-1] is box and spans[-1].end == span.start:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
            boxes.append(box)
    return Layout(tuple(spans), tuple(boxes))


def _boxed(offsets: OffsetMap, fragments: Sequence[Fragment]) -> Iterator[tuple[Span, Box]]:
    starts = [fragment.start for fragment in fragments]
    for text, source, length in zip(offsets.text, offsets.source, offsets.length, strict=True):
        at, end = source, source + length
        i = bisect_right(starts, at) - 1
        while at < end and i < len(fragments):
            stop = min(end, fragments[i].start + len(fragments[i].text))
            if stop > at:
                yield Span(text + at - source, text + stop - source), fragments[i].box
                at = stop
            i += 1
