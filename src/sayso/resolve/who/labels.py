"""Who a label at the beginning of a turn names: "COL. VARN:", "H. Dorvik:", "Speaker A:", "THE WITNESS VIERA SANTOK:".

A label stands outside any sentence, so the parser is no witness: titles fall away, capitals are lowered, an initial with a surname is
whoever of that surname has the initial, and whoever has a turn is a person unless the words or the document name a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from sayso.resolve.cast.cast import Role
from sayso.resolve.cast.roles import fit
from sayso.resolve.cast.roster import Entry, fold
from sayso.resolve.cast.scene import Guess
from sayso.resolve.names.nouns import Noun
from sayso.resolve.tables import honorifics, role_nouns, singular
from sayso.resolve.who.counsel import told_in_label
from sayso.resolve.who.examined import by_letter
from sayso.resolve.who.walk import WRITTEN, Resolution, Walk

_SHORT = 3  # in capitals alone, longer words are words and not letters
_INITIALLED = 2  # words of an initial with a surname
_OFFICE = 2  # words in front of the noun of an office in a headline
_OFFICE_FIT = 0.5
_AHEAD, _AHEAD_SCORE = 14, 0.8  # sightings that are looked at, and how sure the office in a headline is
_LOOKED_AT = 100  # holders of an office that are looked at
_OF = frozenset({"of", "for"})
_ASIDE = re.compile(r"\s*\((?P<name>[^()\n]{2,60})\)")
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "my", "your", "his", "her", "its", "our", "their"})


def by_label(walk: Walk, i: int) -> Resolution | None:
    """Return who has the turn that attribution `i` is; None where it is no turn, or the label is no person's name."""
    examined = by_letter(walk, i)
    if examined is not None or not walk.is_turn(i):
        return examined
    words = " ".join(walk.attributions[i].source[0].of(walk.scene.text).split())
    parts = words.split()
    bare = _untitled(parts)
    if not bare or bare[0].lower() in _OF:
        named = _named_aside(walk, walk.attributions[i].source[-1].end)
        return _office(walk, words) if named is None and walk.converses() else named
    if any(_is_body(part) for part in parts):
        return None
    if not (walk.converses() or len(bare) < len(parts) or words.isupper()):
        return None  # a lone name and a colon is read as names are
    entry = _bearer(walk, words if _is_mere_letter(bare) else " ".join(map(_lowered, bare)))
    if entry is None:
        return None
    if not entry.given:
        entry.told["person"] += 1
    told_in_label(walk, walk.attributions[i].source[-1], entry)
    return Resolution(entry.speaker, entry, WRITTEN, "label")


def _named_aside(walk: Walk, end: int) -> Resolution | None:
    """Return who has an office, where the bracket behind its label tells: "The MINISTER OF SUPPLY (Mrs. Ekhart):"."""
    found = _ASIDE.match(walk.scene.text, end)
    parts = found["name"].split() if found is not None else []
    if len(parts) < _INITIALLED or _bare(parts[0]) not in honorifics():
        return None
    entry = _bearer(walk, " ".join(map(_lowered, _untitled(parts)))) if _untitled(parts) else None
    if entry is None:
        return None
    entry.told["person"] += 1
    return Resolution(entry.speaker, entry, WRITTEN, "label")


def _office(walk: Walk, words: str) -> Resolution:
    """Return who has the turns of an office: the only one named who holds it, or the office as written, the same for each turn."""
    roster = walk.scene.roster
    noun = fold(words)
    holders = [e for e in roster.with_nouns([noun]) if _holds(e, noun, ())]
    entry = roster.exact(words) or (holders[0] if len(holders) == 1 else None)
    if entry is None:
        met = (e for e in roster.with_nouns([noun]) if not e.named and not e.plural and fold(e.name) == noun)
        entry = next(met, None) or roster.describe(words, "person")
        entry.name = words
        roster.call(entry, words)
        if noun in role_nouns():
            roster.learn(entry, Role(noun, frozenset(), walk.turns[0][0]))
    return Resolution(entry.speaker, entry, WRITTEN, "label")


def by_headline(walk: Walk, i: int) -> Resolution | None:
    """Return whom the bare office of a headline means: "Minister: no tax on salt", above a text that names him.

    An office without an article stands for somebody whom the reader is about to meet; in a conversation it is a label like others.
    None where the text names nobody of that office, or its words are more than an office.
    """
    words = " ".join(walk.attributions[i].source[0].of(walk.scene.text).split())
    office = None if walk.is_turn(i) and walk.converses() else _bare_office(words)
    if office is None:
        return None
    start, roster = walk.attributions[i].source[0].start, walk.scene.roster
    if any(_holds(e, *office) and walk.scene.last_met(e, start) is not None for e in islice(roster.with_nouns([office[0]]), _LOOKED_AT)):
        return None
    named = (roster.entries[s.entry] for s in walk.scene.after(start, _AHEAD))
    found = next((e for e in named if _holds(e, *office)), None)
    return None if found is None else Resolution(found.speaker, found, _AHEAD_SCORE, "headline")


