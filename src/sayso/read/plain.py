"""Plain text: decoded, cleaned, cut into paragraphs."""

from __future__ import annotations

from sayso.read.clean import cleaned_by_lines
from sayso.read.content import Content
from sayso.read.encoding import decode_by_lines
from sayso.read.paragraphs import paragraphs


def read_plain(data: bytes, path: str) -> Content:
    """Return the content of a text file. Raises BrokenSource where the bytes are no text."""
    pieces, encoding = decode_by_lines(data, path)
    clean = cleaned_by_lines(pieces)
    return Content(clean.text, clean.offsets, paragraphs(clean.text), encoding=encoding, remarks=clean.remarks)
