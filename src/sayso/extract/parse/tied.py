"""Complements of asking, warning and accusing that the parser hung on the hearer or on the agent, hung on the verb.

"asked the clerk *if the seals were whole*" (read as a condition), "asked the porters *where it was*" (as a relative clause), "was accused
by the parish *of burning it*", "were reminded by the steward *that it ended*", "begged the guard *to let them pass*" (as a purpose),
"made a plea *for time*".
The complement types are those of Quirk et al., "A Comprehensive Grammar of the English Language" (1985), 16.57 to 16.63.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.lexicon import cues, holders, phrases
from sayso.extract.lexicon.cues import Cue
from sayso.model.annotated import Passage, Token

_CLAUSES = frozenset({"advcl", "relcl", "acl"})
#: Words that open a question; after verbs of telling not those that may open a relative clause or a condition.
_ASKING = frozenset({"if", "whether", "where", "who", "what", "why", "how", "which"})
_TELLING = frozenset({"whether", "where", "what", "why", "how"})
_TELLS = frozenset({"tell", "inform", "remind", "show"})
_TO_SOMEBODY = frozenset({"to", "with", "on", "upon"})
#: Verbs that say of what somebody is warned or informed.
_OF_IT = frozenset({"warn", "inform", "notify", "assure", "advise", "remind"})
_DOERS = ("ist", "ian", "eer", "man", "woman", "smith", "keeper", "maker", "monger")
_HEARD = _OF_IT | {"tell", "promise", "caution", "reassure", "alert"}
_ORDERS = frozenset({"demands", "warns"})


def tied(passage: Passage, token: Token, changed: dict[int, Token]) -> None:
    """Put into `changed` what hangs `token`, the head of a clause or a preposition, on the verb that it completes."""
    if token.dep in _CLAUSES:
        verb = _verb_above(passage, token)
        cue = None if verb is None else cues().verbs.get(verb.lemma)
        if verb is not None and cue is not None and verb.index < token.index:
            _clause(passage, token, verb, cue, changed)
    elif token.dep == "prep":
        _phrase(passage, token, changed)


def _clause(passage: Passage, token: Token, verb: Token, cue: Cue, changed: dict[int, Token]) -> None:
    first = passage.tokens[_first(passage, token)]
    if first.lower == "to" and token.dep == "advcl" and token.tag == "VB" and _is_ordered(passage, verb, cue):
        changed[token.index] = replace(token, dep="xcomp")
    elif passage.tokens[token.head].dep in ("dobj", "pobj") or token.dep == "advcl":
        opens = _ASKING if "asks" in cue.kinds else _TELLING if verb.lemma in _TELLS else frozenset[str]()
        if first.lower in opens and not _describes(passage, first, token) and _has_hearer(passage, verb, token):
            changed[token.index] = replace(token, dep="ccomp", head=verb.index)
        elif first.lower == "that" and first.dep != "nsubj" and _has_that(passage, passage.tokens[token.head], verb, cue):
            changed[token.index] = replace(token, dep="ccomp", head=verb.index)
            changed[first.index] = replace(first, dep="mark", tag="IN", head=token.index)


def _verb_above(passage: Passage, token: Token) -> Token | None:
    """Return the verb that the clause hangs from, directly, through the verb's object, or through its agent."""
    above = passage.tokens[token.head]
    if above.dep == "pobj" and passage.tokens[above.head].dep == "agent":
        above = passage.tokens[above.head]
    if above.dep in ("dobj", "agent", "dative"):
        above = passage.tokens[above.head]
    return above if above.pos == "VERB" else None


def _is_agent(passage: Passage, noun: Token) -> bool:
    """Tell whether the noun is the agent of a passive."""
    return noun.dep == "pobj" and passage.tokens[noun.head].dep == "agent"


def _has_that(passage: Passage, noun: Token, verb: Token, cue: Cue) -> bool:
    """Tell whether a clause with "that" behind the agent or the hearer is what the verb tells."""
    return cue.frame("clause") is not None and (_is_agent(passage, noun) or _is_told(passage, noun, verb))


def _is_told(passage: Passage, noun: Token, verb: Token) -> bool:
    """Tell whether the noun is the hearer of a verb that takes one and has no clause yet: "warned the council that ..."."""
    hearer = noun.dep in ("dobj", "dative") and noun.head == verb.index and _is_somebody(noun)
    return hearer and verb.lemma in _HEARD and not _kid(passage, verb, "ccomp")


