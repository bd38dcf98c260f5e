"""Names that ran together: "general director of the Institute of Border Studies Serge Markell", "the consul of Drusk Ilen Varo".

What stands alone elsewhere in the section tells where one name ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.model.annotated import Passage, Token
from sayso.resolve.names.names import Name, is_title, shown
from sayso.resolve.tables import role_nouns, singular

_FULL_NAME = 2  # words in a person's full name
_OF_STATES = frozenset({"diplomat", "head of state", "head of government", "politician"})


def parted(found: Sequence[Sequence[Name]], passages: Sequence[Passage], text: str) -> list[tuple[Name, ...]]:
    """Return the names of each passage, those parted that ran together."""
    alone = [name for each in found for name in each if name.last - name.first == 1]
    people = {name.text for name in alone if name.kind not in {"place", "people"}}
    places = {name.text for name in alone if name.kind != "person"}
    return [
        tuple(part for name in each for part in _parts(name, passage, (people, places), text))
        for each, passage in zip(found, passages, strict=True)
    ]


def _parts(name: Name, passage: Passage, alone: tuple[set[str], set[str]], text: str) -> Iterator[Name]:
    people, places = alone
    if name.last - name.first <= _FULL_NAME:
        yield name
    elif _ends_with_person(name, passage, people):
        cut = name.last - _FULL_NAME
        yield _piece(name, passage, (name.first, cut), text)
        yield replace(_piece(name, passage, (cut, name.last), text), kind="person", sure=False, noun="", title=(), before=cut)
    elif _begins_with_place(name, passage, places):
        person = _piece(name, passage, (name.first + 1, name.last), text)
        yield replace(person, kind="person", sure=False, before=name.first + 1, noun="", title=())
    else:
        yield name


def _ends_with_person(name: Name, passage: Passage, people: set[str]) -> bool:
    """Tell whether a body's name swallowed the person after it: "the Institute of Border Studies *Serge Markell*"."""
    first, last = passage.tokens[name.last - _FULL_NAME], passage.tokens[name.last - 1]
    fits = name.kind == "organisation" and name.last - name.first > _FULL_NAME + 1
    return fits and first.text[0].isupper() and last.text in people


def _begins_with_place(name: Name, passage: Passage, places: set[str]) -> bool:
    """Tell whether a person's name swallowed the place before it: "the consul of *Drusk* Ilen Varo"."""
    tokens, first = passage.tokens, name.first
    if first < _FULL_NAME or name.sure or tokens[first + 1].text == "-" or tokens[first - 1].lower not in {"of", "in", "for", "to"}:
        return False
    if name.kind == "person":
        return tokens[first].text in places or is_title(tokens[first - 2])
    return name.last - first == _FULL_NAME + 1 and _is_of_a_state(tokens[first - 2])


def _is_of_a_state(token: Token) -> bool:
    """Tell whether a role noun is one held for a state: "consul", "president"."""
    noun = singular(token.lower, token.lemma)
    return noun is not None and bool(role_nouns()[noun].broader & _OF_STATES)


def _piece(name: Name, passage: Passage, part: tuple[int, int], text: str) -> Name:
    first, last = part
    tokens = passage.tokens
    written = shown(text[tokens[first].start : tokens[last - 1].end])
    head = name.head if first <= name.head < last else last - 1
    return replace(name, text=written, first=first, last=last, head=head)
