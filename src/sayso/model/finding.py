"""What a named check found, and a person's judgement of any record."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.span import Span
from sayso.model.statement import By

VERDICTS = ("holds", "differs", "fails", "derived")


@dataclass(frozen=True, slots=True)
class Finding:
    """The record `finding`: `working` is one line a person can follow; `spans` the words it rests on, each with its document's id."""

    id: str
    rule: str
    verdict: str
    working: str
    about: tuple[str, ...]
    spans: tuple[tuple[str, Span], ...]
    by: By
