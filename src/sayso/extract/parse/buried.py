"""Verbs of saying that the parser took for a part of the noun phrase in front of them, named anew.

"Families in Olm report that nineteen men are missing" becomes, for a parser that knows reports, families in an Olm report. The number of
the noun and the form of the verb agree, no other verb is there for the noun, and a clause (or, for pictures, a participle) follows.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token

_DOWN = frozenset({"pobj", "prep", "agent", "acl", "compound", "relcl"})
_PLURAL = frozenset({"NNS", "NNPS"})
_SINGULAR = frozenset({"NN", "NNP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Verbs whose object may be what somebody does in the hearing of another.
HEARS = frozenset({"hear", "overhear", "watch"})
_COMPLEMENTS = frozenset({"relcl", "acl", "ccomp", "advcl"})


def buried(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Put into `changed` what is to be changed where `token` is the verb of the noun that its phrase hangs from."""
    noun = _described(passage, token)
    if noun is None or not _agree(noun, token):
        return
    clause = _clause_behind(passage, token)
    if clause is not None and _is_free(noun, clause):
        changed[clause.index] = replace(clause, dep="ccomp", head=token.index)
    elif (thing := _pictured(passage, token, noun)) is not None:
        _picture(passage, token, thing, changed)
    else:
        return
    _raised(passage, noun, token, changed)


def _described(passage: Passage, token: Token) -> Token | None:
    """Return the noun at the top of the phrases that the token stands at the end of."""
    before = passage.tokens[token.index - 1] if token.index else token
    if before.pos not in ("NOUN", "PROPN", "NUM", "ADJ") or (before.pos == "ADJ" and not before.text[0].isdigit()):
        return None
    above, prepositions = token, 0
    while above.dep in _DOWN and above.head < above.index + 2:
        prepositions += above.dep in ("prep", "agent")
        above = passage.tokens[above.head]
    found = above.pos in ("NOUN", "PROPN") and prepositions > 0 and above.index < token.index - 1
    return above if found and above.dep not in _DOWN else None


def _agree(noun: Token, verb: Token) -> bool:
    """Tell whether the two agree in number: "families ... report", "the Lantern ... affirms"."""
    if verb.tag == "NNS":
        return noun.tag in _SINGULAR
    return verb.lower == verb.lemma and noun.tag in _PLURAL


def _clause_behind(passage: Passage, token: Token) -> Token | None:
    """Return the head of the clause with "that" right behind the token, or behind its comma."""
    frame = cues().verbs[token.lemma].frame("clause")
    if frame is None or frame.grade == "weak":
        return None
    for word in passage.tokens[token.index + 1 : token.index + 3]:
        if word.lower == "that" and (word.dep == "mark" or _has_subject(passage, word)):
            return passage.tokens[word.head]
        if word.text != ",":
            return None
    return None


def _has_subject(passage: Passage, that: Token) -> bool:
    """Tell whether the verb that "that" was taken for the object of has a subject of its own: "that the baron wept"."""
    own = (c for c in passage.children[that.head] if passage.tokens[c].dep in _SUBJECTS)
    return that.dep == "dobj" and any(c > that.index for c in own)


def _is_free(noun: Token, clause: Token) -> bool:
    """Tell whether the noun has no verb but the one to be found: it heads the sentence, is coordinated, or was given the clause's."""
    return noun.dep in ("ROOT", "conj") or (noun.dep in _SUBJECTS and noun.head == clause.index)


def _pictured(passage: Passage, token: Token, noun: Token) -> Token | None:
    """Return what is seen to do something: "vehicles" in "images of that morning show seven vehicles turning away"."""
    if cues().verbs[token.lemma].frame("np_ing") is None:
        return None
    if token.dep == "compound":
        thing = passage.tokens[token.head]
        doing = [c for c in passage.children[thing.index] if passage.tokens[c].dep == "acl" and passage.tokens[c].tag == "VBG"]
        return thing if noun.dep == "ROOT" and doing and thing.index > token.index else None
    verb = passage.tokens[noun.head]
    things = [c for c in passage.children[verb.index] if passage.tokens[c].dep == "nsubj" and token.index < c < verb.index]
    plain = verb.tag == "VBG" and not any(passage.tokens[c].dep in ("aux", "auxpass") for c in passage.children[verb.index])
    return passage.tokens[things[0]] if noun.dep == "nsubj" and plain and things else None


def _picture(passage: Passage, token: Token, thing: Token, changed: dict[int, Token]) -> None:
    changed[thing.index] = replace(thing, dep="dobj", head=token.index)
    if thing.dep == "nsubj":
        verb = passage.tokens[thing.head]
        changed[verb.index] = replace(verb, dep="acl", head=thing.index)


def _raised(passage: Passage, noun: Token, token: Token, changed: dict[int, Token]) -> None:
    """Make the token the verb of the noun, and end the phrase in between one word earlier."""
    rank = noun.dep if noun.dep == "conj" else "ROOT"
    tag = "VBZ" if token.tag == "NNS" else "VBP"
    changed[token.index] = replace(token, pos="VERB", tag=tag, dep=rank, head=noun.head if rank == "conj" else token.index)
    changed[noun.index] = replace(noun, dep="nsubj", head=token.index)
    last = passage.tokens[token.index - 1]
    phrase = passage.tokens[token.head] if token.dep == "compound" else token
    changed[last.index] = replace(last, dep="pobj", head=phrase.head)
    for child in (passage.tokens[c] for i in {token.index, phrase.index} for c in passage.children[i]):
        if child.index < last.index:
            changed[child.index] = replace(child, head=last.index)
    for child in (passage.tokens[c] for c in passage.children[noun.index]):
        if child.index > token.index and child.index not in changed:
            changed[child.index] = replace(child, head=token.index)


def overheard(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Deal with the object of a verb of hearing: in "heard a guard boast that ..." the guard boasts, and is part of no noun phrase."""
    if passage.tokens[token.head].lemma not in HEARS or token.index < token.head + 2:
        return
    before, after = passage.tokens[token.index - 1], passage.tokens[min(token.index + 1, len(passage.tokens) - 1)]
    if after.tag == "VB" and after.lemma in cues().verbs and after.head == token.head and after.dep == "dep":
        changed[token.index] = replace(token, dep="nsubj", head=after.index)
        changed[after.index] = replace(after, dep="ccomp")
    elif _does(passage, token, before):
        for child in (passage.tokens[c] for c in passage.children[token.head]):
            if child.index > token.index and child.dep == "ccomp":
                changed[child.index] = replace(child, head=token.index)
        changed[token.index] = replace(token, pos="VERB", tag="VB", dep="ccomp")
        changed[before.index] = replace(before, pos="NOUN", tag="NN", dep="nsubj")
        for child in (passage.tokens[c] for c in passage.children[token.index]):
            if child.index < before.index:
                changed[child.index] = replace(child, head=before.index)
            elif child.index > token.index and child.dep in _COMPLEMENTS:
                changed[child.index] = replace(child, dep="ccomp")


def _does(passage: Passage, token: Token, before: Token) -> bool:
    """Tell whether "boast" in "a guard boast that" is a verb: a clause follows, and the word before it has the article."""
    if token.lemma not in cues().verbs or token.lower != token.lemma or before.head != token.index:
        return False
    after = [c for i in (token.index, token.head) for c in passage.children[i] if c > token.index]
    clause = any(passage.tokens[c].dep in _COMPLEMENTS for c in after)
    return clause and before.dep in ("compound", "amod") and before.pos in ("NOUN", "PROPN", "ADJ") and before.index > token.head + 1
