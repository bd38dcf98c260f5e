"""Who has been named so far in a document: the value that goes from one section of it to the next."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.statement import Speaker


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was called beside a name: the role noun, the other words that tell which, and where it was learnt.

    `start` is the offset of the words in the document's text.
    """

    noun: str
    words: frozenset[str]
    start: int


@dataclass(frozen=True, slots=True)
class Member:
    """A person, organisation, group or written source of the document.

    `name` is the fullest form met; `kind` is person, organisation, place (a state or town that speaks for its government), people,
    group, document or "" (not told); `named` is false for one known by a description only ("a spokesman for the army").
    `told` are the witnesses for each kind from words (a title, a noun in the name), `votes` those from the parser's labels,
    `gender` the witnesses for m, f (title, pronoun agreement); `forms` are the other forms of the name, `behalf` whom the member
    speaks for, `seen` how often the full name was met, and `last` the offset where the member was last met.
    """

    name: str
    kind: str
    named: bool
    plural: bool
    roles: tuple[Role, ...]
    told: tuple[tuple[str, float], ...]
    votes: tuple[tuple[str, float], ...]
    gender: tuple[tuple[str, float], ...]
    forms: tuple[str, ...]
    behalf: Speaker | None
    seen: int
    last: int


@dataclass(frozen=True, slots=True)
class Cast:
    """The members in the order in which they were first met, and the numbers of the last speakers, oldest first.

    `holders` tells whom a surname of several was last used for.
    """

    members: tuple[Member, ...] = ()
    holders: tuple[tuple[str, int], ...] = ()
    speakers: tuple[int, ...] = ()
