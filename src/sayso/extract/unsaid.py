"""Acts of saying that did not take place: denied, supposed, asked about, ordered, yet to come; and one's own present mind.

A text that says "nobody told us", "if she says so", "had he asked", "did anyone say?" or "tell them that" reports no saying. And what
people tell of their own mind at the time of speaking ("I think", "said he hoped") is a part of what they say.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.extract.lexicon import cues
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import SUBJECTS, features

_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_NO = frozenset({"no", "neither", "any"})
_ANYBODY = frozenset({"anyone", "anybody", "whoever", "whomever"})
_SUPPOSED = frozenset({"if", "unless", "whether", "lest"})
_TO_COME = frozenset({"will", "'ll", "’ll", "wo", "shall"})
_POSSIBLE = frozenset({"would", "could", "should", "might", "may", "must", "can", "ca"})
_HABIT = frozenset({"every", "always", "often", "usually", "sometimes", "each"})
_MERELY_POSSIBLE = frozenset({"could", "should", "might", "may", "must", "can", "ca"})
_SIGNS = frozenset({"sign", "signboard", "signpost", "nameplate", "clock", "thermometer", "gauge", "dial", "meter"})
#: A question mark stands no farther behind its verb.
_QUESTION = 120
_ASKED = frozenset({"do", "does", "did", "has", "have", "had", "was", "were", "is", "are"})
_COMES_TO_KNOW = frozenset({"know", "decide", "realize", "realise", "learn", "notice", "recognize", "recognise", "understand"})
_LIKES = frozenset({"like", "love", "enjoy"})
_REFUSED = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
#: What is used to say something with has said it: "took to the air to denounce the pact".
_MEANS = frozenset(
    {"use", "take", "go", "come", "return", "break", "write", "ring", "phone", "call", "telephone", "cable", "wire", "rise", "stand"}
)
#: What somebody is told not to have done: "refused to confirm that ...", "failed to mention that ...".
_NOT_DONE = frozenset({"refuse", "decline", "fail", "neglect", "omit", "forget"})
#: The same with a gerund: "avoided saying that ...".
_AVOIDS = frozenset({"avoid", "resist"})
_OWN = frozenset({"i", "we"})
_HERS = frozenset({"he", "she", "they", "it", "i", "we"})
_WISHES = frozenset({"demands", "promises", "thinks", "denies", "asks", "warns"})
#: What one does by saying so: "I promise", "we reject". Telling what one tells others is another matter ("I tell them").
_DONE_BY_SAYING = frozenset({"thinks", "demands", "promises", "asks", "warns", "denies", "admits", "claims"})
_TO_MIND = frozenset({"recall", "remember", "note", "notice", "wonder"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEPTH = 8


def unsaid(tree: Tree, token: int, who: int | None, kind: str) -> bool:
    """Tell whether the cue at `token`, whose subject is headed by token `who`, tells of no act of saying or thinking that took place."""
    if _likes_to_tell(tree, token):
        return True
    if _nobody(tree, token, who) or _nobody(tree, token, _hearer(tree, token)) or _not_known(tree, token):
        return True
    if asked_about(tree, token) or unreal(tree, token) or _own(tree, token, who, kind) or _anybody(tree, token, who, kind):
        return True
    if _generic(tree, token) or _without(tree, token) or (tree.tokens[token].pos == "NOUN" and _noun_supposed(tree, token)):
        return True
    clause = tree.heads[token] if tree.tokens[token].pos == "ADJ" else _governing(tree, token)
    return _supposed(tree, clause) or _questioned(tree, token, clause) or (kind != "thinks" and _yet_to_come(tree, token, clause))


def _governing(tree: Tree, token: int) -> int:
    """Return the verb whose auxiliaries and conjunctions hold for `token` too: the first of "if he comes and says"."""
    for _ in range(_DEPTH):
        if tree.tokens[token].dep != "conj" or tree.kid(token, "aux", "mark", *SUBJECTS) is not None:
            break
        token = tree.heads[token]
    return token


def _nobody(tree: Tree, token: int, who: int | None) -> bool:
    """Tell whether the subject is empty ("nobody", "no official", "neither of them") or a mere sign ("the clock said ten")."""
    if who is None:
        return False
    noun = tree.tokens[who]
    if (
        noun.lower in _NOBODY
        or (noun.lemma in _SIGNS and tree.tokens[token].lemma in {"read", "say"})
        or (noun.lower == "one" and tree.has(who, {"no"}, "det"))
    ):
        return True
    if noun.pos == "VERB" or (who > token > 0 and tree.heads[token] == who):
        return False
    return tree.has(who, _NO, "det", "preconj")


def _hearer(tree: Tree, token: int) -> int | None:
    """Return the subject of a passive that heard something: "no one was told that ...", "nobody was promised land"."""
    told = tree.kid(token, "ccomp", "dobj") is not None and tree.kid(token, "xcomp") is None
    own = tree.kid(token, "nsubjpass")
    return own if own is not None and (told or tree.has(own, {"any"}, "det")) else None


def _generic(tree: Tree, token: int) -> bool:
    """Tell whether anybody of a kind is meant: "a man who asks for lime is not thinking of supper"."""
    noun = tree.heads[token]
    if tree.tokens[token].dep != "relcl" or tree.tokens[noun].dep != "nsubj" or not tree.has(noun, {"a", "an"}, "det"):
        return False
    return _finite(tree, token) == _finite(tree, tree.heads[noun]) == "VBZ"


def _without(tree: Tree, token: int) -> bool:
    """Tell whether the text says that it was not done, or by nothing: "without saying", "instead of saying", "no paper showing"."""
    above = tree.heads[token]
    if tree.tokens[token].dep == "acl" and tree.has(above, {"no"}, "det"):
        return True
    if tree.tokens[token].dep == "xcomp" and tree.tokens[token].tag == "VBG" and tree.tokens[above].lemma in _AVOIDS:
        return not tree.has(above, _REFUSED, "neg", "advmod")
    if tree.tokens[token].dep != "pcomp":
        return False
    return tree.tokens[above].lower == "without" or (tree.tokens[above].lower == "of" and tree.tokens[above - 1].lower == "instead")


def _noun_supposed(tree: Tree, noun: int) -> bool:
    """Tell whether the noun is the object of what is supposed or possible: "unless it declares its intention", "may make a promise"."""
    verb = tree.heads[noun]
    if tree.tokens[noun].dep != "dobj" or tree.tokens[verb].pos != "VERB":
        return False
    possible = any(tree.tokens[c].lower in _TO_COME | _POSSIBLE for c in tree.kids(verb, "aux"))
    return tree.has(verb, _SUPPOSED, "mark") or (possible and tree.has(noun, {"a", "an", "any"}, "det"))


def asked_about(tree: Tree, token: int) -> bool:
    """Tell whether the text asks who said it: "asked who had told them", "whoever tells you"."""
    who = tree.kid(token, "nsubj")
    asks = who is not None and tree.tokens[who].lower in {"who", "whoever"}
    return asks and tree.tokens[token].dep in ("ccomp", "csubj", "ROOT", "pcomp")


def unreal(tree: Tree, token: int) -> bool:
    """Tell whether the verb names an act wanted, planned, promised or ordered rather than one that took place."""
    token = _first_end(tree, token)
    verb = tree.tokens[token]
    if verb.tag != "VB" or tree.has(token, {"have"}, "aux"):
        return False
    if tree.kid(token, "aux") is None:
        return _ordered(tree, token)
    return tree.has(token, {"to"}, "aux") and _intended(tree, token)


def _intended(tree: Tree, token: int) -> bool:
    """Tell whether the infinitive tells a purpose, a plan, or what one is to do: "I am to inform you"."""
    dep, above = tree.tokens[token].dep, tree.tokens[tree.heads[token]]
    if dep == "xcomp" and above.lemma in _NOT_DONE:
        return not tree.has(above.index, _REFUSED, "neg", "advmod")
    if dep == "xcomp" and above.lemma == "be":
        own = tree.kid(above.index, *SUBJECTS)
        if own is None or "person" in features(tree, own):
            return True  # against "her answer is to say"
    if dep == "advcl":
        return above.lemma not in _MEANS and (_in_order(tree, token) or tree.kid(token, "ccomp") is None)
    if _is_judged(tree, token) or (dep in ("xcomp", "acl") and _ahead(tree, above.index)):
        return True
    if above.lemma in _LIKES:
        return False
    cue = (cues().verbs if above.pos == "VERB" else cues().nouns).get(above.lemma)
    return cue is not None and cue.frame("raising") is None and bool(_WISHES.intersection(cue.kinds))


def _first_end(tree: Tree, token: int) -> int:
    """Return the first of coordinated infinitives: "stage" in "intends to stage an attack and then to accuse us"."""
    for _ in range(_DEPTH):
        second = tree.tokens[token].dep == "conj" and tree.has(token, {"to"}, "aux") and tree.tokens[tree.heads[token]].tag == "VB"
        if not second:
            break
        token = tree.heads[token]
    return token


def _in_order(tree: Tree, token: int) -> bool:
    """Tell whether a purpose is named in full: "in order to say"."""
    first = tree.left[token]
    return tree.tokens[first].lower == "in" and first + 1 < token and tree.tokens[first + 1].lower == "order"


def _is_judged(tree: Tree, token: int) -> bool:
    """Tell whether the infinitive is nobody's act but what is judged: "it would be wrong to assume", "an illusion to believe"."""
    above = tree.heads[token]
    verb = tree.heads[above] if tree.tokens[above].pos in ("ADJ", "NOUN") else above
    own = tree.kid(verb, *SUBJECTS)
    return tree.tokens[verb].lemma == "be" and own is not None and tree.tokens[own].lower == "it" and tree.tokens[token].dep != "ccomp"


