"""For whom somebody speaks: the body behind a spokesman, the ministry behind its bulletin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.model.statement import Attribution, Speaker
from sayso.resolve.cast.roles import by_role, only_body
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Scene
from sayso.resolve.names.names import Name, phrase_noun
from sayso.resolve.names.nouns import Noun, noun_phrase
from sayso.resolve.names.phrases import phrase, within
from sayso.resolve.tables import pictures, pronouns, role_nouns, voices
from sayso.resolve.who.owners import unowned
from sayso.resolve.who.walk import Resolution

_FOR = frozenset({"for", "of", "by", "from", "at", "with"})
#: Words that begin an aside on whose behalf somebody speaks, and the participles before the sentence.
_ASIDE = frozenset({"for", "speaking", "on", "of"})
_SPEAKING = frozenset({"speaking", "acting", "answering"})
#: Bodies whose speaker is no spokesman.
_HOUSES = frozenset(
    {"parliament", "assembly", "house", "chamber", "senate", "council", "congress", "legislature", "house of representatives"}
)
#: Who speaks for a body, whether or not it is named beside.
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson", "press secretary", "press officer"})
_BODIES, _BODY_REACH = 8, 2  # sightings and sentences back in which such a body is looked for
_TOPIC = 8  # tokens of whom a spokesman interrupts
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "ADP", "PART"})
_NUMBERING = 4  # tokens of "No. 214"
_FROM = frozenset({"by", "from"})


def behalf(scene: Scene, attribution: Attribution, found: Resolution) -> Speaker | None:
    """Return for whom the speaker of an attribution speaks, None where nothing says so; remembered with the speaker."""
    entry = found.entry
    ways = (
        _told_beside(scene, found),
        _of_number(scene, found),
        _of_words(scene, attribution.on_behalf_of),
        _of_phrase(scene, found),
        _of_title(scene, found),
        _of_topic(scene, attribution, found),
        _of_last_body(scene, found),
    )
    told = next((one for one in ways if one is not None and one.name not in {None, found.speaker.name}), None)
    if told is None and entry is not None:
        told = entry.behalf
    if told is not None and (told.name is None or told.name.split()[-1:] == (found.speaker.name or "").split()):
        return None  # its own agent is for nobody
    if told is not None and told.name == found.speaker.name:
        return None
    if entry is not None and told is not None and (found.speaker.type in {"person", "document"} or _is_voice(entry)):
        entry.behalf = told
    return told


def _is_voice(entry: Entry) -> bool:
    """Tell whether a body is but another's voice: a press service."""
    return any(role.noun in voices() for role in entry.roles)


def _of_last_body(scene: Scene, found: Resolution) -> Speaker | None:
    """Return the body that did or said something just before, for a spokesman of nobody named: "*Spokeswoman* Ida Krantz said"."""
    noun = found.phrase.noun if found.phrase is not None else None
    if noun is None or noun.noun not in _SPOKESPERSONS or noun.words or noun.owner is not None:
        return None
    if found.entry is not None and found.entry.behalf is not None:
        return None
    start = found.phrase.start if found.phrase is not None else noun.span.start
    here = scene.sentence_at(start)
    entries = scene.roster.entries
    near = [s for s in scene.before(start, _BODIES) if here - s.sentence <= _BODY_REACH and s.subject]
    bodies = {s.entry for s in near if entries[s.entry].kind == "organisation" and not entries[s.entry].given}
    return entries[next(iter(bodies))].speaker if len(bodies) == 1 else None


def _of_words(scene: Scene, spans: tuple[Span, ...]) -> Speaker | None:
    if not spans:
        return None
    number = scene.passage_at(spans[0].start)
    inside = within(scene.passages[number], spans) if number is not None else []
    if number is None or not inside:
        return None
    if (whole := _described_body(scene, number, inside)) is not None:
        return whole
    found = phrase(scene.passages[number], number, inside, scene.names[number], scene.text)
    return _speaker(scene, number, found.at.index) if found is not None else None