def named_ahead(walk: Walk, noun: Noun) -> Guess | None:
    """Return whom a title with a capital and "the" means whose holder is only named further on: "the Canon ... Canon Isak Prell"."""
    word = noun.text.rpartition(" ")[2]
    if noun.article != "the" or noun.plural or noun.type != "person" or noun.words or not word[:1].isupper() or word.isupper():
        return None
    named = (walk.scene.roster.entries[s.entry] for s in walk.scene.after(noun.span.start, _AHEAD))
    holders = {e.number: e for e in named if _holds(e, noun.noun, ())}
    return Guess(next(iter(holders.values())), _AHEAD_SCORE, "title") if len(holders) == 1 else None


def _bare_office(words: str) -> tuple[str, Sequence[str]] | None:
    """Return the noun of an office that stands without an article, and the words in front of it; None for other words."""
    if not words or not words[0].isupper():
        return None
    *before, last = words.lower().split()
    if words.lower() in role_nouns():
        noun, before = words.lower(), []
    else:
        noun = last
    if noun not in role_nouns() or role_nouns()[noun].type not in {"person", "organisation"} or len(before) > _OFFICE:
        return None
    if role_nouns()[noun].type == "organisation" and not words.isupper():
        return None  # "Police said": a body, not an office
    return None if before and before[0] in _ARTICLES else (noun, before)


def _holds(entry: Entry, noun: str, beside: Sequence[str]) -> bool:
    """Tell whether a named person holds an office, or a named body is what the noun tells."""
    return entry.named and entry.kind in {"person", "organisation"} and any(fit(noun, beside, role) >= _OFFICE_FIT for role in entry.roles)


def _untitled(parts: Sequence[str]) -> list[str]:
    """Return the words of a label behind its titles."""
    k = 0
    while k < len(parts) and ((not k and len(parts) > 1 and _bare(parts[k]) in _ARTICLES) or _is_title(parts[k])):
        k += 1
    return list(parts[k:])


def _is_title(word: str) -> bool:
    noun = singular(_bare(word), _bare(word))
    return _bare(word) in honorifics() or (noun is not None and role_nouns()[noun].type == "person")


def _is_body(word: str) -> bool:
    noun = singular(_bare(word), _bare(word))
    return noun is not None and role_nouns()[noun].type in {"organisation", "group", "document"}


def _bare(word: str) -> str:
    return word.lower().rstrip(".,")


def _is_mere_letter(bare: Sequence[str]) -> bool:
    """Tell whether only a letter or a number tells the speaker from others: "Speaker A", "Witness 12"."""
    return len(bare) == 1 and (len(bare[0].rstrip(".")) == 1 or bare[0].isdigit())


def _lowered(word: str) -> str:
    """Return a word of a label without the capitals of a transcript; letters ("AB") and initials stay."""
    return word.title() if word.isupper() and len(word.rstrip(".")) > _SHORT else word


def _bearer(walk: Walk, name: str) -> Entry | None:
    """Return the member whom a label names, a new one where nobody is known by it; None where it is known as no person's."""
    roster = walk.scene.roster
    first, _, surname = name.partition(" ")
    known = None
    if len(name.split()) == _INITIALLED and len(first.rstrip(".")) == 1:
        full = [e for e in roster.by_surname(surname) if e.name[0].casefold() == first[0].casefold() and len(_first(e.name)) > 1]
        known = full[0] if len(full) == 1 else None
    known = known or roster.named(name)
    if known is None or " " not in known.name:
        known = _maker(walk, name) or known
    if known is not None and known.given and known.told.get("organisation"):
        return known
    if known is None:
        return roster.add(name)
    if known.name.isupper():
        known.name = name
    return known if known.kind == "person" or not known.told else None


def _maker(walk: Walk, name: str) -> Entry | None:
    """Return the document's publisher where a label is a part of its name: "MOLVA:" in what Radio Molva prints."""
    publisher = walk.scene.annotated.document.publisher
    if not publisher or fold(name) not in fold(publisher).split():
        return None
    return walk.scene.roster.exact(publisher)


def _first(name: str) -> str:
    return name.split(" ", 1)[0].rstrip(".")
