"""Sources that are descriptions: "the diplomat", "a spokesman for the army", "two residents", "the statement"."""

from __future__ import annotations

import re

from sayso.resolve.cast.cast import Role
from sayso.resolve.cast.roles import THRESHOLD, by_role, only_body
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.sameness import same_again
from sayso.resolve.cast.scene import Guess
from sayso.resolve.media import DATE
from sayso.resolve.names.nouns import Noun
from sayso.resolve.names.phrases import Phrase
from sayso.resolve.tables import own_voices, role_nouns, voices
from sayso.resolve.who.counsel import client
from sayso.resolve.who.labels import named_ahead
from sayso.resolve.who.owners import form_with_owner, owner, unowned
from sayso.resolve.who.views import second_person
from sayso.resolve.who.walk import WRITTEN, Resolution, Walk, ancestors

_DATED = re.compile(rf"\s+(?:of|from|for|dated)\s+(?:the\s+)?(?:{DATE.pattern})$")
_COURTESY = frozenset({"honourable", "honorable", "hon", "hon.", "noble", "gallant"})  # by which members call each other
_AGENTS = ("er", "or", "ist", "ian", "ant", "ee")  # endings of nouns for who does something


def by_description(walk: Walk, i: int, found: Phrase, noun: Noun) -> Resolution:
    """Return whom a description takes up; the description itself, as written, where it takes up nobody."""
    scene = walk.scene
    publisher = _publisher(walk, i, noun)
    if publisher is not None:
        return walk.speaks(publisher, found, WRITTEN, "first person")
    other = _member_opposite(walk, i, noun)
    if other is not None and other.entry is not None:
        return walk.speaks(other.entry, found, other.score, "second person")
    guess = by_role(scene, noun, noun.span.start) if noun.article in {"the", ""} and noun.noun else None
    if guess is None:
        guess = only_body(scene, noun)
    if guess is None:
        talking = {e.number for k in ancestors(walk.outer, i) if (e := walk.found[k].entry) is not None}
        guess = same_again(scene, noun, talking)
    guess = guess or named_ahead(walk, noun)
    issuer = _issuer(walk, noun, guess)
    if issuer is None and guess is not None and guess.entry is not None and _takes_up(noun, guess):
        return walk.speaks(_renamed(guess.entry, noun), found, guess.score, guess.rule)
    whose = owner(walk, i, found, noun) if noun.article == "own" else None
    represented = client(walk, i, noun, whose)
    if represented is not None:
        return walk.speaks(represented, found, WRITTEN, "client")
    if whose is not None and whose.entry is not None:
        return _owned(walk, found, noun, whose)
    entry = _described(walk, found, noun)
    entry.behalf = issuer.speaker if issuer is not None else entry.behalf
    return walk.speaks(entry, found, WRITTEN if guess is None else guess.score, "as written")


def _member_opposite(walk: Walk, i: int, noun: Noun) -> Resolution | None:
    """Return the other of a debate of two, whom members call by courtesy: "the honourable lady"."""
    return second_person(walk, i) if _COURTESY & noun.words and noun.article in {"the", "own"} and not noun.plural else None


def _publisher(walk: Walk, i: int, noun: Noun) -> Entry | None:
    """Return the document's publisher, where it speaks of itself: "this newspaper", "our agency", or in a letter to it "your paper"."""
    publisher = walk.scene.annotated.document.publisher
    if not publisher or noun.noun not in own_voices() or noun.text.split()[0].lower() not in {"this", "our", "your"}:
        return None
    quoted = any(walk.attributions[k].mode != "indirect" for k in ancestors(walk.outer, i))
    return None if quoted else walk.scene.roster.exact(publisher)