def _described_body(scene: Scene, number: int, inside: list[int]) -> Speaker | None:
    """Return the body whose noun ends the words, and stands in no name: "Druskan army" in "a Druskan army spokeswoman"."""
    tokens, last = scene.passages[number].tokens, inside[-1]
    noun = phrase_noun(tokens, last)
    if not noun or role_nouns()[noun].type != "organisation" or tokens[last].dep != "compound":
        return None
    if any(name.first <= last < name.last for name in scene.names[number]):
        return None
    words = " ".join(scene.text[tokens[inside[0]].start : tokens[last].end].split()).removeprefix("the ").removeprefix("a ")
    known = scene.roster.named(words)
    return known.speaker if known is not None else Speaker(words, "organisation")


def _of_phrase(scene: Scene, found: Resolution) -> Speaker | None:
    """Return the body that the source's own words name: "the ministry's spokesman", "a report by Lantern"."""
    if found.phrase is None or found.phrase.noun is None:
        return None
    noun = found.phrase.noun
    if noun.noun not in voices() and noun.type != "document" and not _is_speaker_for(scene, found.phrase.passage, noun):
        return None
    passage = scene.passages[found.phrase.passage]
    apposed = (n for n in scene.names[found.phrase.passage] if _is_apposed(passage, n, noun))
    for i in (*(n.head for n in apposed), *_bodies(passage, noun, found.phrase.name.first if found.phrase.name else None)):
        told = _speaker(scene, found.phrase.passage, i)
        if told is not None and told.name != found.speaker.name and (told.type != "unknown" or noun.noun in voices()):
            return told if told.type != "unknown" else replace(told, type="organisation")
    return None


def _is_speaker_for(scene: Scene, number: int, noun: Noun) -> bool:
    """Tell whether "speaker" is a translated spokesman: "the speaker of the joint staff", not of a parliament."""
    if noun.noun != "speaker":
        return False
    tokens = scene.passages[number].tokens
    behind = (phrase_noun(tokens, i) for i in range(noun.head + 1, min(noun.head + _TOPIC, len(tokens))))
    body = next((n for n in behind if n and role_nouns()[n].type in {"organisation", "group"}), "")
    return bool(body) and body not in _HOUSES and not role_nouns()[body].broader & _HOUSES


def _of_number(scene: Scene, found: Resolution) -> Speaker | None:
    """Return the body behind the number of a document: "Bulletin No. 214 of the General Staff"."""
    if found.phrase is None or found.speaker.type != "document":
        return None
    tokens = scene.passages[found.phrase.passage].tokens
    i = found.phrase.at.index + 1
    while (
        i < len(tokens)
        and i - found.phrase.at.index <= _NUMBERING
        and (tokens[i].text[0].isdigit() or tokens[i].lower in {"no", "nos", ".", "no."})
    ):
        i += 1
    if i + 1 >= len(tokens) or not tokens[i - 1].text[0].isdigit() or tokens[i].lower not in {"of", "by", "from"}:
        return None
    return _after_for(scene, found.phrase.passage, i + 1)


def _of_title(scene: Scene, found: Resolution) -> Speaker | None:
    """Return the body named in a title of several parts: "army spokesman Captain Leo Farkas"."""
    name = found.phrase.name if found.phrase is not None else None
    if found.phrase is None or name is None:
        return None
    tokens = scene.passages[found.phrase.passage].tokens
    for i in range(name.before, name.first):
        noun = phrase_noun(tokens, i)
        first = i - len(noun.split()) + 1
        if noun in voices() and first > 0 and _in_front(tokens, first - 1, i):
            return _body(scene, found.phrase.passage, first - 1)
    return None


