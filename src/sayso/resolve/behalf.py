"""For whom somebody speaks: the body behind a spokesman, the ministry behind its bulletin."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.model.statement import Attribution, Speaker
from sayso.resolve.phrases import Noun, noun_phrase, phrase, within
from sayso.resolve.roles import by_role
from sayso.resolve.scene import Scene
from sayso.resolve.tables import pronouns, voices
from sayso.resolve.walk import Resolution

_FOR = frozenset({"for", "of", "by", "from", "at", "with"})


def behalf(scene: Scene, attribution: Attribution, found: Resolution) -> Speaker | None:
    """Return for whom the speaker of an attribution speaks, None where nothing says so; remembered with the speaker."""
    entry = found.entry
    told = _of_words(scene, attribution.on_behalf_of) or _of_phrase(scene, found)
    if told is None and entry is not None:
        told = entry.behalf
    if told is not None and (told.name is None or told.name == found.speaker.name):
        return None
    if entry is not None and told is not None and found.speaker.type in {"person", "document"}:
        entry.behalf = told
    return told


def _of_words(scene: Scene, spans: tuple[Span, ...]) -> Speaker | None:
    if not spans:
        return None
    number = scene.passage_at(spans[0].start)
    inside = within(scene.passages[number], spans) if number is not None else []
    if number is None or not inside:
        return None
    found = phrase(scene.passages[number], number, inside, scene.names[number], scene.text)
    return _speaker(scene, number, found.at.index) if found is not None else None


def _of_phrase(scene: Scene, found: Resolution) -> Speaker | None:
    """Return the body that the source's own words name: "the ministry's spokesman", "a report by Lantern"."""
    if found.phrase is None or found.phrase.noun is None:
        return None
    noun = found.phrase.noun
    if noun.noun not in voices() and noun.type != "document":
        return None
    passage = scene.passages[found.phrase.passage]
    for i in _bodies(passage, noun, found.phrase.name.first if found.phrase.name else None):
        told = _speaker(scene, found.phrase.passage, i)
        if told is not None and told.type != "unknown" and told.name != found.speaker.name:
            return told
    return None


def _bodies(passage: Passage, noun: Noun, name: int | None) -> Iterator[int]:
    """Yield the tokens that may head the name of the body: possessor, "of ...", and words in front."""
    tokens = passage.tokens
    if noun.owner is not None:
        yield noun.owner
    for prep in passage.children[noun.head]:
        if tokens[prep].dep in {"prep", "agent"} and tokens[prep].lower in _FOR:
            yield from (c for c in passage.children[prep] if tokens[c].dep == "pobj")
    first = noun.head - len(noun.noun.split()) + 1
    if first > 0 and _in_front(tokens, first - 1, noun.head if name is None else name):
        yield first - 1


def _in_front(tokens: tuple[Token, ...], i: int, limit: int) -> bool:
    return tokens[i].pos in {"PROPN", "NOUN"} and tokens[i].sentence == tokens[limit].sentence


def _speaker(scene: Scene, number: int, i: int) -> Speaker | None:
    """Return who the token `i` of a passage names: by name, by pronoun only if nothing else is there, by role, or as written."""
    passage = scene.passages[number]
    for name in scene.names[number]:
        if name.before <= i < name.last:
            entry = scene.bearers.get((number, name.first))
            return scene.roster.entries[entry].speaker if entry is not None else None
    if passage.tokens[i].lower in pronouns():
        return None
    noun = noun_phrase(passage, i, scene.text)
    if noun.type not in {"organisation", "group", "person"}:
        return None
    guess = by_role(scene, noun, noun.span.start) if noun.article == "the" else None
    if guess is not None and guess.entry is not None:
        return guess.entry.speaker
    return Speaker(noun.text.removeprefix("the ").removeprefix("The ") if noun.words else noun.text, noun.type)
