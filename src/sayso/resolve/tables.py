"""The word lists of lexicon/ as values: role nouns, words before names, pronouns.

Each list is read once, when first asked for. Words are looked up in lower case, role nouns in the singular.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun that may stand for a name: what it denotes, the broader nouns that may take it up, the gender it tells ("" none)."""

    noun: str
    type: str
    broader: frozenset[str]
    gender: str


@dataclass(frozen=True, slots=True)
class Honorific:
    """A word before a name: the role noun it stands for ("" none) and the gender it tells ("" none)."""

    word: str
    noun: str
    gender: str


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun: `person` 1 to 3, `number` s, p or "", `gender` m, f, n or "", `use` as in pronouns.tsv."""

    form: str
    person: int
    number: str
    gender: str
    use: str


@cache
def role_nouns() -> Mapping[str, RoleNoun]:
    """Return the role nouns by noun, each with everything broader at any remove."""
    rows = {noun: (kind, _several(broader), _or_none(gender)) for noun, kind, broader, gender in _rows("roles.tsv")}
    direct = {noun: row[1] for noun, row in rows.items()}
    return {noun: RoleNoun(noun, kind, _closure(noun, direct), gender) for noun, (kind, _, gender) in rows.items()}


@cache
def honorifics() -> Mapping[str, Honorific]:
    """Return the words that stand before names, by word without its stop."""
    return {word: Honorific(word, _or_none(noun), _or_none(gender)) for word, noun, gender in _rows("honorifics.tsv")}


@cache
def pronouns() -> Mapping[str, Pronoun]:
    """Return the pronouns by form."""
    return {
        form: Pronoun(form, int(person), _or_none(number), _or_none(gender), use)
        for form, person, number, gender, use in _rows("pronouns.tsv")
    }


@cache
def deeds() -> Mapping[str, str]:
    """Return the role noun that a verb tells, by verb."""
    return dict(_pairs("deeds.tsv"))


@cache
def fates() -> Mapping[str, str]:
    """Return the role noun of whoever undergoes what a verb tells, by verb."""
    return dict(_pairs("fates.tsv"))


@cache
def makers() -> Mapping[str, str]:
    """Return the role noun of whoever made a writing, by the writing's noun."""
    return dict(_pairs("makers.tsv"))


@cache
def mastheads() -> frozenset[str]:
    """Return the words that end the name of a newspaper, an agency or a broadcaster."""
    return frozenset(word for (word,) in _rows("mastheads.tsv"))


@cache
def voices() -> frozenset[str]:
    """Return the role nouns for those who speak for a body, not for themselves."""
    return frozenset(noun for (noun,) in _rows("voices.tsv"))


@cache
def bodies() -> frozenset[str]:
    """Return the role nouns by which a body may be taken up whose name does not tell what it is: "the company"."""
    return frozenset(noun for (noun,) in _rows("bodies.tsv"))


@cache
def places() -> frozenset[str]:
    """Return the nouns in front of the name of a place: "village"."""
    return frozenset(noun for (noun,) in _rows("places.tsv"))


@cache
def namesakes() -> frozenset[str]:
    """Return the nouns for what bears a name of its own: "agency", "ship"."""
    return frozenset(noun for (noun,) in _rows("namesakes.tsv"))


@cache
def subordinates() -> frozenset[str]:
    """Return the role nouns for those who work under one person: "deputy"."""
    return frozenset(noun for (noun,) in _rows("subordinates.tsv"))


@cache
def missives() -> frozenset[str]:
    """Return the nouns for writings that somebody sends: "telegram"."""
    return frozenset(noun for (noun,) in _rows("missives.tsv"))


@cache
def own_voices() -> frozenset[str]:
    """Return the role nouns by which a publisher speaks of itself: "this newspaper"."""
    return frozenset(noun for (noun,) in _rows("own_voices.tsv"))


@cache
def given_names() -> frozenset[str]:
    """Return the first names that are also titles, as written: "Dean"."""
    return frozenset(name for (name,) in _rows("given_names.tsv"))


@cache
def pictures() -> frozenset[str]:
    """Return the nouns for writings and pictures of which "of" tells what they are about."""
    return frozenset(noun for (noun,) in _rows("pictures.tsv"))


@lru_cache(maxsize=8192)  # a long text has words without end
def singular(lower: str, lemma: str) -> str | None:
    """Return the role noun that a word is a form of, or None. `lemma` may be wrong: capitals keep the parser from finding it."""
    nouns = role_nouns()
    forms = (lower, lemma.lower(), *_stems(lower))
    return next((form for form in forms if form in nouns), None)


def _stems(word: str) -> Iterator[str]:
    """Yield what a plural may be the plural of."""
    if word.endswith("men"):
        yield word[:-3] + "man"
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _closure(noun: str, direct: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    ahead = [noun]
    while ahead:
        for broader in direct.get(ahead.pop(), ()):
            if broader not in found and broader != noun:
                found.add(broader)
                ahead.append(broader)
    return frozenset(found)


def _rows(name: str) -> Iterator[list[str]]:
    text = resources.files("sayso.resolve.lexicon").joinpath(name).read_text("utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _pairs(name: str) -> Iterator[tuple[str, str]]:
    yield from ((verb, noun) for verb, noun in _rows(name))


def _several(cell: str) -> frozenset[str]:
    return frozenset() if cell == "-" else frozenset(cell.split(","))


def _or_none(cell: str) -> str:
    return "" if cell == "-" else cell
