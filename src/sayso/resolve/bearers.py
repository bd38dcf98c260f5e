"""Whose name it is: a full name, a surname, a first name, an acronym or a part of a body's name → a member of the cast."""

from __future__ import annotations

from sayso.resolve.names import Name, is_acronym
from sayso.resolve.roles import fit
from sayso.resolve.roster import Entry, Roster, defines, fold, is_person_name
from sayso.resolve.scene import Guess
from sayso.resolve.tables import role_nouns, singular

_EXACT, _SURNAME, _FIRST_NAME, _PART = 1.0, 0.95, 0.7, 0.8
_AMBIGUOUS = 0.4
_LABEL, _WORDS = 1.0, 3.0  # weight of a witness for a kind: a label of the parser, a title or a noun in the name


def bearer(roster: Roster, name: Name, title: frozenset[str] = frozenset()) -> Guess:
    """Return the member that bears `name`; a new member where nobody does, none where several do and `title` does not tell."""
    known = roster.exact(name.text)
    single = " " not in name.text
    guess = _by_part(roster, name, title) if single and is_person_name(name) else None
    if guess is None and known is None and not single:
        guess = _by_full_name(roster, name)
    if guess is None:
        guess = Guess(known or _new(roster, name), _EXACT, "name")
    if guess.entry is not None:
        witness(guess.entry, name)
    return guess


def witness(entry: Entry, name: Name) -> None:
    """Count what one occurrence of a name says of its bearer."""
    if name.kind:
        entry.votes[name.kind] += _WORDS if name.sure else _LABEL
    if name.gender:
        entry.genders[name.gender] += _WORDS


def own_noun(name: str) -> tuple[str, frozenset[str]] | None:
    """Return the noun inside a body's name and its other words: "Druskan Defence Ministry" → ministry, {druskan, defence}."""
    words = fold(name).split()
    nouns = [(w, n) for w in words if (n := singular(w, w)) is not None and role_nouns()[n].type != "person"]
    if not nouns:
        return None
    word, noun = nouns[0] if words[0] == nouns[0][0] else nouns[-1]
    return noun, frozenset(words) - {word, "of", "the", "and", "for"}


def _by_part(roster: Roster, name: Name, title: frozenset[str]) -> Guess | None:
    """Return whose surname, or else first name, a single word is."""
    for found, score, rule in (
        (roster.by_surname(name.text), _SURNAME, "surname"),
        (roster.by_first_name(name.text), _FIRST_NAME, "first name"),
    ):
        people = [e for e in found if e.kind in {"person", ""} or (e.kind == "place" and name.kind == "person")]
        if len(people) > 1 and (told := [e for e in people if _has_title(e, name, title)]):
            people = told
        if len(people) == 1:
            return Guess(people[0], score, rule)
        if people and rule == "surname":
            return Guess(None, _AMBIGUOUS, "surname of several")
    return None


def _has_title(entry: Entry, name: Name, title: frozenset[str]) -> bool:
    if name.gender and entry.gender and name.gender != entry.gender:
        return False
    wanted = ({name.noun} if name.noun else set()) | title
    return any(fit(noun, frozenset(), role) > 0 for noun in wanted for role in entry.roles) or bool(
        name.gender and name.gender == entry.gender and not wanted
    )


def _by_full_name(roster: Roster, name: Name) -> Guess | None:
    """Return the member of whose full name this is a longer, shorter or other spelling."""
    if not is_person_name(name):
        return None
    words = fold(name.text).split()
    for entry in roster.by_surname(words[-1]):
        if fold(entry.name).split()[0] == words[0] and entry.kind in {"person", ""}:
            roster.call(entry, name.text)
            return Guess(entry, _EXACT, "name")
    entry = roster.spelling(name.text) if name.kind == "person" else None
    if entry is None or entry.kind != "person":
        return None
    roster.call(entry, name.text)
    return Guess(entry, _PART, "spelling")


def _new(roster: Roster, name: Name) -> Entry:
    return roster.add(name.text, name.kind, 0.0)


def acronym(roster: Roster, short: str, entry: Entry) -> bool:
    """Let `entry` be called by `short` if that is its acronym; tell whether it is."""
    if not is_acronym(short) or not defines(short, entry.name):
        return False
    roster.call(entry, short)
    return True
