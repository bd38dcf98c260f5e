"""What the construction rules propose and the scorer chooses from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a cue: who (`source`) says what (`content`) by which word (`cue`).

    `passage` and `token` say where the cue stands (`token` -1: no word is the cue). Candidates of one cue compete; one at most is kept.
    `construction` is one of lexicon.cues.CONSTRUCTIONS, `pp`, or a family's own name; `grade` is the lexicon's; `features` are what
    the scorer looks at besides (see `score.py`).
    """

    passage: int
    token: int
    construction: str
    grade: str
    kind: str
    cue: Span | None
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    features: frozenset[str] = frozenset()


#: How sure a candidate is, from 0 to 1. Replaceable: `statements(annotated, scorer=...)`.
Scorer = Callable[[Candidate], float]
