"""The marked passages of cases.toml as documents with attributions."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.annotate import annotate
from sayso.model.annotated import Annotated
from sayso.model.document import Document, Paragraph
from sayso.model.identity import document_id, sha256
from sayso.model.span import Span
from sayso.model.statement import Attribution, By

CASES = Path(__file__).with_name("cases.toml")
_TAG = re.compile(r"<(/?)([sctmb])(\d+)>")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Case:
    """One marked passage with what a reader would make of it."""

    about: str
    text: str
    document: Document
    attributions: tuple[Attribution, ...]
    who: tuple[str, ...]
    types: dict[int, str] = field(default_factory=dict)
    chains: dict[int, tuple[str, ...]] = field(default_factory=dict)
    behalf: dict[int, str] = field(default_factory=dict)


def cases() -> list[Case]:
    """Return all cases of cases.toml."""
    return [case(row) for row in tomllib.loads(CASES.read_text("utf-8"))["case"]]


def case(row: dict[str, Any]) -> Case:
    """Return one case from its row."""
    text, spans = unmarked(row["text"])
    return Case(
        row["about"],
        text,
        document(text, publisher=row.get("publisher"), author=row.get("author")),
        attributions(text, spans, tuple(row.get("carried", ())), {int(k): v for k, v in row.get("kinds", {}).items()}),
        tuple(row["who"]),
        {int(k): v for k, v in row.get("types", {}).items()},
        {int(k): tuple(v) for k, v in row.get("chains", {}).items()},
        {int(k): v for k, v in row.get("behalf", {}).items()},
    )


def document(text: str, publisher: str | None = None, author: str | None = None) -> Document:
    """Return a plain document with this text, its paragraphs cut at blank lines."""
    digest = sha256(text.encode())
    paragraphs, start = [], 0
    for blank in [*(m.span() for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        if text[start : blank[0]].strip():
            paragraphs.append(Paragraph(Span(start, blank[0])))
        start = blank[1]
    return Document(
        document_id(digest, digest),
        digest,
        digest,
        digest,
        "case.txt",
        "text/plain",
        text,
        publisher=publisher,
        author=author,
        paragraphs=tuple(paragraphs),
    )


def unmarked(marked: str) -> tuple[str, dict[tuple[str, int], list[Span]]]:
    """Return the text without its marks, and the spans of each mark."""
    text, at = "", 0
    spans: dict[tuple[str, int], list[Span]] = defaultdict(list)
    opened: dict[tuple[str, int], int] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        key = (tag.group(2), int(tag.group(3)))
        if tag.group(1):
            spans[key].append(Span(opened.pop(key), len(text)))
        else:
            opened[key] = len(text)
    return text + marked[at:], spans


def attributions(
    text: str, spans: dict[tuple[str, int], list[Span]], carried: tuple[int, ...], kinds: dict[int, str]
) -> tuple[Attribution, ...]:
    """Return the attributions that the marks describe, in the order of their numbers."""
    numbers = sorted({n for _, n in spans})
    contents = {n: tuple(spans["t", n]) for n in numbers}
    found = []
    for n in numbers:
        around = [m for m in numbers if m != n and all(any(o.contains(i) for o in contents[m]) for i in contents[n])]
        innermost = min(around, key=lambda m: sum(map(len, contents[m])), default=None)
        first = contents[n][0].start
        found.append(
            Attribution(
                mode="direct" if first and text[first - 1] in '"“«' else "indirect",
                content=contents[n],
                cue=next(iter(spans.get(("c", n), ())), None),
                cue_kind=kinds.get(n, "says"),
                source=tuple(spans.get(("s", n), ())),
                by=By("marked"),
                medium=tuple(spans.get(("m", n), ())),
                on_behalf_of=tuple(spans.get(("b", n), ())),
                parent=None if innermost is None else numbers.index(innermost),
                carried=numbers.index(n) - 1 if n in carried else None,
            )
        )
    return tuple(found)


def annotated(made: Document) -> Annotated:
    """Return a short document, parsed by the shipped model."""
    return next(iter(annotate(made)))
