"""Nouns of saying that a verb of denying has for its object and the parser took for the verb: "rejects claims that ...".

"The mayor rejects claims that the town was warned" becomes, for a parser, rejects that claim; "denied on Monday Ulmen reports that ..."
a Monday Ulmen that reports. A verb of denying, right behind it (but for a time and a name) a noun of saying, and "that" leave one reading.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.model.annotated import Passage, Token

_DENIES = frozenset({"deny", "reject", "dismiss", "refute", "rebut", "dispute", "repudiate"})
_TIMES = frozenset({"DATE", "TIME"})
_REACH = 7
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECT = frozenset({"compound", "nsubj", "nmod", "amod"})


def rejected(passage: Passage, noun: Token, changed: dict[int, Token]) -> None:
    """Put into `changed` what is to be changed where `noun` ("claims") is what a verb of denying in front of it denies."""
    verb = _denial(passage, noun)
    if verb is None or (noun.dep == "dobj" and noun.head == verb.index):
        return
    clause = next((passage.tokens[c] for c in passage.children[noun.index] if c > noun.index and _has_that(passage, c, noun)), None)
    if clause is None:
        return
    _as_verb(passage, verb, noun, changed)
    changed[noun.index] = replace(noun, pos="NOUN", tag="NNS", dep="dobj", head=verb.index)
    changed[clause.index] = replace(clause, dep="acl", head=noun.index)
    for child in (passage.tokens[c] for c in passage.children[noun.index]):
        if child.index > verb.index and child.index not in changed:
            changed[child.index] = replace(child, head=verb.index)
    _between(passage, verb, noun, changed)


def _denial(passage: Passage, noun: Token) -> Token | None:
    """Return the nearest verb of denying in front of the noun with only a time and names in between."""
    for word in reversed(passage.tokens[max(noun.index - _REACH, 0) : noun.index]):
        if word.lemma in _DENIES and word.pos in ("VERB", "NOUN"):
            return word
        if word.tag in _FINITE or (word.pos == "PUNCT" and word.text == ",") or word.dep == "mark":
            return None
    return None


def _has_that(passage: Passage, i: int, noun: Token) -> bool:
    """Tell whether the clause begins with a "that" that stands right behind the noun."""
    after = passage.tokens[min(noun.index + 1, len(passage.tokens) - 1)]
    return after.lower == "that" and after.index in passage.children[i]


def _as_verb(passage: Passage, verb: Token, noun: Token, changed: dict[int, Token]) -> None:
    """Give the denial the noun's place in the sentence, if it hung from it, and make a verb of it if it was taken for a plural."""
    below = verb.head == noun.index
    place = {"dep": noun.dep, "head": verb.index if noun.head == noun.index else noun.head} if below else {}
    tag = "VBZ" if verb.tag == "NNS" else verb.tag
    changed[verb.index] = replace(verb, pos="VERB", tag=tag, **place)  # type: ignore[arg-type]
    if verb.tag == "NNS":
        parts = [c for c in passage.children[verb.index] if c < verb.index and passage.tokens[c].dep in _SUBJECT]
        front = passage.tokens[parts[-1]] if parts else None
        for child in (passage.tokens[c] for c in passage.children[verb.index] if front is not None and c < front.index):
            changed[child.index] = replace(child, head=front.index) if front is not None else child
        if front is not None:
            changed[front.index] = replace(front, dep="nsubj")


def _between(passage: Passage, verb: Token, noun: Token, changed: dict[int, Token]) -> None:
    """Let the time between the two end its own phrase, and the name describe the noun."""
    words = passage.tokens[verb.index + 1 : noun.index]
    times = [t for t in words if t.name in _TIMES and t.dep in ("compound", "nmod", "pobj") and t.pos in ("PROPN", "NOUN")]
    names = [t for t in words if (not times or t.index > times[-1].index) and t.pos in ("PROPN", "NOUN", "ADJ") and t.dep != "npadvmod"]
    for name in names:
        changed[name.index] = replace(name, dep="compound", head=noun.index)
    prep = next((t for t in words if t.dep == "prep"), None)
    if prep is not None and times:
        changed[times[-1].index] = replace(times[-1], dep="pobj", head=prep.index)
