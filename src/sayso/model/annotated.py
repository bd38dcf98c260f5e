"""A document's text with its sentences, words and names: what the annotators add."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.model.document import Document, Paragraph
from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark, with what the parser says of it.

    `start` and `end` are offsets into the document's text; `head` is the index, in the same passage, of the token it depends on
    (its own index at a sentence's root). `tag` is Penn Treebank, `pos` Universal POS, `dep` a ClearNLP label (spaCy's English
    models), `name` the OntoNotes entity type or "", `name_begins` is true on an entity's first token.
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    name: str = ""
    name_begins: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: `first` and `last` (exclusive) index its tokens; `root` is its root's index."""

    span: Span
    first: int
    last: int
    root: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, parsed. `children[i]` are the indices of the tokens that depend on token `i`, in text order."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Annotated:
    """A run of a document's passages, parsed: the whole document, or one section of a very long one.

    Sections are cut at the same places whatever the machine, so that the records do not depend on it. `last` tells that no more follow.
    """

    document: Document
    passages: tuple[Passage, ...]
    last: bool = True
