"""Clauses whose relation the parser mistook where a verb of saying is concerned, named anew.

"The chief has confirmed that ..., however has added that ..." (the first report is no content of the second), "Dr Lom, now retired,
remembers the candles", "is said to have told the sisters, on the second night, that ...".
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token

_NAMING = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON"})


def reclaused(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Put into `changed` what is to be changed for `token`, the head of a clause."""
    if token.dep == "ccomp" and token.index < token.head:
        _in_front(passage, token, changed)
    elif token.dep == "ccomp" and _goes_on(passage, token):
        changed[token.index] = replace(token, dep="conj")
    elif token.dep == "advcl" and token.index > token.head and _kid(passage, token, "mark", lower="that") is not None:
        _told_later(passage, token, changed)
    if token.index and passage.tokens[token.index - 1].text == "," and token.tag in ("VBD", "VBZ") and _tells(token):
        _inverted(passage, token, changed)


def _goes_on(passage: Passage, token: Token) -> bool:
    """Tell whether the verb is the next act, not a second content: "said the mill was shut, showed where ..., and promised that ..."."""
    above = passage.tokens[token.head]
    first = any(passage.tokens[c].dep == "ccomp" and above.index < c < token.index for c in passage.children[above.index])
    own = _kid(passage, token, "nsubj") or _kid(passage, token, "nsubjpass") or _kid(passage, token, "mark")
    plain = token.tag == above.tag and token.tag in ("VBD", "VBZ") and passage.tokens[token.index - 1].text == ","
    return first and own is None and plain and token.pos == "VERB" and token.lemma in cues().verbs


def _inverted(passage: Passage, verb: Token, changed: dict[int, Token]) -> None:
    """Make "the fort" in "The fort, wrote Captain Venn, “lived on rumour”" what is spoken of, and him who speaks the subject."""
    children = [passage.tokens[c] for c in passage.children[verb.index]]
    front = [c for c in children if c.dep == "nsubj" and c.index < verb.index]
    stop = verb.index + 1
    while stop < len(passage.tokens) and passage.tokens[stop].pos in _NAMING:
        stop += 1
    behind = [c for c in children if c.dep in ("nsubj", "dobj") and verb.index < c.index < stop]
    if not front or stop == len(passage.tokens) or passage.tokens[stop].text != ",":
        return
    if not behind:
        _swapped(passage, verb, (front[-1], stop), changed)
        return
    said = next((c for c in children if c.dep == "ccomp" and c.index > stop), passage.tokens[verb.head])
    if said.index > stop and _kid(passage, said, "nsubj") is None:
        changed[front[-1].index] = replace(front[-1], head=said.index)
        changed[behind[-1].index] = replace(behind[-1], dep="nsubj")


def _swapped(passage: Passage, verb: Token, front: tuple[Token, int], changed: dict[int, Token]) -> None:
    """Deal with "The vault, said the clerk, had been emptied", where the clerk was taken for the subject of "emptied"."""
    thing, stop = front
    said = next((passage.tokens[c] for c in passage.children[verb.index] if passage.tokens[c].dep == "ccomp" and c > stop), None)
    own = (
        [] if said is None else [passage.tokens[c] for c in passage.children[said.index] if passage.tokens[c].dep in ("nsubj", "nsubjpass")]
    )
    if said is not None and len(own) == 1 and verb.index < own[0].index < stop:
        changed[thing.index] = replace(thing, dep=own[0].dep, head=said.index)
        changed[own[0].index] = replace(own[0], dep="nsubj", head=verb.index)


def _in_front(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Deal with a clause taken for the content of a verb behind it that has no subject of its own."""
    verb = passage.tokens[token.head]
    subject = _kid(passage, token, "nsubj")
    told = _kid(passage, token, "ccomp")
    again = _kid(passage, verb, "mark", lower="that") is not None and _kid(passage, token, "mark") is None
    if told is not None and told.index < verb.index and again and _tells(token):
        changed[token.index] = replace(token, dep=verb.dep, head=token.index if verb.head == verb.index else verb.head)
        changed[verb.index] = replace(verb, dep="conj", head=told.index)  # "said that A; that B"
        return
    if (
        subject is None
        or verb.pos != "VERB"
        or any(passage.tokens[c].dep in ("nsubj", "nsubjpass", "expl") for c in passage.children[verb.index])
    ):
        return
    if _tells(token) and _tells(verb) and token.tag == verb.tag and _kid(passage, token, "ccomp") is not None:
        changed[token.index] = replace(token, dep=verb.dep, head=token.index if verb.head == verb.index else verb.head)
        changed[verb.index] = replace(verb, dep="conj", head=token.index)
    elif token.tag in ("VBD", "VBN") and _set_off(passage, subject, token) and passage.tokens[verb.index - 1].text == ",":
        changed[subject.index] = replace(subject, head=verb.index)
        changed[token.index] = replace(token, dep="acl", tag="VBN", head=subject.index)


def _set_off(passage: Passage, subject: Token, token: Token) -> bool:
    """Tell whether a comma parts the subject from the participle: "Dr Lom, now retired to the coast,"."""
    between = [t.text for t in passage.tokens[subject.index + 1 : token.index]]
    helpers = any(passage.tokens[c].dep in ("aux", "auxpass") for c in passage.children[token.index])
    return "," in between and not helpers


def _told_later(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Make "that they might stay" in "is said to have told them, that night, that they might stay" what was told."""
    above = passage.tokens[token.head]
    nearer = [
        passage.tokens[c] for c in passage.children[above.index] if passage.tokens[c].dep == "xcomp" and above.index < c < token.index
    ]
    for verb in (*reversed(nearer), above):
        if _tells(verb) and not any(passage.tokens[c].dep == "ccomp" for c in passage.children[verb.index]):
            changed[token.index] = replace(token, dep="ccomp", head=verb.index)
            return


def _tells(token: Token) -> bool:
    cue = cues().verbs.get(token.lemma) if token.pos == "VERB" else None
    frame = None if cue is None else cue.frame("clause")
    return frame is not None and frame.grade != "weak"


def _kid(passage: Passage, token: Token, dep: str, lower: str = "") -> Token | None:
    found = (passage.tokens[c] for c in passage.children[token.index] if passage.tokens[c].dep == dep)
    return next((t for t in found if not lower or t.lower == lower), None)