def _ahead(tree: Tree, verb: int) -> bool:
    """Tell whether the verb that an infinitive hangs from lies ahead: "every means would be used to convince them"."""
    return any(tree.tokens[c].lower in _TO_COME | {"would"} for c in tree.kids(verb, "aux"))


def _ordered(tree: Tree, token: int) -> bool:
    """Tell whether a bare verb is an order to the hearer, alone or after another: "kiss her and tell her that ..."."""
    head, dep = tree.heads[token], tree.tokens[token].dep
    if dep == "ccomp" and tree.tokens[head].lower == "let":
        return True
    if tree.kid(token, *SUBJECTS) is not None:
        return False
    begins = not token or (tree.inside[token] >= 0 and tree.tokens[token].start == tree.quotes[tree.inside[token]].inner.start)
    if dep == "ROOT" or begins:
        return True
    return dep in ("conj", "parataxis") and tree.tokens[head].tag == "VB" and unreal(tree, head)


def _likes_to_tell(tree: Tree, token: int) -> bool:
    """Tell whether what somebody likes is to tell something: "likes to say that ..." is a saying, and no wish."""
    told = tree.kid(token, "xcomp") if tree.tokens[token].lemma in _LIKES else None
    cue = None if told is None else cues().verbs.get(tree.tokens[told].lemma)
    return told is not None and cue is not None and cue.kinds[0] == "says" and tree.kid(told, "ccomp") is not None


