"""Phrases and clauses that the parser hung on a noun though a verb of saying wants them, hung where they belong.

"was identified by police as Tom Ellis", "was proposed as policy by the council", "charged the towns with hoarding", "a wire from its man
to the effect that ...", "it is rumoured in the capital that ...", "explained two rounds a day is usual".
"""

from __future__ import annotations

from sayso.extract.lexicon import cues
from sayso.model.annotated import Passage, Token

_BLAMES = frozenset({"with", "for"})
_REACH = 12
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def attached(passage: Passage, heads: list[int], token: Token) -> None:
    """Change the head of `token` in `heads` where the verb above has a better claim to it."""
    if token.dep in ("prep", "agent"):
        _phrase(passage, heads, token)
    elif token.dep in ("acl", "relcl", "ccomp"):
        _effect(passage, heads, token)
        _impersonal(passage, heads, token)
        _own_subject(passage, heads, token)
    elif token.dep == "nsubj":
        _apposition(passage, heads, token)


def _phrase(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang "as Tom Ellis" on the verb behind "by police", "by the council" on the one behind "as policy", "with theft" on "charged"."""
    noun = passage.tokens[token.head]
    above = passage.tokens[noun.head]
    if noun.pos == "VERB":
        _asked(passage, heads, token)
    elif noun.dep == "dobj" and token.index > noun.index and (token.lower in _BLAMES or _of_doing(passage, token)):
        cue = cues().verbs.get(above.lemma) if above.pos == "VERB" else None
        frame = None if cue is None else cue.frame(f"pp:{token.lower}")
        if frame is not None and frame.kind in ("accuses", "thinks") and frame.grade != "weak":
            heads[token.index] = above.index
    elif noun.dep == "pobj" and token.index > noun.index:
        verb = passage.tokens[above.head]
        by_whom = above.dep == "agent" and token.lower in {"as", "of"} and cues().verbs.get(verb.lemma) is not None
        whose = (
            token.lower == "by" and above.lower == "as" and _has(passage, verb.index, "auxpass") and not _has(passage, verb.index, "agent")
        )
        if (by_whom and _takes(verb, token.lower)) or whose:
            heads[token.index] = verb.index


def _of_doing(passage: Passage, token: Token) -> bool:
    """Tell whether the phrase is "of" with a participle: "suspect the contractors of wanting it"."""
    return token.lower == "of" and _has(passage, token.index, "pcomp")


def _asked(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang "on whether he knew" in "Pressed by counsel on whether he knew, he said" on "pressed"."""
    clause = next((c for c in passage.children[token.index] if passage.tokens[c].dep == "pcomp"), None)
    if clause is None or token.head < token.index:
        return
    front = [
        c for c in passage.children[token.head] if c < token.index and passage.tokens[c].dep == "advcl" and passage.tokens[c].tag == "VBN"
    ]
    if front and passage.tokens[min((clause, *passage.children[clause]))].tag in ("IN", "WP", "WRB", "WDT"):
        heads[token.index] = front[-1]


def _takes(verb: Token, preposition: str) -> bool:
    """Tell whether the cue is completed by such a phrase: "accused of", "described as"."""
    cue = cues().verbs[verb.lemma]
    frame = cue.frame("as") if preposition == "as" else cue.frame(f"pp:{preposition}")
    return frame is not None and frame.grade == ("likely" if preposition == "as" and frame.grade != "sure" else "sure")


def _effect(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause of "to the effect that ..." on the words that it tells: the nearest noun of saying before it, else the verb."""
    effect = passage.tokens[token.head]
    if effect.lower != "effect" or effect.dep != "pobj" or passage.tokens[effect.head].lower != "to":
        return
    for i in range(effect.head - 1, max(effect.head - _REACH, -1), -1):
        word = passage.tokens[i]
        lexicon = cues().nouns if word.pos == "NOUN" else cues().verbs if word.pos == "VERB" else {}
        if word.sentence == token.sentence and word.lemma in lexicon:
            heads[token.index] = i
            return


def _impersonal(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause of "it is rumoured in the capital that ..." on the verb."""
    noun = passage.tokens[token.head]
    first = passage.tokens[min((token.index, *passage.children[token.index]))]
    if noun.dep != "pobj" or first.lower != "that" or first.index != noun.index + 1 or not _has_subject(passage, token.index):
        return
    verb = passage.tokens[passage.tokens[noun.head].head]
    impersonal = any(passage.tokens[c].dep == "nsubjpass" and passage.tokens[c].lower == "it" for c in passage.children[verb.index])
    if impersonal and verb.lemma in cues().verbs and not _has(passage, verb.index, "ccomp"):
        heads[token.index] = verb.index


def _has_subject(passage: Passage, i: int) -> bool:
    return any(passage.tokens[c].dep in ("nsubj", "nsubjpass") and passage.tokens[c].lower != "that" for c in passage.children[i])


def _own_subject(passage: Passage, heads: list[int], token: Token) -> None:
    """Give the clause in "explained two rounds a day is usual" its subject, which was taken for the verb's object."""
    verb = passage.tokens[token.head]
    if token.dep != "ccomp" or verb.index > token.index or verb.lemma not in cues().verbs or verb.pos != "VERB":
        return
    helpers = (passage.tokens[c].tag for c in passage.children[token.index] if passage.tokens[c].dep in ("aux", "auxpass"))
    finite = token.tag in _FINITE or any(tag in _FINITE or tag == "MD" for tag in helpers)
    if not finite or _has(passage, token.index, "nsubj", "nsubjpass", "expl", "mark", "csubj"):
        return
    for child in passage.children[verb.index]:
        thing = passage.tokens[child]
        if thing.dep in ("dobj", "npadvmod") and verb.index < child < token.index and thing.tag != "PRP":
            heads[child] = token.index


def _apposition(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the name in "Pressed by counsel, Anka Thiele, on whether he knew, he said" on "counsel": the verb has a subject of its own."""
    subjects = [c for c in passage.children[token.head] if passage.tokens[c].dep == "nsubj"]
    if len(subjects) != 2 or subjects[0] != token.index:  # noqa: PLR2004 - one too many
        return
    first = min((token.index, *passage.children[token.index]))
    if first < 2 or passage.tokens[first - 1].text != ",":  # noqa: PLR2004 - a word and a comma
        return
    participle = next((c for c in passage.children[token.head] if c < first and passage.tokens[c].dep == "advcl"), None)
    agent = next((c for c in passage.children[participle] if passage.tokens[c].dep == "agent"), None) if participle is not None else None
    noun = next((c for c in passage.children[agent] if passage.tokens[c].dep == "pobj"), None) if agent is not None else None
    if participle is None or noun is None or noun > first:
        return
    heads[token.index] = noun
    for child in passage.children[token.head]:
        if token.index < child < subjects[1] and passage.tokens[child].dep == "prep":
            heads[child] = participle


def _has(passage: Passage, i: int, *deps: str) -> bool:
    return any(passage.tokens[c].dep in deps for c in passage.children[i])