def _of_topic(scene: Scene, attribution: Attribution, found: Resolution) -> Speaker | None:
    """Return whom a bare spokeswoman interrupts: "*The Foreign Secretary*, a spokeswoman said, has read it"."""
    noun = found.phrase.noun if found.phrase is not None and found.phrase.name is None else None
    if noun is None or noun.noun not in voices() or noun.words or noun.article != "a" or not attribution.source:
        return None
    topic, start = attribution.content[0], attribution.source[0].start
    number = scene.passage_at(topic.start)
    if number is None or not topic.end < start or scene.text[topic.end : start].strip() != ",":
        return None
    tokens = scene.passages[number].tokens
    inside = within(scene.passages[number], [topic])
    if not inside or len(inside) > _TOPIC or any(tokens[k].pos not in _NOMINAL for k in inside):
        return None
    named = phrase(scene.passages[number], number, inside, scene.names[number], scene.text)
    told = None if named is None else _speaker(scene, number, named.at.index) or _body(scene, number, named.at.index)
    words = " ".join(topic.of(scene.text).split())
    return told if told is not None or words[:4].lower() != "the " else Speaker(words[4:], "unknown")


def _told_beside(scene: Scene, found: Resolution) -> Speaker | None:
    """Return the body told in an aside: "Mrs Aldous, for the Red Lantern Society,", "Speaking for the cabinet, Ivo Lang ..."."""
    if found.phrase is None or found.phrase.name is None or found.speaker.type != "person":
        return None
    passage, name = scene.passages[found.phrase.passage], found.phrase.name
    tokens = passage.tokens
    after = name.last
    if after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].lower in _ASIDE - {"of"}:
        return _after_for(scene, found.phrase.passage, after + 1)
    first = passage.sentences[found.phrase.at.sentence].first
    speaking = (i for i in range(first, max(name.before - 1, first)) if tokens[i].lower in _SPEAKING)
    return next((told for i in speaking if (told := _after_for(scene, found.phrase.passage, i + 1)) is not None), None)


def _after_for(scene: Scene, number: int, i: int) -> Speaker | None:
    """Return the body after "for", "speaking for" or "on behalf of" that begins at token `i`."""
    tokens = scene.passages[number].tokens
    while i < len(tokens) and tokens[i].lower in {*_ASIDE, "behalf"}:
        i += 1
    if i >= len(tokens) or tokens[i - 1].lower not in {"for", "of", "by", "from"}:
        return None
    last = i
    while last < len(tokens) and tokens[last].pos in {"DET", "ADJ", "NOUN", "PROPN"}:
        last += 1
    words = " ".join(scene.text[tokens[i].start : tokens[last - 1].end].split()) if last > i else ""
    return _body(scene, number, last - 1, words.removeprefix("the ")) if words else None


def _body(scene: Scene, number: int, i: int, described: str = "") -> Speaker | None:
    """Return the body that the token `i` names by itself, whatever stands in apposition to it; as written where it is not known."""
    tokens = scene.passages[number].tokens
    for name in scene.names[number]:
        if name.first <= i < name.last:
            entry = scene.bearers.get((number, name.first))
            return scene.roster.entries[entry].speaker if entry is not None else None
    noun = phrase_noun(tokens, i)
    kind = role_nouns()[noun].type if noun else ""
    if kind not in {"organisation", "group", "person"}:
        return Speaker(described, "group" if tokens[i].tag == "NNS" else "unknown") if described else None
    end = i + 1
    while end + 1 < len(tokens) and tokens[end].lower == "of" and tokens[end + 1].pos in {"PROPN", "NOUN"}:
        end += 2
    words = scene.text[tokens[i].start : tokens[end - 1].end]
    if end == i + 1 and described.endswith(tokens[i].text) and described[:1].isupper():
        words = described  # "the Military Governor"
    known = scene.roster.named(words)
    return known.speaker if known is not None else Speaker(words, kind)


def _is_apposed(passage: Passage, name: Name, noun: Noun) -> bool:
    """Tell whether the parser hung a person's name on a paper: "a study by a sociologist, Mihal Dmitrov"."""
    head = passage.tokens[name.head]
    return noun.type == "document" and name.kind == "person" and head.dep == "appos" and head.head == noun.head


