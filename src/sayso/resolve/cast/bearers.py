"""Whose name it is: a full name, a surname, a first name, an acronym or a part of a body's name → a member of the cast."""

from __future__ import annotations

from sayso.resolve.cast.roles import fit, same_body
from sayso.resolve.cast.roster import Entry, Roster, defines, fold, is_person_name, unsuffixed
from sayso.resolve.cast.scene import Guess
from sayso.resolve.names.names import Name, is_acronym
from sayso.resolve.tables import role_nouns, singular

_EXACT, _SURNAME, _FIRST_NAME, _PART = 1.0, 0.95, 0.7, 0.8
_AMBIGUOUS = 0.4
#: Weight of a witness for a kind: a label of the parser on the full name, on a part of it, a title or a noun in the name.
_LABEL, _SHORT, _WORDS = 1.0, 0.2, 3.0
#: Words in a body's name that do not tell it from another.
_COMMON = frozenset({"of", "the", "and", "for", "republic", "kingdom", "state"})
_LOOKED_AT = 1000  # members whose initials are looked at
_SHAPE = (2, 3)  # words in a person's full name, as a rule
_ONE_OF, _DOMINANCE = 0.7, 3  # sureness of a surname of several; how many times as often the main bearer is named in full


def bearer(roster: Roster, name: Name, start: int, title: frozenset[str] = frozenset()) -> Guess:
    """Return the member that bears `name` at offset `start`; a new one where nobody does, none where several do alike."""
    known = roster.exact(name.text)
    single = " " not in name.text
    guess = _by_part(roster, name, start, title) if single and is_person_name(name) and not is_acronym(name.text) else None
    if guess is None and single and (known is None or known.given is False) and name.kind not in {"place", "people"}:
        guess = _by_masthead(roster, name, known)
    if guess is None and known is None and is_acronym(name.text):
        guess = _by_initials(roster, name.text)
    if guess is None and known is None and not single:
        guess = _by_full_name(roster, name) or _by_own_noun(roster, name)
    if guess is None:
        guess = Guess(known or _new(roster, name, start), _EXACT, "name")
    if guess.entry is not None:
        witness(guess.entry, name)
    return guess


def witness(entry: Entry, name: Name) -> None:
    """Count what one occurrence of a name says of its bearer."""
    full = " " in name.text
    if name.kind and name.sure:
        entry.told[name.kind] += _WORDS
    elif name.kind:
        entry.votes[name.kind] += _LABEL if full or " " not in entry.name else _SHORT
    entry.seen += full
    if name.gender:
        entry.genders[name.gender] += _WORDS


def own_noun(name: str) -> tuple[str, frozenset[str]] | None:
    """Return the noun inside a body's name and its other words: "Druskan Defence Ministry" → ministry, {druskan, defence}."""
    words = fold(name).split()
    core = words[: words.index("of")] if "of" in words else words
    nouns = [(w, n) for w in core if (n := singular(w, w)) is not None and role_nouns()[n].type != "person"]
    if not nouns:
        return None
    word, noun = nouns[-1]
    return noun, frozenset(words) - {word} - _COMMON


def maker_type(name: str) -> str:
    """Return what a document's author is: an organisation where the name holds such a noun, else a person."""
    return "organisation" if own_noun(name) is not None else "person"


def _by_part(roster: Roster, name: Name, start: int, title: frozenset[str]) -> Guess | None:
    """Return whose surname, or else first name, a single word is."""
    for found, score, rule in (
        (roster.by_surname(name.text), _SURNAME, "surname"),
        (roster.by_first_name(name.text), _FIRST_NAME, "first name"),
    ):
        people = [e for e in found if may_be_person(e) and not (name.gender and e.gender and e.gender != name.gender)]
        if len(people) > 1 and (told := [e for e in people if _has_title(e, name, title)]):
            people = told
        if len(people) == 1:
            people[0].votes["person"] += _LABEL  # bodies are hardly called by their last word
            return Guess(people[0], score, rule)
        if (one := _one_of(roster, f"{name.gender} {fold(name.text)}".strip(), people, start)) is not None:
            return Guess(one, _ONE_OF, rule)
        if people and rule == "surname":
            return Guess(None, _AMBIGUOUS, "surname of several")
    return None


