"""What the tests of reading share: a document from bytes, and the way back from its text."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from sayso.model.document import Document
from sayso.model.offsets import OffsetMap
from sayso.model.source import Metadata, Source
from sayso.read import media, read

Reading = Callable[..., Document]


@pytest.fixture(scope="session")
def reading() -> Reading:
    """Give the function that reads bytes of a media type as a document, with the metadata that a test gives."""

    def of(data: bytes, media_type: str = media.PLAIN, given: Metadata | None = None) -> Document:
        return read(Source(identity="reports/a", path="reports/a", media_type=media_type, data=data, given=given or Metadata()), data)

    return of


@pytest.fixture(scope="session")
def followed() -> Callable[[str, OffsetMap, str], list[tuple[str, str | None]]]:
    """Pair each character of a text with the character of the source that its map leads to, None where it was inserted."""

    def of(text: str, offsets: OffsetMap, source: str) -> list[tuple[str, str | None]]:
        places = [offsets.position(i) for i in range(len(text))]
        return [(char, None if place is None else source[place]) for char, place in zip(text, places, strict=True)]

    return of


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="session")
def docx() -> Callable[..., bytes]:
    """Make a docx of the XML inside its body, and of other parts by name."""

    def of(body: str, **parts: str) -> bytes:
        names = {"styles": "word/styles.xml", "footnotes": "word/footnotes.xml", "core": "docProps/core.xml"}
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
            for name, xml in parts.items():
                archive.writestr(names[name], xml)
        return buffer.getvalue()

    return of
