"""A speaker and a colon at the beginning of a paragraph: transcripts, interviews, headlines ("Name: ...", "Q: ...")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon import phrases
from sayso.extract.lexicon.cues import Frame
from sayso.model.span import Span

#: Constructions in which a label names the speaker and no word tells that he speaks: what stands there is his own words.
LABELLED = frozenset({"transcript", "dialogue", "signed"})
_NAME_WORDS = 7
_LINKS = frozenset({"of", "the", "for", "de", "al", "van", "von", "and", "'s", "’s", ",", "-", ".", "(", ")"})


def dialogue(contexts: Sequence[Context]) -> Iterator[Candidate]:
    """Yield the reading of each paragraph that begins with a name and a colon: the name speaks the rest.

    A label that begins several paragraphs makes a transcript, where it need not look like a name; what is said there is direct.
    """
    labels = {c.index: label for c in contexts if (label := _label(c))}
    often = Counter(c.tree.passage.tokens[0].text for c in contexts if c.index in labels)
    for context in contexts:
        colon = labels.get(context.index)
        if colon is None:
            continue
        tokens = context.tree.tokens
        transcript = often[tokens[0].text] > 1
        if transcript or _is_name(context, colon):
            said = (Span(tokens[colon + 1].start, tokens[-1].end),)
            source = (Span(tokens[0].start, tokens[colon - 1].end),)
            yield context.candidate(colon, "transcript" if transcript else "dialogue", Frame("likely", "unknown"), said, source)


def _label(context: Context) -> int | None:
    """Return the index of the colon that ends a speaker's label at the beginning of the paragraph, None if there is none."""
    tokens = context.tree.tokens
    colon = next((t.index for t in tokens[: _NAME_WORDS + 1] if t.text == ":"), None)
    if not colon or colon + 1 == len(tokens) or tokens[colon].end == tokens[colon + 1].start or context.tree.inside[0] >= 0:
        return None
    words = tokens[:colon]
    if any(t.lower in phrases().labels or t.text[0].isdigit() for t in words):
        return None
    return colon if all(t.text[0].isupper() or t.lower in _LINKS for t in words) else None


def _is_name(context: Context, colon: int) -> bool:
    tokens = context.tree.tokens
    return len(tokens) - colon > 3 and any(t.pos in ("PROPN", "NOUN") or t.name for t in tokens[:colon])  # noqa: PLR2004 - words
