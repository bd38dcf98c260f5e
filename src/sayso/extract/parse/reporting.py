"""What the repairs of the parse ask of a word: is it a verb of reporting, what hangs from it."""

from __future__ import annotations

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token

_NOT_REPORTS = frozenset({"thinks", "shows", "promises"})


def is_report(token: Token) -> bool:
    """Tell whether the verb is a cue of saying (not of thinking or showing) that takes a finite clause."""
    cue = cues().verbs.get(token.lemma) if token.pos == "VERB" else None
    frame = None if cue is None else cue.frame("clause")
    return frame is not None and frame.grade != "weak" and frame.kind not in _NOT_REPORTS


def has(passage: Passage, i: int, *deps: str) -> bool:
    """Tell whether token `i` has a dependent with one of the labels `deps`, by the parser's own heads."""
    return any(passage.tokens[c].dep in deps for c in passage.children[i])


def has_that(passage: Passage, token: Token) -> bool:
    """Tell whether the clause of the token begins with "that"."""
    return any(passage.tokens[c].lower == "that" and passage.tokens[c].dep == "mark" for c in passage.children[token.index])
