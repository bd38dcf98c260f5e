"""Invented files that are broken, hostile or not what they seem, as bytes."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

NOTE = "The ministry said that the road was closed. “Nobody crossed,” said Ilen Varo, its spokesman.\n"
#: Nothing listens there; a connection to it would fail, and tests end when one to another machine is tried.
NOWHERE = "http://127.0.0.1:9/x.png"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LINKS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
Target="{NOWHERE}" TargetMode="External"/></Relationships>"""


def random_bytes() -> bytes:
    """Return bytes without any pattern, the same each time."""
    return b"".join(hashlib.sha256(bytes([n])).digest() for n in range(150))


def pdf(*, words: str = "The ministry said that the road was closed.", locked: bool = False) -> bytes:
    """Return a PDF of one page; without `words` it has a picture only."""
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("open sesame") if locked else None)
    canvas.rect(100, 100, 200, 200, fill=1)
    if words:
        canvas.drawString(72, 700, words)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def docx(body: str, *, declaration: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Return a docx of the XML inside its body."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"{declaration}<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def said(words: str = NOTE.strip()) -> str:
    """Return a paragraph of a docx."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx_bomb() -> bytes:
    """Return a docx of some tens of kilobytes that unpacks to 32 MB."""
    return docx(" " * (32 * 1024**2))


def docx_entities(target: str) -> bytes:
    """Return a docx that asks for the content of another file."""
    return docx(said("&x;"), declaration=f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{target}">]>')


def docx_laughs() -> bytes:
    """Return a docx whose one word stands for a thousand million others."""
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in pairwise(names))
    return docx(said("&j;"), declaration=f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">{entities}]>')


def docx_macros() -> bytes:
    """Return a good docx with a macro and a picture that lies elsewhere."""
    return docx(said(), parts={"word/vbaProject.bin": "MACRO", "word/_rels/document.xml.rels": _LINKS})


def page(content: str) -> bytes:
    """Return an HTML page."""
    return f"<!DOCTYPE html><html><head><title>Road</title></head><body>{content}</body></html>".encode()


def article(content: str = "") -> bytes:
    """Return an HTML page with an article, and `content` in it."""
    return page(f"<article><h1>The road</h1><p>{NOTE * 4}</p>{content}<p>{NOTE * 2}</p></article>")


def html_scripts() -> bytes:
    """Return a page whose every part tries to run or to fetch something."""
    return article(
        f'<script>document.write("EVIL")</script><style>p{{content:"EVIL"}}</style><img src="{NOWHERE}" onerror="EVIL()">'
        f'<iframe src="{NOWHERE}">EVIL</iframe><object data="{NOWHERE}"></object><link rel="stylesheet" href="{NOWHERE}">'
    )


def html_entities(target: str) -> bytes:
    """Return a page that asks for the content of another file."""
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{target}">]>'.encode() + article("<p>It says &x; there.</p>")


def html_deep(depth: int = 100_000) -> bytes:
    """Return a page nested so deep that whoever follows it falls."""
    return page("<div>" * depth + f"<p>{NOTE * 3}</p>" + "</div>" * depth)
