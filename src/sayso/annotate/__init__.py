"""Document → sentences, words, parses and names. spaCy stands behind one door, `sayso.annotate.model`.

    paragraphs → sections (about 100,000 characters) → batches → spaCy → passages

Sections and batches are cut by the document alone, so that every machine parses the same words together and gets the same parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.annotate.convert import passage
from sayso.annotate.cutting import batches, sections
from sayso.annotate.model import parser, versions
from sayso.annotate.unbroken import unbroken
from sayso.model.annotated import Annotated, Passage
from sayso.model.document import Document, Paragraph

__all__ = ["annotate", "versions"]

#: White space of any kind, and what cannot be encoded, become one space or one mark each, so that offsets hold.
_BLANKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SURROGATES = re.compile("[\ud800-\udfff]")
_CLEAN = str.maketrans(dict.fromkeys(_BLANKS, " "))


def annotate(document: Document) -> Iterator[Annotated]:
    """Yield the document's passages, parsed, section by section in text order; one section at least.

    A document in a language other than English has no passages: there is one section, and it is empty. An unknown language
    counts as English.
    """
    if not _english(document):
        yield Annotated(document, ())
        return
    parts = list(sections(document))
    for i, paragraphs in enumerate(parts):
        yield Annotated(document, _parsed(document, paragraphs), last=i == len(parts) - 1)


def clean(text: str) -> str:
    """Return `text` with odd white space and lone surrogates replaced one for one: what the parser is shown."""
    shown = text.translate(_CLEAN)
    return shown if shown.isascii() else _SURROGATES.sub("\ufffd", shown)


def _english(document: Document) -> bool:
    return document.language is None or document.language.lower().replace("_", "-").split("-")[0] == "en"


def _parsed(document: Document, paragraphs: tuple[Paragraph, ...]) -> tuple[Passage, ...]:
    nlp = parser()
    found: list[Passage] = []
    with nlp.memory_zone():
        for batch in batches(paragraphs):
            texts = [clean(p.span.of(document.text)) for p in batch]
            docs = nlp.pipe([unbroken(nlp.make_doc(text)) for text in texts], batch_size=len(texts))
            found.extend(passage(p, doc, document.text) for p, doc in zip(batch, docs, strict=True))
    return tuple(found)
