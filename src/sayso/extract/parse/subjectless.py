"""Verbs that the parser left without their subject, which stands right in front of them, hung on some other word.

"In Tarnow, *a young clerk* said that ..." (read as what Tarnow is), "On Monday *Dr Voss* came in and said ..." (read as one name), "The
clerk rang and told us ..." (read as a noun), "the union *itself* conceded ...".
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DOERS = frozenset({"nsubj", "nsubjpass", "expl", "csubj", "agent"})
_ELSEWHERE = frozenset({"appos", "npadvmod", "pobj"})
_OPENS = frozenset({"DT", "PRP$", "NNP", "CD"})
_ITSELF = frozenset({"itself", "himself", "herself", "themselves"})
_SEASONS = frozenset({"spring", "summer", "autumn", "winter", "day", "night", "morning", "evening", "week", "month", "year"})
_PARTICIPLES = frozenset({"VBN", "VBD"})
_DAYS = frozenset({"DATE", "TIME"})


def subjectless(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Put into `changed` what gives `token` its subject back, where it is a verb without one."""
    if token.lower in _ITSELF:
        _itself(passage, token, changed)
    elif token.dep == "ROOT" and token.tag in _FINITE:
        if not _has(passage, token, _DOERS) and _reports(passage, token):
            _in_front(passage, token, changed)
    elif token.tag == "VBZ" and token.lemma in cues().verbs:
        _last_of_two(passage, token, changed)
    elif token.dep == "ROOT" and token.pos in ("NOUN", "ADV", "ADP"):
        _no_verb(passage, token, changed)


