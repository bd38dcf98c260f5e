"""Reports whose clause stands far behind the verb, put together again: "Our agent reports, on the word of travellers, that ...".

With a phrase between commas in between, a parser often makes the clause the sentence and the report a part of its subject.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FRONT = frozenset({"compound", "nsubj", "nmod", "amod"})


def interrupted(passage: Passage, clause: Token, changed: dict[int, Token]) -> None:
    """Put into `changed` what is to be changed where `clause`, with a "that" behind a comma, is what a verb in front of it tells."""
    if clause.dep == "ccomp":
        _noun_in_front(passage, clause, changed)
        return
    that = next((c for c in passage.children[clause.index] if passage.tokens[c].lower == "that" and passage.tokens[c].dep == "mark"), None)
    if that is None or clause.dep != "ROOT" or that < 2 or passage.tokens[that - 1].text != ",":  # noqa: PLR2004 - a subject and a verb
        return
    early = next((passage.tokens[c] for c in passage.children[clause.index] if passage.tokens[c].dep == "ccomp" and c < that), None)
    if early is not None and _tells(early) and not _has_content(passage, early):
        _above(passage, clause, that, early, changed)
        return
    own = [passage.tokens[c] for c in passage.children[clause.index] if passage.tokens[c].dep in _SUBJECTS]
    front = next((t for t in own if t.index < that), None)
    if front is None or own[-1].index < that:
        return
    verb = front if _is_taken_for_noun(passage, front) else _participle(passage, front)
    if verb is not None:
        _told(passage, clause, that, (front, verb), changed)


def _noun_in_front(passage: Passage, clause: Token, changed: dict[int, Token]) -> None:
    """Make "the story" in "denies, on good grounds, the story that he fled" the object, which was taken for the clause's subject."""
    own = [passage.tokens[c] for c in passage.children[clause.index] if passage.tokens[c].dep in _SUBJECTS]
    that = next((c for c in passage.children[clause.index] if passage.tokens[c].lower == "that" and passage.tokens[c].dep == "mark"), None)
    if that is None or len(own) < 2 or not clause.head < own[0].index < that < own[-1].index or own[0].lemma not in cues().nouns:  # noqa: PLR2004 - one too many
        return
    changed[own[0].index] = replace(own[0], dep="dobj", head=clause.head)
    changed[clause.index] = replace(clause, dep="acl", head=own[0].index)
    for child in (passage.tokens[c] for c in passage.children[clause.index]):
        if child.index < own[0].index:
            changed[child.index] = replace(child, head=clause.head)


def _is_taken_for_noun(passage: Passage, word: Token) -> bool:
    """Tell whether "reports" in "Our agent reports" is a verb."""
    parts = (passage.tokens[c].dep for c in passage.children[word.index] if c < word.index)
    return word.tag == "NNS" and _tells(word) and any(dep in _FRONT for dep in parts)


def _participle(passage: Passage, noun: Token) -> Token | None:
    """Return "reported" in "The broadcaster reported on Monday, ..., that", which was taken for a description of the broadcaster."""
    described = (passage.tokens[c] for c in passage.children[noun.index] if passage.tokens[c].dep in ("acl", "relcl") and c > noun.index)
    return next((t for t in described if t.tag in ("VBN", "VBD") and _tells(t) and not _helped(passage, t)), None)


def _helped(passage: Passage, verb: Token) -> bool:
    return any(passage.tokens[c].dep in ("aux", "auxpass", "nsubj", "agent") for c in passage.children[verb.index])


def _tells(token: Token) -> bool:
    cue = cues().verbs.get(token.lemma)
    frame = None if cue is None else cue.frame("clause")
    return frame is not None and frame.grade == "sure"


def _has_content(passage: Passage, verb: Token) -> bool:
    return any(passage.tokens[c].dep in ("ccomp", "dobj") for c in passage.children[verb.index])


def _above(passage: Passage, clause: Token, that: int, verb: Token, changed: dict[int, Token]) -> None:
    """Make the report that was taken for a part of its own content the verb of the sentence."""
    changed[verb.index] = replace(verb, dep="ROOT", head=verb.index)
    changed[clause.index] = replace(clause, dep="ccomp", head=verb.index)
    for child in (passage.tokens[c] for c in passage.children[clause.index]):
        if child.index < that and child.index != verb.index:
            changed[child.index] = replace(child, head=verb.index)


def _told(passage: Passage, clause: Token, that: int, pair: tuple[Token, Token], changed: dict[int, Token]) -> None:
    front, verb = pair
    tag = "VBZ" if verb.tag == "NNS" else "VBD"
    changed[verb.index] = replace(verb, pos="VERB", tag=tag, dep="ROOT", head=verb.index)
    changed[clause.index] = replace(clause, dep="ccomp", head=verb.index)
    if front is verb:
        parts = [c for c in passage.children[verb.index] if c < verb.index and passage.tokens[c].dep in _FRONT]
        changed[parts[-1]] = replace(passage.tokens[parts[-1]], dep="nsubj")
        for child in (passage.tokens[c] for c in passage.children[verb.index] if c < parts[-1]):
            changed[child.index] = replace(child, head=parts[-1])
    else:
        changed[front.index] = replace(front, head=verb.index)
    for child in (passage.tokens[c] for c in passage.children[clause.index]):
        if child.index < that and child.index not in changed:
            changed[child.index] = replace(child, head=verb.index)
