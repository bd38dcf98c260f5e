"""Written sources that are somebody's, or that a sentence is about: they may speak later, as "it"."""

from __future__ import annotations

from sayso.model.annotated import Token
from sayso.model.statement import Speaker
from sayso.resolve.cast.cast import Role
from sayso.resolve.cast.roles import by_role
from sayso.resolve.cast.roster import Entry
from sayso.resolve.learning.reading import Reading, is_subject
from sayso.resolve.names.nouns import Noun, noun_phrase
from sayso.resolve.tables import makers
from sayso.resolve.who.described import written

_FROM, _BY = frozenset({"by", "from"}), frozenset({"by"})
_SPREAD = frozenset({"share", "post", "publish", "circulate", "upload"})
_CHANNELS = frozenset({"channel", "page", "account", "website", "site", "blog", "feed"})


def read_paper(reading: Reading, token: Token) -> None:
    """Learn of a written source that is somebody's, or that a sentence is about: it may speak later, as "it"."""
    scene = reading.scene
    owner = _owner(reading, token)
    subject = is_subject(reading.passage.tokens, token.index)
    phrase = noun_phrase(reading.passage, token.index, scene.text)
    behind = owner.speaker if owner is not None else _described_owner(reading, phrase, token)
    if behind is None and not (subject and token.tag == "NN"):
        return
    entry = scene.roster.describe(phrase.shown, "document")
    scene.roster.learn(entry, Role(phrase.noun, phrase.words, token.start))
    entry.behalf = behind
    if behind is not None:
        scene.issuers[reading.number, token.index] = behind
    if owner is not None and (maker := makers().get(phrase.noun)) is not None:
        scene.roster.learn(owner, Role(maker, frozenset(), token.start))
    scene.see(entry, token.start, scene.base(reading.number) + token.sentence, subject=subject)


def _described_owner(reading: Reading, paper: Noun, token: Token) -> Speaker | None:
    """Return whose paper it is where no name tells: "the ministry's letter", "a telegram from the railway"."""
    for i in _makers(reading, token):
        owner = noun_phrase(reading.passage, i, reading.scene.text, i + 1 if i == paper.owner else None)
        if owner.type not in {"organisation", "person"} or owner.plural:
            continue
        guess = by_role(reading.scene, owner, owner.span.start) if owner.article == "the" else None
        return guess.entry.speaker if guess is not None and guess.entry is not None else Speaker(written(owner, owner.type), owner.type)
    return None


def _makers(reading: Reading, token: Token) -> list[int]:
    """Return the tokens of who may have made or sent a paper: its possessor, or who stands behind "by", "from", "signed by"."""
    tokens, children = reading.passage.tokens, reading.passage.children
    near = [c for c in children[token.index] if tokens[c].dep == "poss"]
    behind = [c for c in children[token.head] if c == token.index + 1 and token.dep == "dobj"]  # "received a cable *from the office*"
    done = [c for c in children[token.index] if tokens[c].dep == "acl" and tokens[c].tag == "VBN"]
    if token.dep == "nsubj" and tokens[token.head].lemma in _SPREAD:
        done.append(token.head)  # "a post shared on the channel ... claims", read as two verbs
    for prep in (*children[token.index], *behind, *(c for verb in done for c in children[verb])):
        leads = tokens[prep].lower in (_FROM if tokens[prep].head not in done else _BY)
        objects = (c for c in children[prep] if tokens[c].dep == "pobj")
        near += [c for c in objects if leads or (tokens[prep].lower == "on" and tokens[c].lower in _CHANNELS)]
    named = [c for i in near for c in children[i] if tokens[c].dep == "appos" and c in reading.entries]
    return named + near


def _owner(reading: Reading, token: Token) -> Entry | None:
    """Return whose paper it is: "issued a statement", "Varo's memoirs", "a report by Lantern"."""
    tokens, children = reading.passage.tokens, reading.passage.children
    near = _makers(reading, token)
    for prep in children[token.index]:
        if tokens[prep].dep == "prep" and tokens[prep].lower == "of":
            near += [c for c in children[prep] if tokens[c].dep == "pobj"]
    if token.dep == "pobj" and tokens[token.head].lower in {"in", "on"} and tokens[tokens[token.head].head].pos == "VERB":
        near += [c for c in children[tokens[token.head].head] if tokens[c].dep == "nsubj"]
    if token.dep == "dobj":
        near += [c for c in children[token.head] if tokens[c].dep == "nsubj"]
    return next((reading.entries[i] for i in near if i in reading.entries), None)
