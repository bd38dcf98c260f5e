"""The working form of a `Cast` while one section is resolved: members that can be looked up by name, surname, acronym and role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from sayso.model.statement import Speaker
from sayso.resolve.cast.cast import Cast, Member, Role
from sayso.resolve.names.names import PARTICLES, Name, is_acronym

#: Words too common to tell a body by.
_WEAK = frozenset({"the", "of", "and", "for", "a", "an", "in", "on", "to", "at", "de", "la"})
_BINDING = frozenset({"of", "for", "and"})  # no person's name has these
_SUFFIXES = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "iv"})
_SPELLINGS = 0.75  # how alike two first names are that are spellings of one ("Serge", "Sergei")
_KEPT_SPEAKERS = 4
_MAKERS = 2  # publisher and author stand first, and are kept
_RECENT = 50  # how far back an index is looked through for what it may hold already
#: Members that are carried from one section of a long document to the next: those met last. It bounds memory and time.
NAMED_KEPT, DESCRIBED_KEPT = 3000, 200
_TYPES = {"place": "organisation", "people": "group", "": "unknown"}


@dataclass(slots=True)
class Entry:
    """A member being learnt.

    `number` is its place in the roster, `first` the offset of the first full name in this section (-1: none yet), `given` tells
    that it was known before the section began; the other fields are those of `Member`.
    """

    number: int
    name: str
    named: bool = True
    plural: bool = False
    roles: list[Role] = field(default_factory=list)
    told: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    votes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    genders: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    forms: set[str] = field(default_factory=set)
    behalf: Speaker | None = None
    seen: int = 0
    first: int = -1
    given: bool = False
    last: int = -1

    @property
    def kind(self) -> str:
        """What the member is: what words say, else what most labels say."""
        votes = self.told or self.votes
        if len(votes) == 1:
            return next(iter(votes))
        return max(sorted(votes), key=lambda k: votes[k]) if votes else ""

    @property
    def gender(self) -> str:
        """The gender that more witnesses tell, "" where none or as many tell the other."""
        m, f = self.genders.get("m", 0), self.genders.get("f", 0)
        return "" if m == f else "m" if m > f else "f"

    @property
    def speaker(self) -> Speaker:
        """The member as a statement's speaker."""
        kind = self.kind
        return Speaker(self.name, "group" if self.plural else _TYPES.get(kind, kind))