def _has_hearer(passage: Passage, verb: Token, clause: Token) -> bool:
    """Tell whether somebody who is asked, and nothing else, stands between the verb and the clause, or is the subject of a passive."""
    if _kid(passage, verb, "xcomp", "ccomp"):
        return False
    if _kid(passage, verb, "nsubjpass") and _kid(passage, verb, "auxpass"):
        return True
    return any(verb.index < c.index < clause.index and _is_somebody(c) for c in _kids(passage, verb, "dobj", "dative"))


def _describes(passage: Passage, first: Token, clause: Token) -> bool:
    """Tell whether a relative clause has swallowed what is asked: "asked the man who had come to sit down"."""
    return first.dep == "nsubj" and any(c.tag == "VB" for c in _kids(passage, clause, "advcl", "xcomp"))


def _is_ordered(passage: Passage, verb: Token, cue: Cue) -> bool:
    """Tell whether the infinitive is what somebody is asked to do: "begged the guard to ...", "pleaded with him to ..."."""
    frame = cue.frame("np_inf")
    if frame is None or frame.kind not in _ORDERS or _kid(passage, verb, "xcomp", "ccomp"):
        return False
    if _kid(passage, verb, "nsubjpass") and _kid(passage, verb, "auxpass"):
        return True
    asked = [*_kids(passage, verb, "dobj", "dative")]
    asked += [o for p in _kids(passage, verb, "prep") if p.lower in _TO_SOMEBODY for o in _kids(passage, p, "pobj")]
    return any(one.index > verb.index and _is_somebody(one) for one in asked)


def _phrase(passage: Passage, prep: Token, changed: dict[int, Token]) -> None:
    """Hang "of burning it" in "accused by the parish of burning it" on the verb, "for time" in "made a plea for time" on the noun."""
    above = passage.tokens[prep.head]
    if above.pos == "VERB" and above.lemma in phrases().light_verbs:
        noun = passage.tokens[prep.index - 1]
        cue = cues().nouns.get(noun.lemma) if noun.pos == "NOUN" and noun.dep == "dobj" and noun.head == above.index else None
        if cue is not None and cue.frame(f"pp:{prep.lower}") is not None and "thinks" not in cue.kinds:
            changed[prep.index] = replace(prep, head=noun.index)
        return
    verb = _verb_above(passage, prep)
    cue = None if verb is None else cues().verbs.get(verb.lemma)
    if verb is None or cue is None or not _is_somebody(above) or (frame := cue.frame(f"pp:{prep.lower}")) is None:
        return
    what = _kid(passage, prep, "pcomp", "pobj")
    apart = _is_agent(passage, above) or (verb.lemma in _OF_IT and prep.lower == "of")
    if what is not None and frame.grade != "weak" and apart and (what.dep == "pcomp" or _is_charge(passage, what)):
        changed[prep.index] = replace(prep, head=verb.index)


def _is_charge(passage: Passage, noun: Token) -> bool:
    """Tell whether the noun is what somebody is accused of or warned of, no part of a name: "a shortage", "theft", not "elders"."""
    if noun.pos != "NOUN" or noun.name or _is_somebody(noun):
        return False
    return noun.tag == "NN" or bool(_kid(passage, noun, "det", "amod", "prep"))


def _is_somebody(token: Token) -> bool:
    """Tell whether the word names persons or a body."""
    lists = holders()
    known = token.lemma.lower() in lists.people or token.lemma.lower() in lists.bodies
    known = known or (token.pos == "NOUN" and token.lemma.lower().endswith(_DOERS))
    return known or token.pos in ("PROPN", "PRON") or token.name in {"PERSON", "ORG", "NORP", "GPE"}


def _first(passage: Passage, token: Token) -> int:
    return min((token.index, *passage.children[token.index]))


def _kids(passage: Passage, token: Token, *deps: str) -> list[Token]:
    return [passage.tokens[c] for c in passage.children[token.index] if passage.tokens[c].dep in deps]


def _kid(passage: Passage, token: Token, *deps: str) -> Token | None:
    return next(iter(_kids(passage, token, *deps)), None)
