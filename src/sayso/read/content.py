"""What a reader of one media type hands back: the text and what the file says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.model.document import DateEvidence, Paragraph
from sayso.model.offsets import Layout, OffsetMap


@dataclass(frozen=True, slots=True)
class Stated:
    """What a file states of itself outside its running text; None where it says nothing.

    `dates` are publication dates only, the most trusted first; `created` is any other date (creation, modification), never used
    as one. `language` is an IETF tag as declared.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    created: str | None = None
    dates: tuple[DateEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """The cleaned text of a file with its map, paragraphs and layout, and what the file states of itself."""

    text: str
    offsets: OffsetMap
    paragraphs: tuple[Paragraph, ...]
    encoding: str | None = None
    stated: Stated = field(default_factory=Stated)
    layout: Layout = field(default_factory=Layout)
    remarks: tuple[str, ...] = ()


#: A reader: the bytes of one source and its path, for messages, to its content. It raises SourceError and nothing else.
Reader = Callable[[bytes, str], Content]
