"""Words that the tagger took for another part of speech, put right before anything is read off the parse.

A small model reads many a rare verb as a plural noun ("the truce text obliges both sides to ..."), with its subject as a part of it. What
stands behind the word tells otherwise: no noun is followed by another noun phrase, or by a whole clause.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.lexicon import cues
from sayso.extract.parse.buried import buried, overheard
from sayso.extract.parse.interrupted import interrupted
from sayso.extract.parse.reclaused import reclaused
from sayso.extract.parse.rejected import rejected
from sayso.extract.parse.subjectless import subjectless
from sayso.extract.parse.tied import tied
from sayso.model.annotated import Passage, Token

_HEADS = frozenset({"ROOT", "ccomp", "conj", "relcl", "advcl", "acl", "parataxis"})
_PARTS = frozenset({"det", "compound", "amod", "poss", "nummod", "nmod"})
_OPENS = frozenset({"DT", "PRP", "PRP$", "CD", "PDT", "NNP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BURIED = frozenset({"pobj", "compound"})
#: What a dependent behind a verb is, by what it was taken for behind a noun.
_BEHIND = {"appos": "dobj", "relcl": "ccomp", "acl": "ccomp"}


def righted(passage: Passage) -> Passage:
    """Return the passage with verbs of the cue lexicon that were read as nouns made verbs again; the same one where nothing is wrong."""
    changed: dict[int, Token] = {}
    verbs, nouns = cues().verbs, cues().nouns
    for token in passage.tokens:
        subjectless(passage, token, changed)
        if token.lemma in nouns and token.tag in ("VBZ", "NNS"):
            rejected(passage, token, changed)
        tied(passage, token, changed)
        if token.index in changed:
            continue
        if token.dep in _BURIED and token.lemma in verbs and token.pos in ("NOUN", "PROPN", "VERB"):
            buried(passage, token, changed)
        elif token.dep in _SUBJECTS and token.pos == "PROPN" and (office := _office(passage, token)) is not None:
            changed[token.index] = replace(token, dep="appos", head=office)
        else:
            _renamed(passage, token, changed)
    if not changed:
        return passage
    tokens = tuple(changed.get(t.index, t) for t in passage.tokens)
    found: list[list[int]] = [[] for _ in tokens]
    for t in tokens:
        if t.head != t.index:
            found[t.head].append(t.index)
    return replace(passage, tokens=tokens, children=tuple(map(tuple, found)))


def _renamed(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Deal with a participle, an object, a hyphen, a noun taken for a verb, a verb taken for a noun, or a clause."""
    if token.dep == "amod" and token.tag == "VBN":
        _passive(passage, token, changed)
    elif token.dep == "npadvmod" and token.lemma in cues().nouns and _is_object(passage, token):
        changed[token.index] = replace(token, dep="dobj")
    elif token.dep == "dobj" and token.text != "-":
        overheard(passage, token, changed)
    elif token.dep not in _HEADS and token.tag != "VBP" and token.text != "-":
        return
    elif token.text == "-" and token.dep in ("nsubj", "dobj", "pobj", "nsubjpass"):
        _hyphened(passage, token, changed)
    elif token.tag == "VBP" and _is_noun(passage, token):
        _swapped(passage, token, changed)
    elif token.dep in _HEADS and token.tag in ("NNS", "VBZ") and token.lemma in cues().verbs and _is_verb(passage, token):
        _verb(passage, token, changed)
    else:
        reclaused(passage, token, changed)
        interrupted(passage, token, changed)


def _is_object(passage: Passage, noun: Token) -> bool:
    """Tell whether a noun of saying with its clause is a verb's object, not its time: "denies, on good grounds, the story that ..."."""
    verb = passage.tokens[noun.head]
    taken = any(passage.tokens[c].dep in ("dobj", "ccomp") for c in passage.children[verb.index])
    clause = any(passage.tokens[c].dep in ("acl", "ccomp") for c in passage.children[noun.index])
    return clause and not taken and verb.index < noun.index and verb.lemma in cues().verbs


