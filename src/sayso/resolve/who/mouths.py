"""Through whom somebody speaks: "the governor, *through his press secretary Lidia Amsel*, denied ..."."""

from __future__ import annotations

from sayso.model.annotated import Passage
from sayso.model.span import Span
from sayso.resolve.names.phrases import Phrase, phrase, within
from sayso.resolve.who.walk import Walk

_THROUGH = frozenset({"through", "via"})
_BETWEEN, _BEHIND, _ASIDE = 200, 30, 12  # characters before a cue and behind it, and tokens of the aside


def mouthpiece(walk: Walk, i: int) -> tuple[Phrase, tuple[Span, ...]] | None:
    """Return the person through whom the source of attribution `i` speaks, and the source's words without him.

    None where there is none, or what follows "through" is nobody: "through a loudspeaker".
    """
    attribution, scene = walk.attributions[i], walk.scene
    source, cue = attribution.source, attribution.cue
    number = scene.passage_at(source[0].start)
    if number is None or cue is None:
        return None
    passage = scene.passages[number]
    prep = _preposition(passage, source, cue)
    inside = _aside(passage, prep) if prep is not None else []
    mouth = phrase(passage, number, inside, scene.names[number], scene.text) if inside else None
    if prep is None or mouth is None or not _is_person(mouth):
        return None
    before = passage.tokens[prep - 1].end if prep else source[0].end
    first = Span(source[0].start, before) if source[0].start < before < source[-1].end else source[0]
    return mouth, (first,)


def _preposition(passage: Passage, source: tuple[Span, ...], cue: Span) -> int | None:
    """Return the "through" in a source, between it and the cue, or right behind the cue."""
    first, last = sorted((source[-1].end, cue.start))
    near = (*source, *((Span(first, last),) if first < last <= first + _BETWEEN else ()), Span(cue.end, cue.end + _BEHIND))
    window = within(passage, near)
    here = [k for k in window if passage.tokens[k].sentence == passage.tokens[window[0]].sentence]
    return next((k for k in here if passage.tokens[k].lower in _THROUGH), None)


def _is_person(mouth: Phrase) -> bool:
    noun = mouth.noun
    return noun is not None and noun.type == "person" and (mouth.name is not None or noun.article in {"own", "a"})


def _aside(passage: Passage, prep: int) -> list[int]:
    """Return the tokens behind a preposition up to the end of its aside: a verb or a stop, but for the comma before a name."""
    tokens, found = passage.tokens, []
    for token in tokens[prep + 1 : prep + 1 + _ASIDE]:
        before_name = token.text == "," and token.index + 1 < len(tokens) and tokens[token.index + 1].name == "PERSON"
        if token.pos in {"VERB", "AUX", "SCONJ"} or (token.pos == "PUNCT" and token.text != "-" and not before_name):
            break
        found.append(token.index)
    return found