def _itself(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Hang "itself" on the subject in front of it, where it was taken for a second one."""
    before = passage.tokens[token.index - 1] if token.index else token
    if token.dep == before.dep == "nsubj" and token.head == before.head:
        changed[token.index] = replace(token, dep="appos", head=before.index)


def _last_of_two(passage: Passage, verb: Token, changed: dict[int, Token]) -> None:
    """Part what is no pair, for the verb is in the singular: "she was not there that spring and *her journal* gives it"."""
    every = [passage.tokens[c] for c in passage.children[verb.index] if passage.tokens[c].dep == "nsubj" and c < verb.index]
    noun = every[-1] if every else None
    beside = [passage.tokens[c] for c in passage.children[noun.index] if c < verb.index] if noun is not None else []
    other = next((t for t in beside[::-1] if t.dep == "conj" and t.tag in ("NN", "NNP")), None)
    if (
        noun is None
        or other is None
        or (noun.name not in _DAYS and noun.lower not in _SEASONS)
        or not any(t.lower == "and" for t in beside)
    ):
        return
    changed[other.index] = replace(other, dep="nsubj", head=verb.index)
    changed[noun.index] = replace(noun, dep="npadvmod")


def _reports(passage: Passage, verb: Token) -> bool:
    """Tell whether the verb, or one bound to it by "and", is one of saying."""
    bound = (passage.tokens[c] for c in passage.children[verb.index] if passage.tokens[c].dep == "conj")
    return any(t.lemma in cues().verbs for t in (verb, *bound))


def _in_front(passage: Passage, verb: Token, changed: dict[int, Token]) -> None:
    """Make the noun phrase that ends in front of the verb its subject."""
    last = _before(passage, verb)
    noun = last
    while noun is not None and noun.dep not in _ELSEWHERE and verb.index > noun.head != noun.index:
        noun = passage.tokens[noun.head]
    if noun is None or noun.dep not in _ELSEWHERE or noun.pos not in ("NOUN", "PROPN") or noun.index > verb.index:
        return
    if noun.dep == "pobj" and not _has_other_object(passage, noun):
        _after_day(passage, noun, verb, changed)
    elif passage.tokens[_first(passage, noun)].tag in _OPENS and _opens_sentence(passage, noun, verb):
        changed[noun.index] = replace(noun, dep="nsubj", head=verb.index)


def _before(passage: Passage, verb: Token) -> Token | None:
    """Return the last word in front of the verb, adverbs and what is set off by commas left out."""
    i = verb.index - 1
    while i >= 0 and (passage.tokens[i].pos == "ADV" or passage.tokens[i].dep == "aux"):
        i -= 1
    if i > 0 and passage.tokens[i].text == ",":
        commas = [k for k in range(i - 1, 0, -1) if passage.tokens[k].text == "," and passage.tokens[k + 1].tag in _PARTICIPLES]
        i = commas[0] - 1 if commas else -1
    return passage.tokens[i] if i >= 0 and passage.tokens[i].sentence == verb.sentence else None


def _has_other_object(passage: Passage, noun: Token) -> bool:
    """Tell whether the preposition had an object already: "at the session, *a young engineer*"."""
    return any(passage.tokens[c].dep == "pobj" and c < noun.index for c in passage.children[noun.head])


def _opens_sentence(passage: Passage, noun: Token, verb: Token) -> bool:
    """Tell whether the phrase that the noun was hung on is an adjunct in front of the verb."""
    prep = passage.tokens[noun.head]
    while prep.pos != "ADP" and prep.head not in {prep.index, verb.index}:
        prep = passage.tokens[prep.head]
    while prep.dep in ("prep", "pobj") and prep.head != prep.index and passage.tokens[prep.head].pos != "VERB":
        prep = passage.tokens[prep.head]
    return prep.dep == "prep" and prep.index < verb.index


def _after_day(passage: Passage, noun: Token, verb: Token, changed: dict[int, Token]) -> None:
    """Part a name from the day in front of it: "On Monday *Dr Voss*"."""
    parts = [passage.tokens[c] for c in passage.children[noun.index] if c < noun.index]
    titled = [p for p in parts if p.dep == "compound" and p.tag == "NNP"]
    if noun.tag != "NNP" or len(titled) < 2 or not _is_day(titled[0]) or _is_day(titled[1]):  # noqa: PLR2004 - a day and a title
        return
    day = titled[0].index
    changed[day] = replace(passage.tokens[day], dep="pobj", head=noun.head)
    for part in parts:
        if part.index < day:
            changed[part.index] = replace(part, head=day)
    changed[noun.index] = replace(noun, dep="nsubj", head=verb.index)


def _is_day(token: Token) -> bool:
    return token.name in _DAYS or token.lower.endswith("day")


def _no_verb(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Give a verb bound to what is no verb, for the parser, the subject in front: "The clerk rang and told ..."."""
    bound = [passage.tokens[c] for c in passage.children[token.index] if passage.tokens[c].dep == "conj"]
    verb = next((t for t in bound if t.tag == "VBD" and t.lemma in cues().verbs and not _has(passage, t, _DOERS)), None)
    if verb is None or not any(passage.tokens[c].lower == "and" for c in passage.children[token.index]):
        return
    before = passage.tokens[token.index - 1] if token.index else token
    if token.tag == "NN" and before.head == token.index and before.dep in ("compound", "nsubj") and before.pos == "NOUN":
        changed[token.index] = replace(token, pos="VERB", tag="VBD")
        changed[before.index] = replace(before, dep="nsubj")
        for child in (passage.tokens[c] for c in passage.children[token.index]):
            if child.index < before.index and child.dep in ("det", "amod", "poss"):
                changed[child.index] = replace(child, head=before.index)
    elif token.pos != "NOUN":
        told = [t for t in passage.tokens[: verb.index] if t.sentence == verb.sentence and t.tag == "VBD" and _has(passage, t, _DOERS)]
        if told:
            changed[verb.index] = replace(verb, head=told[-1].index)


def _first(passage: Passage, noun: Token) -> int:
    """Return where the noun phrase begins."""
    return min((noun.index, *(c for c in passage.children[noun.index] if passage.tokens[c].dep not in ("prep", "punct"))))


def _has(passage: Passage, token: Token, deps: frozenset[str]) -> bool:
    return any(passage.tokens[c].dep in deps for c in passage.children[token.index])
