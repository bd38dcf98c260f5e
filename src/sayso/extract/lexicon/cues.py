"""Loads cues.toml: which words tell that somebody says something, in which constructions, and how reliably."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

#: The cue kinds of docs/records.md.
KINDS = (
    "says", "writes", "claims", "accuses", "denies", "admits", "asks", "demands", "promises", "warns", "thinks", "shows", "quotes",
    "unknown",
)  # fmt: skip
GRADES = ("weak", "likely", "sure")
CONSTRUCTIONS = (
    "quote",
    "clause",
    "inf",
    "np",
    "np_inf",
    "as",
    "passive",
    "impersonal",
    "raising",
    "copula",
    "figure",
    "np_words",
    "np_ing",
    "np_be",
    "ing",
)


_LEMMA = re.compile(r"[^\W\d]+(?:[-'][^\W\d]+)*")


@dataclass(frozen=True, slots=True)
class Frame:
    """A construction that a cue licenses: how reliable it is and what kind of saying it tells."""

    grade: str
    kind: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word. `frames` are keyed by construction, prepositional ones by `pp:` and the preposition; `kinds` holds all its kinds."""

    lemma: str
    frames: Mapping[str, Frame]
    kinds: tuple[str, ...]

    def frame(self, construction: str) -> Frame | None:
        """Return the frame of a construction, None where the cue does not license it."""
        return self.frames.get(construction)


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue lexicon by part of speech; `phrases` maps a verb to the particles or objects that make another cue of it."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    phrases: Mapping[str, frozenset[str]]


@cache
def cues() -> Cues:
    """Return the cue lexicon of cues.toml."""
    return parse(resources.files(__package__).joinpath("cues.toml").read_text("utf-8"))


def parse(toml: str) -> Cues:
    """Return the lexicon written in `toml`; ValueError names the first entry that breaks the rules of its header."""
    data = tomllib.loads(toml)
    verbs, nouns, adjectives = (_words(data.get(pos, ())) for pos in ("verbs", "nouns", "adjectives"))
    phrases: dict[str, set[str]] = {}
    for lemma in verbs:
        verb, _, rest = lemma.partition("_")
        if rest:
            phrases.setdefault(verb, set()).add(rest)
    return Cues(verbs, nouns, adjectives, {verb: frozenset(rest) for verb, rest in phrases.items()})


def _words(classes: Iterable[Mapping[str, Any]]) -> dict[str, Cue]:
    found: dict[str, dict[str, Frame]] = {}
    kinds: dict[str, list[str]] = {}
    for entry in classes:
        frames = dict(_frames(entry))
        for lemma in entry["lemmas"].split():
            if not _LEMMA.fullmatch(lemma):
                msg = f"cues.toml: {lemma!r} is no lemma; is a quotation mark missing?"
                raise ValueError(msg)
            known = found.setdefault(lemma, {})
            for construction, frame in frames.items():
                if construction not in known or _rank(frame) > _rank(known[construction]):
                    known[construction] = frame
            kinds.setdefault(lemma, [])
            kinds[lemma] += [entry["kind"]] * (entry["kind"] not in kinds[lemma])
    return {lemma: Cue(lemma, frames, tuple(kinds[lemma])) for lemma, frames in found.items()}


def _frames(entry: Mapping[str, Any]) -> Iterator[tuple[str, Frame]]:
    kind = entry["kind"]
    if kind not in KINDS:
        msg = f"cues.toml: {kind!r} is no cue kind; there are {', '.join(KINDS)}"
        raise ValueError(msg)
    for key, value in entry.items():
        if key in ("kind", "lemmas"):
            continue
        grades = {f"pp:{p}": g for p, g in value.items()} if key == "pp" else {key: value}
        if key not in CONSTRUCTIONS and key != "pp":
            msg = f"cues.toml: {key!r} is no construction; there are pp, {', '.join(CONSTRUCTIONS)}"
            raise ValueError(msg)
        for construction, grade in grades.items():
            if grade not in GRADES:
                msg = f"cues.toml: {grade!r} is no grade; there are {', '.join(GRADES)}"
                raise ValueError(msg)
            yield construction, Frame(grade, kind)


def _rank(frame: Frame) -> int:
    return GRADES.index(frame.grade)
