"""Short texts as parsed passages, and attributions as one readable line each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.annotate import annotate
from sayso.extract import statements
from sayso.model.annotated import Annotated
from sayso.model.document import Document, Paragraph
from sayso.model.span import Span
from sayso.model.statement import Attribution


def document(text: str, language: str | None = None) -> Document:
    """Return a document of `text`; blank lines part its paragraphs."""
    found = (trimmed for trimmed in re.finditer(r"\S(?:.|\n(?!\s*\n))*(?<=\S)", text))
    paragraphs = tuple(Paragraph(Span(*m.span())) for m in found)
    return Document("d1", "d1", "0", "0", "d1.txt", "text/plain", text, language=language, paragraphs=paragraphs)


def section(text: str) -> Annotated:
    """Return the only section of a short text, parsed by the shipped model."""
    return next(annotate(document(text)))


def told(text: str) -> list[str]:
    """Return what is attributed in the text, one line an attribution: source | cue | content / content | mode kind and the rest."""
    return [line(text, one) for one in statements(section(text))]


def line(text: str, one: Attribution) -> str:
    """Return an attribution on one line; "-" stands for nothing."""
    rest = [one.mode, one.cue_kind]
    rest += ["denied"] * (one.polarity == "denied") + ["hedged"] * one.hedged
    rest += [] if one.parent is None else [f"in {one.parent}"]
    rest += [] if one.carried is None else [f"as {one.carried}"]
    rest += [f"for {words(text, one.on_behalf_of)}"] if one.on_behalf_of else []
    rest += [f"via {words(text, one.medium)}"] if one.medium else []
    cue = [one.cue] if one.cue else []
    return " | ".join([words(text, one.source), words(text, cue), words(text, one.content), " ".join(rest)])


def words(text: str, spans: Iterable[Span]) -> str:
    """Return the words of the spans, parted by a slash."""
    return " / ".join(" ".join(s.of(text).split()) for s in spans) or "-"
