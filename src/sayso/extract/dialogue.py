"""A speaker and a colon at the beginning of a paragraph: transcripts, interviews, headlines ("Name: ...", "Q: ...")."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon import phrases
from sayso.extract.lexicon.cues import Frame
from sayso.model.span import Span

_NAME_WORDS = 7
_SAID_WORDS = 3
_LINKS = frozenset({"of", "the", "for", "de", "al", "van", "von", "and", "'s", "’s", ",", "-", "."})


def dialogue(context: Context) -> Iterator[Candidate]:
    """Yield the reading of a paragraph that begins with a name and a colon: the name speaks the rest."""
    tokens = context.tree.tokens
    colon = next((t.index for t in tokens[: _NAME_WORDS + 1] if t.text == ":"), None)
    if colon is None or not colon or len(tokens) - colon - 1 < _SAID_WORDS or not _is_name(context, colon):
        return
    if tokens[colon].end < tokens[colon + 1].start and context.tree.inside[colon] < 0:
        said = context.tree.runs(range(colon + 1, len(tokens)))
        yield context.candidate(colon, "dialogue", Frame("likely", "says"), said, (Span(tokens[0].start, tokens[colon - 1].end),))


def _is_name(context: Context, colon: int) -> bool:
    words = context.tree.tokens[:colon]
    if any(t.lower in phrases().labels or t.pos == "NUM" for t in words) or context.tree.inside[0] >= 0:
        return False
    return all(t.text[0].isupper() or t.lower in _LINKS for t in words) and any(t.pos in ("PROPN", "NOUN") or t.name for t in words)
