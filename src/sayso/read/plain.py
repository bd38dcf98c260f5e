"""Plain text: decoded, cleaned, cut into paragraphs."""

from __future__ import annotations

from sayso.read.clean import cleaned
from sayso.read.content import Content
from sayso.read.encoding import decode
from sayso.read.paragraphs import paragraphs


def read_plain(data: bytes, path: str) -> Content:
    """Return the content of a text file. Raises BrokenSource where the bytes are no text."""
    decoded = decode(data, path)
    clean = cleaned(decoded.text)
    return Content(clean.text, clean.offsets, paragraphs(clean.text), encoding=decoded.encoding, remarks=clean.remarks)
