"""A row of a table as a document: its text column, plain or with the HTML that news interfaces put into it."""

from __future__ import annotations

import re
from collections.abc import Callable

from sayso.errors import BrokenSource
from sayso.read.articles import Article, RowError, csv_article, json_article
from sayso.read.clean import cleaned
from sayso.read.content import Content
from sayso.read.encoding import decode
from sayso.read.mapping import composed
from sayso.read.paragraphs import paragraphs

_MARKUP = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|article)\s*>|<br\s*/?>|<p[ >]", re.IGNORECASE)


def read_csv_row(data: bytes, path: str) -> Content:
    """Return the content of a CSV of a header and one row. Raises BrokenSource."""
    return _read_row(data, path, csv_article)


def read_json_row(data: bytes, path: str) -> Content:
    """Return the content of a line of JSONL. Raises BrokenSource."""
    return _read_row(data, path, json_article)


def _read_row(data: bytes, path: str, parse: Callable[[str], Article]) -> Content:
    decoded = decode(data, path)
    try:
        article = parse(decoded.text)
    except RowError as error:
        raise BrokenSource(path, str(error)) from error
    words, places = article.text()
    if _MARKUP.search(words):
        from sayso.read.html import fragment

        text, offsets, found, remarks = fragment(words)
    else:
        clean = cleaned(words)
        text, offsets, remarks, found = clean.text, clean.offsets, clean.remarks, paragraphs(clean.text)
    return Content(text, composed(offsets, places), found, encoding=decoded.encoding, remarks=remarks)