class Roster:
    """Members by number and by what they may be called."""

    def __init__(self, cast: Cast) -> None:
        self.entries: list[Entry] = []
        self.speakers = list(cast.speakers)
        self.holders = dict(cast.holders)
        self._names: dict[str, int] = {}
        self._surnames: dict[str, list[int]] = defaultdict(list)
        self._firsts: dict[str, list[int]] = defaultdict(list)
        self._nouns: dict[str, list[int]] = defaultdict(list)
        for member in cast.members:
            self._thaw(member)

    def cast(self) -> Cast:
        """Return what was learnt as a value; of a very long document's members, those met last."""
        kept = self._kept()
        number = {entry.number: i for i, entry in enumerate(kept)}
        holders = tuple((form, number[n]) for form, n in sorted(self.holders.items()) if n in number)
        speakers = [number[n] for n in self.speakers[-_KEPT_SPEAKERS:] if n in number]
        return Cast(tuple(_frozen(e) for e in kept), holders, tuple(speakers))

    def add(self, name: str, kind: str = "") -> Entry:
        """Return the member with exactly this name, a new one where there is none; `kind`, where given, is told by words."""
        key = fold(name)
        if key in self._names:
            entry = self.entries[self._names[key]]
        else:
            entry = Entry(len(self.entries), name)
            self.entries.append(entry)
            self.call(entry, name)
        if kind:
            entry.told[kind] += 1
        return entry

    def describe(self, name: str, kind: str, *, plural: bool = False) -> Entry:
        """Return a new member that is known by a description only: it is found by its roles, not by name."""
        entry = Entry(len(self.entries), name, named=False, plural=plural)
        entry.told[kind] += 1
        self.entries.append(entry)
        return entry

    def call(self, entry: Entry, form: str) -> None:
        """Let `entry` be found by `form` too; the first owner of a form keeps it."""
        key = fold(form)
        self._names.setdefault(key, entry.number)
        entry.forms.add(form)
        words = unsuffixed(key.split())
        if len(words) > 1 and not _BINDING & set(words):
            self._file(self._firsts, words[0], entry)
            for surname in surnames(words):
                self._file(self._surnames, surname, entry)

    def learn(self, entry: Entry, role: Role) -> None:
        """Record a role of `entry`."""
        if not any(known.noun == role.noun and known.words == role.words for known in entry.roles):
            entry.roles.append(role)
            self._file(self._nouns, role.noun, entry)

    def exact(self, form: str) -> Entry | None:
        """Return the member called exactly so (case aside)."""
        number = self._names.get(fold(form))
        return None if number is None else self.entries[number]

    def knows(self, form: str) -> bool:
        """Tell whether anybody is called so, by full name or surname."""
        key = fold(form)
        return key in self._names or key in self._surnames

    def named(self, form: str) -> Entry | None:
        """Return the member with this name, or the only one with this surname."""
        found = self.by_surname(form)
        return self.exact(form) or (found[0] if len(found) == 1 else None)

    def by_surname(self, form: str) -> list[Entry]:
        """Return the members with this surname, in the order in which they were met."""
        return [self.entries[i] for i in self._surnames.get(fold(form), ())]

    def by_first_name(self, form: str) -> list[Entry]:
        """Return the members with this first name."""
        return [self.entries[i] for i in self._firsts.get(fold(form), ())]

    def with_nouns(self, nouns: Iterable[str]) -> Iterator[Entry]:
        """Yield the members that have a role under one of `nouns`, each once; for each noun those first who got it last."""
        seen: set[int] = set()
        for noun in nouns:
            for number in reversed(self._nouns.get(noun, ())):
                if number not in seen:
                    seen.add(number)
                    yield self.entries[number]

    def spelling(self, name: str) -> Entry | None:
        """Return the member of whose name this is another spelling: one surname, first names that begin alike."""
        first, _, _ = fold(name).partition(" ")
        for entry in self.by_surname(unsuffixed(fold(name).split())[-1]):
            other = fold(entry.name).split()[0]
            if other[0] == first[0] and SequenceMatcher(None, other, first).ratio() >= _SPELLINGS:
                return entry
        return None

    def _kept(self) -> list[Entry]:
        """Return the members that go on to the next section, in their order: all, up to a limit for each sort."""
        kept = set(range(_MAKERS))
        for named, most in ((True, NAMED_KEPT), (False, DESCRIBED_KEPT)):
            some = [e for e in self.entries if e.named is named]
            kept.update(e.number for e in sorted(some, key=lambda e: (e.last, e.number))[-most:])
        return [e for e in self.entries if e.number in kept]

    def _file(self, index: dict[str, list[int]], key: str, entry: Entry) -> None:
        numbers = index[key]
        if entry.number not in numbers[-_RECENT:]:
            numbers.append(entry.number)

    def _thaw(self, member: Member) -> None:
        entry = Entry(len(self.entries), member.name, member.named, member.plural, behalf=member.behalf)
        entry.seen, entry.last, entry.given = member.seen, member.last, True
        entry.told.update(member.told)
        entry.votes.update(member.votes)
        entry.genders.update(member.gender)
        self.entries.append(entry)
        for form in member.forms:
            self.call(entry, form)
        for role in member.roles:
            self.learn(entry, role)


@lru_cache(maxsize=8192)
def fold(form: str) -> str:
    """Return a name as it is compared: lower case, single spaces, no stops, no "the", no possessive."""
    words = form.casefold().replace(".", "").replace("’", "'").removesuffix("'s").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def unsuffixed(words: list[str]) -> list[str]:
    """Return the words of a person's name without "junior" and the like at the end."""
    return words[:-1] if len(words) > 1 and words[-1].strip(",") in _SUFFIXES else words


def surnames(words: list[str]) -> Iterator[str]:
    """Yield what may stand as the surname in a full name: its last word, and with the particles before it."""
    yield words[-1]
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    if first < len(words) - 1:
        yield " ".join(words[first:])
    if "-" in words[-1] and words[-1].split("-")[0] in PARTICLES:
        yield words[-1].split("-", 1)[1]


def initials(name: str) -> str:
    """Return the acronym that a name gives: the first letters of its words, small ones left out."""
    return "".join(w[0] for w in fold(name).split() if w not in _WEAK)


def defines(acronym: str, name: str) -> bool:
    """Tell whether `acronym` may stand for `name`: its letters are the initials, or begin words of it in order."""
    if not is_acronym(acronym):
        return False
    letters = acronym.replace(".", "").casefold()
    every = "".join(w[0] for w in fold(name).split())
    return letters in {initials(name), every}


def is_person_name(name: Name) -> bool:
    """Tell whether a name may be a person's as far as its own words go."""
    return name.kind in {"person", ""} or (name.kind in {"place", "organisation", "document"} and not name.sure)


def _frozen(entry: Entry) -> Member:
    return Member(
        entry.name,
        entry.kind,
        entry.named,
        entry.plural,
        tuple(entry.roles),
        tuple(sorted(entry.told.items())),
        tuple(sorted(entry.votes.items())),
        tuple(sorted(entry.genders.items())),
        tuple(sorted(entry.forms)),
        entry.behalf,
        entry.seen,
        entry.last,
    )