def _passive(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Make a verb of "promised" in "say they were promised nets", which was taken for an adjective of "nets"."""
    helper = next((passage.tokens[c] for c in passage.children[token.index] if passage.tokens[c].dep == "auxpass"), None)
    noun = passage.tokens[token.head]
    if helper is None or noun.index < token.index or noun.dep != "dobj":
        return
    changed[token.index] = replace(token, pos="VERB", dep="ccomp", head=noun.head)
    changed[noun.index] = replace(noun, dep="dobj", head=token.index)
    for child in (passage.tokens[c] for c in passage.children[helper.index]):
        if child.dep in _SUBJECTS:
            changed[child.index] = replace(child, dep="nsubjpass", head=token.index)


def _hyphened(passage: Passage, mark: Token, changed: dict[int, Token]) -> None:
    """Make one word of "co-defendants", whose parts were each taken for a subject."""
    near = passage.tokens[max(mark.index - 1, 0) : mark.index + 2]
    if len(near) == 3 and near[0].end == mark.start and mark.end == near[2].start and near[2].head == mark.head:  # noqa: PLR2004 - a word on either side
        for part in near[:2]:
            changed[part.index] = replace(part, dep="compound", head=near[2].index)
        for child in passage.children[near[0].index]:
            changed[child] = replace(passage.tokens[child], head=near[2].index)


def _office(passage: Passage, name: Token) -> int | None:
    """Return the noun on which a second subject hangs without a comma: "the elder of the *village* Tomash Rukh said"."""
    tokens, first = passage.tokens, name.index
    while first > 0 and tokens[first - 1].head in range(first, name.index + 1) and tokens[first - 1].pos in ("PROPN", "NOUN"):
        first -= 1
    before = tokens[first - 1] if first else name
    if before.dep != "pobj" or before.pos not in ("NOUN", "PROPN") or tokens[before.head].lower != "of":
        return None
    top = tokens[tokens[before.head].head]
    while top.dep in ("pobj", "prep") and top.head != top.index:
        top = tokens[top.head]
    return before.index if top.dep in _SUBJECTS and top.head == name.head else None


def _is_noun(passage: Passage, token: Token) -> bool:
    """Tell whether a verb is a noun: "the parish register records that ..." has a singular subject and no "registers"."""
    after = passage.tokens[token.index + 1] if token.index + 1 < len(passage.tokens) else token
    own = [passage.tokens[c] for c in passage.children[token.index] if passage.tokens[c].dep == "nsubj"]
    if after.tag != "NNS" or after.head != token.index or after.dep != "dobj" or after.lemma not in cues().verbs or len(own) != 1:
        return False
    alone = (
        own[0].index == token.index - 1
        and own[0].tag in ("NN", "NNP")
        and not any(passage.tokens[c].dep == "conj" for c in passage.children[own[0].index])
    )
    return alone and any(
        passage.tokens[c].dep in _BEHIND and _follows(passage, after, passage.tokens[c]) for c in passage.children[after.index]
    )


def _swapped(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Make the word behind the verb, and the word itself the head of its subject."""
    verb = passage.tokens[token.index + 1]
    root = verb.index if token.head == token.index else token.head
    changed[verb.index] = replace(verb, pos="VERB", tag="VBZ", dep=token.dep, head=root)
    changed[token.index] = replace(token, pos="NOUN", tag="NN", dep="nsubj", head=verb.index)
    for child in (passage.tokens[c] for c in passage.children[token.index] if c != verb.index):
        front = child.index == token.index - 1
        changed[child.index] = replace(child, dep="compound" if front else child.dep, head=token.index if front else verb.index)
    for child in (passage.tokens[c] for c in passage.children[verb.index]):
        if child.dep in _BEHIND:
            changed[child.index] = replace(child, dep=_BEHIND[child.dep])


def _is_verb(passage: Passage, token: Token) -> bool:
    """Tell whether the word has the parts of a noun phrase in front of it, no subject, and behind it what only follows a verb."""
    children = [passage.tokens[c] for c in passage.children[token.index]]
    front = [c for c in children if c.index < token.index]
    if token.tag == "NNS" and any(c.dep == "nsubj" for c in front):
        return any(c.dep == "acl" and c.index == token.index + 1 and c.tag == "VBG" for c in children)
    if (
        any(c.dep in ("nsubj", "nsubjpass", "aux", "cop") for c in children)
        or not front
        or front[-1].dep not in ("compound", "amod", "nmod")
    ):
        return False
    if front[-1].pos not in ("NOUN", "PROPN") or front[-1].index != token.index - 1:
        return False
    return any(_follows(passage, token, c) for c in children if c.index > token.index)


def _follows(passage: Passage, token: Token, child: Token) -> bool:
    """Tell whether the dependent behind is an object that begins right there, or a whole clause."""
    first = passage.tokens[min((child.index, *passage.children[child.index]))]
    if child.dep in ("dobj", "ccomp", "xcomp"):
        return True
    if child.dep == "relcl" and first.tag == "PRP" and token.dep == "ROOT":
        return first.index == token.index + 1
    if child.dep == "appos":
        return first.index == token.index + 1 and first.tag in _OPENS
    return child.dep in ("relcl", "acl") and first.lower == "that" and first.dep == "mark"


def _verb(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Make `token` a verb, the noun in front of it its subject, and what follows its object or its clause."""
    changed[token.index] = replace(token, pos="VERB", tag="VBZ")
    for child in (passage.tokens[c] for c in passage.children[token.index]):
        if child.index == token.index - 1:
            changed[child.index] = replace(child, dep="nsubj")
        elif child.index < token.index and child.dep in _PARTS:
            changed[child.index] = replace(child, head=token.index - 1)
        elif child.index > token.index and child.dep in _BEHIND:
            infinitive = child.tag == "VBG" or any(passage.tokens[c].tag == "TO" for c in passage.children[child.index])
            changed[child.index] = replace(child, dep="xcomp" if infinitive else _BEHIND[child.dep])
