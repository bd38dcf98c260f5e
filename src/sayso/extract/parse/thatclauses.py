"""Clauses with "that" (and orders with "to") that the parser hung on the nearest noun, hung on what they complete.

"wrote in a letter to the council that it leaned", "reported on Monday, quoting a guard, that ...", "news reached us that he was dead".
"""

from __future__ import annotations

from sayso.extract.lexicon import cues, phrases
from sayso.extract.parse.reporting import has, is_report
from sayso.model.annotated import Passage, Token

#: Verbs whose clause is what "from" somebody was heard.
_TOLD = frozenset({"hear", "learn", "gather", "understand", "know"})
#: Verbs whose object is the hearer.
_TO_A_HEARER = frozenset({"tell", "inform", "assure", "remind", "warn", "advise", "notify", "ask", "promise"})
#: Prepositions of what something is said in; behind the others a noun keeps its clause: "replied to claims that ...".
_SAID_IN = frozenset({"in", "at", "on", "through", "via", "during", "from"})


def that_clause(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause in "wrote in a letter to the council that it leaned" on the verb, not on the noun in front of it."""
    first = passage.tokens[min((token.index, *passage.children[token.index]))]
    noun = passage.tokens[heads[token.index]]
    if noun.dep in ("pobj", "dobj") and (first.lower == "that" or passage.tokens[max(token.index - 1, 0)].lower == "to"):
        _spread(passage, heads, token, noun)
    if first.lower != "that" or (first.dep != "mark" and not _two_subjects(passage, token)):
        return
    if token.dep == "ccomp":
        _cited(passage, heads, token)
        _nearer(passage, heads, token)
        _denied(passage, heads, token)
    above, nouns = noun.index, cues().nouns
    if noun.dep == "dobj" and noun.lemma not in nouns and is_report(passage.tokens[heads[above]]):
        heads[token.index] = heads[above]
    if noun.dep != "pobj" or (noun.lemma in nouns and passage.tokens[noun.head].lower not in _SAID_IN):
        return
    while passage.tokens[above].dep in ("pobj", "prep", "agent", "acl") and heads[above] < above:
        above = heads[above]
        if passage.tokens[above].pos == "NOUN" and passage.tokens[above].lemma in nouns and noun.lemma not in nouns:
            heads[token.index] = above
    told = passage.tokens[above].lemma in _TOLD and passage.tokens[noun.head].lower == "from"
    full = ("ccomp",) if passage.tokens[above].lemma in _TO_A_HEARER else ("ccomp", "dobj")
    if (told or is_report(passage.tokens[above])) and not has(passage, above, *full):
        heads[token.index] = above


def _two_subjects(passage: Passage, token: Token) -> bool:
    """Tell whether a clause taken for a relative one has a subject beside its "that": then it is a whole clause."""
    helpers = [c for c in passage.children[token.index] if passage.tokens[c].dep in ("aux", "auxpass")]
    own = (c for i in (token.index, *helpers) for c in passage.children[i])
    return sum(passage.tokens[c].dep in ("nsubj", "nsubjpass") for c in own) > 1


def _nearer(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause in "quotes the poet, who said of the hill that it slept" on the nearer verb of saying."""
    for verb in reversed(passage.tokens[token.head + 1 : token.index]):
        between = verb.dep == "relcl" and is_report(verb) and not has(passage, verb.index, "ccomp", "dobj")
        if between or _let_know(passage, verb):
            heads[token.index] = verb.index
            return


def _cited(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause in "reported on Monday, quoting a guard, that ..." on "reported"."""
    citing = passage.tokens[heads[token.index]]
    first = min((token.index, *passage.children[token.index]))
    aside = citing.dep == "advcl" and citing.tag == "VBG" and citing.lemma in phrases().citing and has(passage, citing.index, "dobj")
    above = passage.tokens[heads[citing.index]]
    if aside and passage.tokens[first - 1].text == "," and is_report(above) and not has(passage, above.index, "ccomp"):
        heads[token.index] = above.index


def _spread(passage: Passage, heads: list[int], token: Token, noun: Token) -> None:
    """Hang the clause in "an order came from the abbey to leave", "news reached the mill that he was dead" on the verb."""
    above = noun.index
    while passage.tokens[above].dep in ("pobj", "prep", "dobj") and heads[above] < above:
        above = heads[above]
    verb = passage.tokens[above]
    own = (passage.tokens[c].lemma.lower() for c in passage.children[above] if passage.tokens[c].dep == "nsubj")
    if verb.lemma in phrases().spreads and any(lemma in cues().nouns for lemma in own):
        heads[token.index] = above


def _let_know(passage: Passage, verb: Token) -> bool:
    """Tell whether the verb is that of "that the colonel let him know, by a note, that ..."."""
    known = (passage.tokens[c].lower for c in passage.children[verb.index] if passage.tokens[c].dep in ("ccomp", "xcomp"))
    return verb.lemma == "let" and verb.dep in ("acl", "relcl", "ccomp") and any(word == "know" for word in known)


def _denied(passage: Passage, heads: list[int], token: Token) -> None:
    """Hang the clause in "rejected the assertion, made in May, that they had fired" on the noun: it is what is rejected."""
    verb = passage.tokens[heads[token.index]]
    cue = cues().verbs.get(verb.lemma)
    if verb.pos != "VERB" or cue is None or "denies" not in cue.kinds:
        return
    claims = (c for c in passage.children[verb.index] if passage.tokens[c].dep == "dobj" and passage.tokens[c].lemma in cues().nouns)
    noun = next((c for c in claims if verb.index < c < token.index), None)
    if noun is not None:
        heads[token.index] = noun
