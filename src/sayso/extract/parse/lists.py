"""Contents that go on after a comma, hung back on what they carry on.

"said it was needed to buy seed, *mend the weir* and pay the guards", "supported ending the levy, *closing the mill* and selling the
boats", "thinks there is no good road, *but that* the worse of two will have to do".
"""

from __future__ import annotations

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token


def carried_on(passage: Passage, heads: list[int], token: Token) -> None:
    """Change the head of `token` in `heads` where it carries on the content of the cue that it hangs from."""
    cue = passage.tokens[heads[token.index]]
    if cue.index >= token.index or cue.pos != "VERB" or cue.lemma not in cues().verbs:
        return
    content = _content(passage, cue.index, token.index)
    if content is None:
        return
    if token.dep == "conj" and _has(passage, token.index, "that", "mark"):
        if passage.tokens[content].dep == "xcomp":
            return  # "wanted to leave and that ..." goes on with what is around it
        heads[token.index] = content
    elif token.dep in ("advcl", "conj") and _bare(passage, token) and _in_a_list(passage, token):
        inner = _alike(passage, content, token)
        if inner is not None:
            heads[token.index] = inner


def _content(passage: Passage, cue: int, before: int) -> int | None:
    return next((c for c in passage.children[cue] if cue < c < before and passage.tokens[c].dep in ("ccomp", "xcomp")), None)


def _bare(passage: Passage, token: Token) -> bool:
    """Tell whether the verb is a bare infinitive or participle after a comma, with nothing in front of it."""
    if token.tag not in ("VB", "VBG") or token.index == 0 or passage.tokens[token.index - 1].text != ",":
        return False
    return min((token.index, *passage.children[token.index])) == token.index


def _in_a_list(passage: Passage, token: Token) -> bool:
    """Tell whether another verb of its form is joined to it by "and" or "or"."""
    return any(passage.tokens[c].dep == "conj" and passage.tokens[c].tag == token.tag for c in passage.children[token.index])


def _alike(passage: Passage, content: int, token: Token) -> int | None:
    """Return the verb of the same form within the content that the list begins with."""
    for i in range(token.index - 1, content - 1, -1):
        if passage.tokens[i].tag == token.tag and passage.tokens[i].dep in ("xcomp", "ccomp", "pcomp", "acl", "advcl", "relcl"):
            return i
    return None


def _has(passage: Passage, i: int, lower: str, dep: str) -> bool:
    return any(passage.tokens[c].dep == dep and passage.tokens[c].lower == lower for c in passage.children[i])
