"""One document as the page shows it: what is known of it, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model.records import Record
from sayso.publish.report.pages import Text

_PUBLISHED_FROM = {
    "given": "as given on reading",
    "sources": "from sources.csv",
    "metadata": "from the file’s metadata",
    "dateline": "from the dateline",
    "inferred": "inferred",
}

_WEB = re.compile(r"https?://[^\s\"'<>]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a document is on the page: its statements, and `shown` of its `length` code points."""

    statements: int
    shown: int
    length: int


def label(document: Record) -> str:
    """Return a few words that name a document: who published it and when, else its title, else its path."""
    who = document["publisher"] or document["author"] or document["title"] or document["path"]
    return f"{who}, {document['published']}" if document["published"] else who


def page_text(document: Record, number: int, remarks: tuple[str, ...], extent: Extent) -> Text:
    """Return the document's values for the page. Only http and https addresses become links, only language tags a language."""
    url, language = document["url"], document["language"]
    return Text(
        number=number,
        id=document["id"],
        label=label(document),
        title=document["title"] or document["path"],
        publisher=document["publisher"],
        author=document["author"],
        published=document["published"],
        published_from=_PUBLISHED_FROM.get(document["published_from"] or "", ""),
        language=language if language and _LANGUAGE.fullmatch(language) else None,
        side=document["side"],
        url=url,
        link=url if url and _WEB.fullmatch(url) else None,
        path=document["path"],
        media_type=document["media_type"],
        created=document["created"],
        remarks=remarks,
        statements=extent.statements,
        shown=extent.shown,
        length=extent.length,
    )
