"""Sources that are names: one, or several bound by "and", or a word that is known to be somebody's name."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model.annotated import Token
from sayso.model.span import Span
from sayso.model.statement import Speaker
from sayso.resolve.cast.bearers import bearer
from sayso.resolve.cast.cast import Role
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Guess
from sayso.resolve.names.names import Name
from sayso.resolve.names.phrases import Phrase
from sayso.resolve.tables import namesakes, pronouns
from sayso.resolve.who.walk import UNCLEAR, WRITTEN, Resolution, Walk

_BY_ARTICLE = 0.5  # weight of "the" before a lone name as a witness for a body
_UNLABELLED = 0.1  # weight of a name in a speaker's place that no label explains: most such names are people's


def by_name(walk: Walk, found: Phrase, name: Name) -> Resolution:
    """Return the speaker that a name tells, and learn the role that stands beside it."""
    scene = walk.scene
    number = scene.bearers.get((found.passage, name.first))
    if number is not None:
        guess = Guess(scene.roster.entries[number], 1.0, "name")
    else:
        guess = bearer(scene.roster, name, found.start, _title(found))
    if guess.entry is None:
        return Resolution(Speaker(name.text, "person"), None, guess.score, guess.rule, found)
    if name.sure and name.kind:
        guess.entry.told[name.kind] += 1
    _learn(walk, guess.entry, found)
    _of_itself(walk, guess.entry, found)
    return walk.speaks(guess.entry, found, guess.score, guess.rule)


def by_names(walk: Walk, found: Phrase, name: Name) -> Resolution:
    """Return the speaker of names bound by "and": a group of them, in their order."""
    each = [by_name(walk, found, n).speaker.name or n.text for n in (name, *found.others)]
    listed = " and ".join([", ".join(each[:-1]), each[-1]])
    entry = walk.scene.roster.describe(listed, "group", plural=True)
    return walk.speaks(entry, found, WRITTEN, "several")


def by_known_word(walk: Walk, found: Phrase) -> Resolution | None:
    """Return the speaker whose name a word is that the parser took for a common noun or a verb; None where nobody has it."""
    word, noun = found.at.text, found.noun
    if noun is None or not word[0].isupper() or (noun.noun and noun.text != word):
        return None
    if noun.words or noun.article == "a" or noun.text.split()[0].lower() in {"some", "any"}:
        return None  # "two Druskans" are not the Druskans
    entry = walk.scene.roster.named(word)
    return None if entry is None else walk.speaks(entry, found, WRITTEN, "name")


def by_words(walk: Walk, spans: Sequence[Span]) -> Resolution:
    """Return the speaker that words without a noun name: somebody known, or as they stand."""
    words = " ".join(" ".join(s.of(walk.scene.text) for s in spans).split())
    entry = walk.scene.roster.named(words)
    if entry is not None:
        return Resolution(entry.speaker, entry, WRITTEN, "name")
    return Resolution(Speaker(words or None, "unknown"), None, UNCLEAR, "as written")


def _title(found: Phrase) -> frozenset[str]:
    return frozenset({found.noun.noun}) if found.noun and found.noun.noun else frozenset()


def _of_itself(walk: Walk, entry: Entry, found: Phrase) -> None:
    """Let "himself" behind a name tell a person, and the parser's silence on a short name in a speaker's place as much, but weakly."""
    tokens = walk.scene.passages[found.passage].tokens
    last = found.name.last if found.name is not None else found.at.index + 1
    if last < len(tokens) and (pronoun := pronouns().get(tokens[last].lower)) is not None and tokens[last].lower.endswith("self"):
        if pronoun.gender in {"m", "f"}:
            entry.told["person"] += 1
            entry.genders[pronoun.gender] += 1
    elif not entry.kind and found.name is not None and " " not in entry.name and _behind_article(tokens, found.name):
        entry.told["organisation"] += _BY_ARTICLE
    elif not entry.kind and found.name is not None and "of" not in entry.name.split():
        entry.votes["person"] += _UNLABELLED


def _behind_article(tokens: Sequence[Token], name: Name) -> bool:
    """Tell whether "the" stands before a name, or before a word that ends in "official": no person is called so."""
    i = name.before - 1
    if i > 0 and tokens[i].lower.endswith("official"):
        i -= 3 if tokens[i - 1].text == "-" else 1
    return i >= 0 and tokens[i].lower == "the" and name.kind != "people"


def _learn(walk: Walk, entry: Entry, found: Phrase) -> None:
    if found.noun is None or not found.noun.noun:
        return
    walk.scene.roster.learn(entry, Role(found.noun.noun, found.noun.words, found.noun.span.start))
    if "&" in entry.name:
        entry.told["organisation"] += 1
    elif found.noun.type == "person":
        entry.told["person"] += 1
    elif found.noun.noun in namesakes() and found.noun.type == "organisation" and " " not in entry.name:
        entry.told["organisation"] += 1