def _owned(walk: Walk, found: Phrase, noun: Noun, whose: Guess) -> Resolution:
    """Return the speaker that is somebody's: "her mother", when it is known who she is."""
    entry = _described(walk, found, noun)
    if whose.entry is None:
        return walk.speaks(entry, found, WRITTEN, "as written")
    if noun.noun in voices() or entry.kind == "document":
        through = whose.entry.behalf if whose.entry.kind == "document" else None  # "its third report": of whoever issued the second
        entry.behalf = through or whose.entry.speaker
    form = form_with_owner(entry.name, whose.entry.name)
    known = walk.scene.roster.exact(form)
    if known is not None:
        return walk.speaks(known, found, whose.score, "owner")
    walk.scene.roster.call(entry, form)
    return walk.speaks(entry, found, whose.score, "owner")


def _described(walk: Walk, found: Phrase, noun: Noun) -> Entry:
    """Return the member that was met under a description where it stands, or a new one."""
    met = walk.scene.described.get((found.passage, noun.head))
    if met is not None:
        return _longer(walk.scene.roster.entries[met], noun)
    kind = noun.type or ("person" if found.at.lemma.lower().endswith(_AGENTS) else "unknown")
    plural = noun.plural and kind in {"person", "organisation", "group"}
    kind = "group" if plural else kind
    shown = written(noun, kind)
    if noun.owner is not None:
        shown = unowned(noun, walk.scene.passages[found.passage].tokens[noun.owner])
    entry = walk.scene.roster.describe(shown, kind, plural=plural)
    entry.behalf = walk.scene.issuers.get((found.passage, noun.head))
    if noun.noun:
        walk.scene.roster.learn(entry, Role(noun.noun, noun.words, noun.span.start))
        gender = role_nouns()[noun.noun].gender
        if gender and not plural:
            entry.genders[gender] += 1
    return entry


def _longer(entry: Entry, noun: Noun) -> Entry:
    """Return a member met under a part of his description under all of it: "*later* historians"."""
    if not entry.named and noun.plural and noun.owner is None and noun.shown.endswith(f" {entry.name}"):
        entry.name = noun.shown
    return entry


def _takes_up(noun: Noun, guess: Guess) -> bool:
    """Tell whether a phrase may take up a member: without "the" only a title as good as a name ("Colonel"), not "officials"."""
    if guess.entry is None or guess.score < THRESHOLD:
        return False
    return noun.article == "the" or (guess.entry.named and not noun.plural and noun.text[0].isupper() and not noun.words)


def _renamed(entry: Entry, noun: Noun) -> Entry:
    """Return a paper that was only mentioned ("a statement") under the words by which it speaks ("the statement")."""
    if entry.kind == "document" and not entry.named and not any(role.words for role in entry.roles):
        entry.name = noun.shown
    return entry


def _issuer(walk: Walk, noun: Noun, guess: Guess | None) -> Entry | None:
    """Return the speaker just before whose words "the statement" are, where no paper was spoken of since."""
    last = walk.last(noun.span.start, 1)
    if not last or not _is_bare_statement(noun):
        return None
    offset, _, number = last[0]
    entry = walk.scene.roster.entries[number]
    if guess is not None and guess.entry is not None and guess.entry.behalf is not None and noun.noun != "statement":
        return None  # it was told whose it is
    if entry.kind not in {"person", "organisation"} or (noun.noun == "message" and entry.kind == "person"):
        return None
    known = walk.scene.last_met(guess.entry, noun.span.start) if guess and guess.entry else None
    return entry if known is None or known < offset else None


def _is_bare_statement(noun: Noun) -> bool:
    if noun.words or noun.article != "the" or not noun.noun:
        return False
    return noun.noun in {"statement", "message"} or "statement" in role_nouns()[noun.noun].broader


def written(noun: Noun, kind: str) -> str:
    """Return the words as they stand; a body's without "the" where others tell which ("Druskan army"), a text's without its date."""
    if kind == "organisation" and noun.words and noun.article == "the":
        return noun.text.partition(" ")[2]
    if kind == "document" and not noun.plural and noun.shown[1:].partition(" of ")[0].islower():
        return _DATED.sub("", noun.shown)
    return noun.shown