def _not_known(tree: Tree, token: int) -> bool:
    """Tell whether somebody does not know or has not decided something, or denies knowing it: no thought of theirs."""
    above = tree.tokens[tree.heads[token]]
    if tree.tokens[token].dep in ("xcomp", "ccomp") and tree.tokens[token].tag == "VBG" and above.lemma == "deny":
        return tree.tokens[token].lemma in _COMES_TO_KNOW
    return tree.tokens[token].lemma in _COMES_TO_KNOW and tree.has(token, _REFUSED, "neg", "advmod")


def _anybody(tree: Tree, token: int, who: int | None, kind: str) -> bool:
    """Tell whether it comes to anybody's mind: "one recalls", "one fears"."""
    if who is None or tree.tokens[who].lower != "one" or tree.children[who]:
        return False
    return _finite(tree, token) == "VBZ" and (kind == "thinks" or tree.tokens[token].lemma in _TO_MIND)


def _own(tree: Tree, token: int, who: int | None, kind: str) -> bool:
    """Tell whether speakers name their own mind or act of the moment: "I think", "we call on", "said she hoped"."""
    if who is None:
        return False
    subject, verb = tree.tokens[who].lower, _finite(tree, token)
    to_others = tree.tokens[token].lemma == "tell" and not tree.has(token, {"you"}, "dobj", "dative")
    if kind in {"says", "shows"} and subject in _OWN and verb == "VBP" and not to_others:
        return True
    if kind not in _DONE_BY_SAYING:
        return False
    if subject in _OWN:
        return verb in {"VBP", "MD"}
    if subject == "you":
        return kind == "thinks" and verb in {"VBP", "MD"}
    return subject in _HERS and _said_so(tree, token, verb, kind)


def _finite(tree: Tree, token: int) -> str:
    """Return the tag of the word that carries the tense: the first auxiliary, else the verb; that of "be" for an adjective."""
    if tree.tokens[token].pos == "ADJ":
        token = tree.heads[token]
    helpers = [c for c in tree.kids(token, "aux", "auxpass") if tree.tokens[c].tag not in ("TO", "VBN", "VB")]
    return tree.tokens[helpers[0] if helpers else token].tag if helpers or tree.tokens[token].tag not in ("VBN", "VB", "VBG") else ""


