"""Names at the end of an office: "the deputy of the minister *Arvo Senn*", "the elder of the village Staraya Luga *Petr Drozd*".

English names the bearer of an office before it or behind a comma; translated prose often hangs the name on the end, where a parser takes it
for the village's or the minister's. It is the name of whoever holds the office that the phrase begins with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.model.annotated import Passage, Token
from sayso.resolve.names.names import Name, is_title, phrase_noun, shown
from sayso.resolve.tables import namesakes, places, role_nouns, singular, subordinates

_FULL_NAME = 2  # words in a person's full name
_LONGEST = 12  # tokens behind "of" that are looked at
_POS = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB", "NUM"})
#: Words that begin the names of places, not of people.
_PLACE_WORDS = frozenset(
    {"new", "old", "north", "south", "east", "west", "upper", "lower", "great", "little", "port", "fort", "saint", "st", "mount", "lake"}
)


@dataclass(frozen=True, slots=True)
class _Ending:
    """An office at token `office`, and behind it the name of a place or a body, `first` to `cut`, and of a person, `cut` to `last`."""

    office: int
    first: int
    cut: int
    last: int


def ended(found: Sequence[Name], passage: Passage, text: str) -> tuple[Name, ...]:
    """Return the names of a passage, with those at the end of an office taken out of what they ran together with."""
    endings = list(_endings(passage.tokens))
    if not endings:
        return tuple(found)
    kept = [n for n in found if not any(n.first < e.last and e.first < n.last for e in endings)]
    for ending in endings:
        kept += _named(passage, ending, text)
    return tuple(sorted(kept, key=lambda n: n.first))


def _endings(tokens: Sequence[Token]) -> Iterator[_Ending]:
    done = 0
    for i in range(1, len(tokens) - _FULL_NAME):
        if i >= done and tokens[i].lower == "of" and _is_office(tokens[i - 1]):
            ending = _ending(tokens, i)
            if ending is not None:
                yield ending
                done = ending.last


def _is_office(token: Token) -> bool:
    """Tell whether a token is a noun for one person by what he is: "deputy", "inhabitant"; not "deputies", not "Mr"."""
    noun = singular(token.lower, token.lemma)
    return noun is not None and role_nouns()[noun].type == "person" and token.tag not in {"NNS", "NNPS"}


def _ending(tokens: Sequence[Token], of: int) -> _Ending | None:
    last = _end(tokens, of)
    first = last
    while first > of + 1 and tokens[first - 1].text[0].isupper() and tokens[first - 1].lower != "the":
        first -= 1
    words = last - first
    if words < _FULL_NAME or is_title(tokens[first]) or tokens[last - 1].name in {"DATE", "CARDINAL"}:
        return None
    person = last - _FULL_NAME
    if not all(t.text.isalpha() or "-" in t.text or "’" in t.text for t in tokens[person:last]) or _is_body(tokens[last - 1]):
        return None
    if first - 1 == of or tokens[first - 1].lower in {"the", "of"}:
        return _Ending(of - 1, person, person, last) if words == _FULL_NAME + 1 and _is_body(tokens[first]) else None
    before = tokens[first - 1].lower
    if before in namesakes() or phrase_noun(tokens, first - 1) in namesakes() or tokens[first].lower in _PLACE_WORDS:
        return None
    if before in places():
        return _Ending(of - 1, first, person, last) if words <= 2 * _FULL_NAME else None
    return _Ending(of - 1, first, first, last) if words <= _FULL_NAME + 1 and _is_under(tokens, first - 1, of - 1) else None


def _end(tokens: Sequence[Token], of: int) -> int:
    """Return where the words behind "of" end: at a stop, a verb in a lower-case word, or any other small word but "of" and "the"."""
    i = of + 1
    while i < min(len(tokens), of + _LONGEST) and tokens[i].sentence == tokens[of].sentence:
        token = tokens[i]
        small = token.lower in {"of", "the"} and not token.text[0].isupper()
        if not small and (token.pos not in _POS or (token.pos == "VERB" and not token.text[0].isupper())):
            break
        i += 1
    return i


def _is_under(tokens: Sequence[Token], i: int, office: int) -> bool:
    """Tell whether a common noun in front of a name is the body of an office, or the office above it: "deputy of the *minister*"."""
    noun = phrase_noun(tokens, i)
    kind = role_nouns()[noun].type if noun and not tokens[i].text[0].isupper() else ""
    return kind in {"organisation", "group"} or (kind == "person" and phrase_noun(tokens, office) in subordinates())


def _is_body(token: Token) -> bool:
    noun = singular(token.lower, token.lemma)
    return noun is not None and role_nouns()[noun].type in {"organisation", "group"}


def _named(passage: Passage, ending: _Ending, text: str) -> Iterator[Name]:
    tokens = passage.tokens
    if ending.first < ending.cut:
        yield _name(tokens, (ending.first, ending.cut), "place", text)
    noun = phrase_noun(tokens, ending.office)
    yield replace(_name(tokens, (ending.cut, ending.last), "person", text), noun=noun, before=ending.office)


def _name(tokens: Sequence[Token], part: tuple[int, int], kind: str, text: str) -> Name:
    first, last = part
    head = next((i for i in range(last - 1, first - 1, -1) if not first <= tokens[i].head < last), last - 1)
    return Name(shown(text[tokens[first].start : tokens[last - 1].end]), first, last, head, kind, sure=True, before=first)