def _bodies(passage: Passage, noun: Noun, name: int | None) -> Iterator[int]:
    """Yield the tokens that may head the name of the body: possessor, "of ...", and words in front."""
    tokens, children = passage.tokens, passage.children
    if noun.owner is not None:
        yield noun.owner
    for prep in children[noun.head]:
        if noun.noun == "agent":
            break  # "an agent at the port" is not the port's
        if tokens[prep].dep in {"prep", "agent"} and tokens[prep].lower in _binding(noun):
            yield from (c for c in children[prep] if tokens[c].dep == "pobj")
            if tokens[prep].lower == "of":
                yield from _right_behind(tokens, prep)
        elif tokens[prep].dep == "acl" and noun.type == "document":  # "a log kept by the brigade"
            yield from (c for by in children[prep] if tokens[by].lower == "by" for c in children[by] if tokens[c].dep == "pobj")
    first = noun.head - len(noun.noun.split()) + 1
    bare = noun.type == "document" and phrase_noun(tokens, first - 1)  # "agency reports" are no one's
    if first > 0 and not bare and noun.noun != "agent" and _in_front(tokens, first - 1, noun.head if name is None else name):
        yield first - 1


def _binding(noun: Noun) -> frozenset[str]:
    """Return the prepositions behind a noun that lead to whose voice or work it is: a legation is at its seat, not for it."""
    if noun.noun in pictures():
        return _FROM
    return _FOR - {"at"} if noun.type == "organisation" else _FOR


def _right_behind(tokens: tuple[Token, ...], prep: int) -> Iterator[int]:
    """Yield the common noun right behind "of", whatever the parser hung it on: "the press-service of the *command* “Steppe”"."""
    i = prep + 1
    while i < len(tokens) and tokens[i].pos in {"DET", "ADJ", "NOUN"} and not tokens[i].text[0].isupper():
        i += 1
    if i > prep + 1 and tokens[i - 1].pos == "NOUN":
        yield i - 1


def _end(tokens: tuple[Token, ...], i: int) -> int:
    """Return where a body's description ends behind its noun: "of ..." belongs to it, "at noon" does not."""
    return next((k for k in range(i + 1, len(tokens)) if tokens[k].pos == "ADP" and tokens[k].lower not in {"of", "for"}), len(tokens))


def _in_front(tokens: tuple[Token, ...], i: int, limit: int) -> bool:
    return tokens[i].pos in {"PROPN", "NOUN"} and tokens[i].sentence == tokens[limit].sentence


def _speaker(scene: Scene, number: int, i: int) -> Speaker | None:
    """Return who the token `i` of a passage names: by name, by pronoun only if nothing else is there, by role, or as written."""
    passage = scene.passages[number]
    for name in scene.names[number]:
        head = passage.tokens[name.head]
        if (name.first if name.kind == "person" else name.before) <= i < name.last or (
            head.dep == "appos" and head.head == i and name.kind == "person"
        ):
            entry = scene.bearers.get((number, name.first))
            return scene.roster.entries[entry].speaker if entry is not None else None
    if passage.tokens[i].lower in pronouns():
        return None
    noun = noun_phrase(passage, i, scene.text, _end(passage.tokens, i))
    if noun.type not in {"organisation", "group", "person"}:
        return None
    definite = noun.article == "the" or passage.tokens[i].dep == "compound"  # "a company spokeswoman" is the company's
    guess = by_role(scene, noun, noun.span.start) or only_body(scene, replace(noun, article="the")) if definite else None
    if guess is not None and guess.entry is not None:
        return guess.entry.speaker
    shown = noun.shown if noun.owner is None else unowned(noun, passage.tokens[noun.owner])
    return Speaker(shown.removeprefix("the ") if noun.words else shown, "group" if noun.plural else noun.type)