def _said_so(tree: Tree, token: int, tense: str, kind: str) -> bool:
    """Tell whether the cue is what a report in the same tense tells: "said she hoped", "says they regret"."""
    i = token if tree.tokens[token].pos == "VERB" else tree.heads[token]
    for _ in range(_DEPTH):
        if kind != "thinks" or tree.tokens[i].dep != "conj" or tree.kid(i, *SUBJECTS) is not None:
            break
        i = tree.heads[i]
    above = tree.tokens[tree.heads[i]]
    if tree.tokens[i].dep != "ccomp" or above.index >= token or above.pos != "VERB" or above.lemma not in cues().verbs:
        return False
    own = tree.kid(above.index, *SUBJECTS)
    now = tense in {"VBZ", "VBP"}
    return own is not None and tree.tokens[own].lower not in _OWN and (now or _finite(tree, above.index) == tense != "")


def _supposed(tree: Tree, clause: int) -> bool:
    """Tell whether the clause is a condition: "if she says", "had anyone asked"."""
    if tree.has(clause, _SUPPOSED, "mark"):
        return True
    own = tree.kid(clause, *SUBJECTS)
    first = tree.left[clause]
    turned = own is not None and first < own and tree.tokens[first].lower in {"had", "should", "were"} and tree.heads[first] == clause
    return turned and tree.tokens[clause].dep == "advcl"


def _questioned(tree: Tree, token: int, clause: int) -> bool:
    """Tell whether the clause asks whether it was said: "did anyone say ...?", "was she told ...?", "You were told ...?"."""
    sentence = tree.passage.sentences[tree.tokens[token].sentence]
    own = tree.kid(clause, *SUBJECTS, "nsubjpass")
    if own is not None and tree.tokens[own].lower in _ANYBODY:
        return True
    if own is None or not _ends_as_question(tree, token):
        return False
    begins = all(tree.tokens[i].pos == "PUNCT" for i in range(sentence.first, own))
    if begins and tree.tokens[own].lower == "you" and tree.tokens[clause].dep == "ROOT":
        return True
    return any(c < own and tree.tokens[c].lower in _ASKED for c in tree.kids(clause, "aux", "auxpass"))


def _ends_as_question(tree: Tree, token: int) -> bool:
    """Tell whether the next stop behind the token, inside the same quotation marks, is a question mark."""
    for word in tree.tokens[token + 1 : token + _QUESTION]:
        if word.text in {"?", ".", "!", ";"} or tree.inside[word.index] < tree.inside[token]:
            return word.text == "?"
    return False


def _refused(tree: Tree, token: int) -> bool:
    """Tell whether the verb is negated: "would neither confirm nor deny it"."""
    return any(
        tree.tokens[c].lower in _REFUSED for verb in (token, tree.heads[token]) for c in tree.kids(verb, "neg", "preconj", "cc", "advmod")
    )


def _foretold(tree: Tree, clause: int, verbs: Iterable[int]) -> bool:
    """Tell whether a report in the past tells of what is to come: "said the union would ask", but not "would say every winter"."""
    above = tree.tokens[tree.heads[clause]]
    if tree.tokens[clause].dep != "ccomp" or above.index > clause or above.tag not in ("VBD", "VBN") or above.lemma not in cues().verbs:
        return False
    words = range(tree.left[clause], max(verbs) + 1)
    return not any(tree.has(verb, {"have"}, "aux") for verb in verbs) and not any(tree.tokens[i].lower in _HABIT for i in words)


def _yet_to_come(tree: Tree, token: int, clause: int) -> bool:
    """Tell whether the act lies ahead, or would have taken place: "will say", "would have said", "can be said to"."""
    verbs = {token} if tree.tokens[token].tag in _FINITE else {token, clause}
    helpers = {tree.tokens[c].lower for verb in verbs for c in tree.kids(verb, "aux")}
    if helpers & _TO_COME or ("would" in helpers and (_refused(tree, token) or _foretold(tree, clause, verbs))):
        return True
    if tree.tokens[token].tag == "VB" and helpers & _MERELY_POSSIBLE and "have" not in helpers:
        return True
    perfect = "have" in helpers and bool(helpers & {"would", "could", "should", "might"})
    passive = tree.kid(token, "auxpass") is not None and bool(helpers & _POSSIBLE)
    return perfect or passive