def _by_masthead(roster: Roster, name: Name, known: Entry | None) -> Guess | None:
    """Return the paper, or other body, of whose name this is the last word: "the Mercury" for the Port Vance Mercury."""
    if known is not None and (known.told.get("person") or " " in known.name):
        return None
    bodies = [e for e in roster.by_surname(name.text) if e is not known and e.told.get("organisation") and not e.plural]
    return Guess(bodies[0], _PART, "short name") if len(bodies) == 1 else None


def may_be_person(entry: Entry) -> bool:
    """Tell whether nothing but a label, at most, says that a member is no person."""
    if entry.kind in {"person", ""}:
        return True
    return not entry.told and entry.kind != "people" and len(entry.name.split()) in _SHAPE and entry.name[0].isalpha()


def _one_of(roster: Roster, surname: str, people: list[Entry], start: int) -> Entry | None:
    """Return which bearer of a surname it means: the only one introduced yet, then whom it was used for, else the main one."""
    introduced = [e for e in people if e.first < start]
    held = roster.holders.get(surname)
    if len(introduced) == 1:
        roster.holders[surname] = introduced[0].number
        return introduced[0]
    ranked = sorted(people, key=lambda e: (e.number != held, -e.seen))
    if people and (ranked[0].number == held or ranked[0].seen >= _DOMINANCE * max(e.seen for e in ranked[1:])):
        return ranked[0]
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
    words = unsuffixed(fold(name.text).split())
    for entry in roster.by_surname(words[-1]):
        known = unsuffixed(fold(entry.name).split())
        if (known[0] == words[0] or known[-2:] == words[-2:]) and may_be_person(entry):
            roster.call(entry, name.text)
            if known[-2:] == words and len(known) > len(words) and known[0] != words[0]:
                entry.name = name.text  # the longer form had words of a headline in front
            return Guess(entry, _EXACT, "name")
    alike = roster.spelling(name.text) if name.kind == "person" else None
    if alike is None or alike.kind != "person":
        return None
    roster.call(alike, name.text)
    return Guess(alike, _PART, "spelling")


def _by_own_noun(roster: Roster, name: Name) -> Guess | None:
    """Return the body of which this is another wording: "Druskan Defence Ministry", "Ministry of Defence of Drusk"."""
    own = own_noun(name.text) if name.kind == "organisation" else None
    if own is None or not own[1]:
        return None
    alike = [e for e in roster.with_nouns([own[0]]) if e.named and any(same_body(own, role) for role in e.roles if role.start < 0)]
    same = [e for e in alike if any(len(own[1]) == len(role.words) for role in e.roles if role.start < 0)]
    alike = same if len(same) == 1 else alike
    if len(alike) != 1:
        return None
    roster.call(alike[0], name.text)
    if len(own[1]) > 1 and _is_short(alike[0].name):
        alike[0].name = name.text
    return Guess(alike[0], _PART, "wording")


def _by_initials(roster: Roster, short: str) -> Guess | None:
    """Return the only body whose initials these are: "OPD" for the Orlo Police Department."""
    bodies = [e for e in roster.entries[:_LOOKED_AT] if e.named and " " in e.name and e.told.get("organisation") and defines(short, e.name)]
    if len(bodies) != 1:
        return None
    roster.call(bodies[0], short)
    return Guess(bodies[0], _PART, "acronym")


def _is_short(name: str) -> bool:
    own = own_noun(name)
    return own is not None and len(own[1]) == 1


def _new(roster: Roster, name: Name, start: int) -> Entry:
    entry = roster.add(name.text)
    entry.first = start
    return entry


def acronym(roster: Roster, short: str, entry: Entry) -> bool:
    """Let `entry` be called by `short` if that is its acronym; tell whether it is."""
    if not is_acronym(short) or not defines(short, entry.name):
        return False
    roster.call(entry, short)
    return True
