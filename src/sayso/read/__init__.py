"""From bytes to documents.

    discover  paths, folders, tables, standard input   → sources, one for each report
    load      a source                                 → its bytes, as they stand in the file
    read      a source and its bytes                   → a document

`read` chooses the reader by media type, one module for each (plain, markdown, html, pdf, docx, row). A reader decodes (encoding),
renders its format to text and cleans it (clean), and records with every step where each character comes from (rendering,
mapping). Then the publication date (dates, dateline) and the language are looked for. Nothing here is fetched, run or written.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import cast

from sayso.errors import EmptySource, TextlessSource, UnsupportedSource
from sayso.model.document import Document
from sayso.model.identity import document_id, sha256
from sayso.model.source import Metadata, Source
from sayso.read import media
from sayso.read.columns import merged
from sayso.read.content import Content, Reader, Stated
from sayso.read.discover import discover
from sayso.read.loading import load

__all__ = ["discover", "load", "read"]

#: The module and function that read a media type; imported when first needed, since some of them bring heavy libraries.
READERS: Mapping[str, tuple[str, str]] = {
    media.PLAIN: ("plain", "read_plain"),
    media.MARKDOWN: ("markdown", "read_markdown"),
    media.HTML: ("html", "read_html"),
    media.PDF: ("pdf", "read_pdf"),
    media.DOCX: ("docx", "read_docx"),
    media.CSV: ("row", "read_csv_row"),
    media.JSONL: ("row", "read_json_row"),
}


def read(source: Source, data: bytes) -> Document:
    """Return the document that `source`, whose bytes are `data`, is read as. Pure: the same bytes and metadata give the same document.

    Raises SourceError: the class and its line say what is wrong with the file.
    """
    if not data.strip():
        raise EmptySource(source.path)
    content = _reader(source)(data, source.path)
    if not content.paragraphs:
        raise TextlessSource(source.path)
    return _document(source, data, content)


def _reader(source: Source) -> Reader:
    if source.media_type not in READERS:
        raise UnsupportedSource(source.path, source.media_type)
    module, function = READERS[source.media_type]
    return cast("Reader", getattr(import_module(f"sayso.read.{module}"), function))


def _document(source: Source, data: bytes, content: Content) -> Document:
    from sayso.read.dates import publication_dates
    from sayso.read.language import language_of, remark_on

    known = merged(source.given, merged(source.listed, _as_metadata(content.stated)))
    dates = publication_dates(source, content)
    language = language_of(content.text)
    digest = sha256(data)
    return Document(
        id=document_id(source.identity, digest),
        identity=source.identity,
        sha256=digest,
        text_sha256=sha256(content.text.encode()),
        path=source.path,
        media_type=source.media_type,
        text=content.text,
        url=known.url,
        encoding=content.encoding,
        publisher=known.publisher,
        author=known.author,
        title=known.title,
        side=known.side,
        published=dates[0].value if dates else None,
        published_from=dates[0].origin if dates else None,
        created=content.stated.created,
        language=language,
        paragraphs=content.paragraphs,
        dates=dates,
        offsets=content.offsets,
        layout=content.layout,
        remarks=(*source.remarks, *content.remarks, *remark_on(language)),
    )


def _as_metadata(stated: Stated) -> Metadata:
    return Metadata(publisher=stated.publisher, author=stated.author, title=stated.title, url=stated.url)
