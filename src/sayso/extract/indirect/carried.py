"""Where the object of a verb of saying ends: "praised his *work in the wake of the flood*", "defended her *call to raise the toll*".

A parser often hangs what describes a noun on the verb. What follows the object without a comma belongs to it, unless it tells when,
where, in what or to whom it was said.
"""

from __future__ import annotations

from sayso.extract.lexicon import cues, phrases
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import features

#: Prepositions that carry on an object's description wherever they stand: "criticised the council for its silence".
_ALWAYS = frozenset({"for", "as", "over", "of", "about", "against"})
#: Those that do so unless they lead to a time, a place, a hearer or a medium.
_OFTEN = frozenset({"in", "with", "from", "on", "toward", "towards", "between", "among", "into", "without", "behind"})
_WHEN_OR_WHERE = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC"})
#: Verbs whose object is shared with a hearer: "discussed it with the mayor".
_WITH_SOMEBODY = frozenset({"discuss", "raise", "share", "debate", "negotiate", "agree", "sign"})
#: Nouns of acts and wishes that take an infinitive though they tell nothing.
_TO_DO = frozenset(
    {"effort", "attempt", "bid", "move", "drive", "campaign", "fight", "right", "power", "duty", "need", "failure", "ability"}
)
_PASSED_OVER = frozenset({"npadvmod", "advmod"})


def object_end(tree: Tree, verb: int, thing: int) -> int:
    """Return the index of the last token of the object headed by `thing` of the verb, with what carries it on."""
    last = max([tree.right[thing], *(tree.right[p] for p in tree.kids(verb, "prep") if p > thing and tree.tokens[p].lower in _ALWAYS)])
    at = last + 1
    for child in tree.children[verb] if tree.tokens[thing].pos != "PRON" else ():
        if child <= thing or tree.left[child] != at:
            continue
        if _carries_on(tree, verb, thing, child):
            last = tree.right[child]
        elif tree.tokens[child].dep not in _PASSED_OVER:
            break
        at = tree.right[child] + 1
    return last


def _carries_on(tree: Tree, verb: int, thing: int, child: int) -> bool:
    token = tree.tokens[child]
    if token.dep in ("advcl", "xcomp"):
        return token.tag == "VB" and tree.tokens[tree.left[child]].lower == "to" and _takes_an_infinitive(tree, thing)
    if token.dep != "prep" or tree.inside[child] != tree.inside[thing]:
        return False
    cue = cues().nouns.get(tree.tokens[thing].lemma)
    if cue is not None and cue.frame(f"pp:{token.lower}") is not None and token.lower not in {"in", "on", "at"}:
        return True
    return token.lower in _ALWAYS or (token.lower in _OFTEN and not _circumstance(tree, verb, child))


def _takes_an_infinitive(tree: Tree, thing: int) -> bool:
    inner = [thing, *(tree.kid(p, "pobj") or thing for p in tree.kids(thing, "prep"))]
    for noun in inner:
        cue = cues().nouns.get(tree.tokens[noun].lemma)
        if tree.tokens[noun].lemma in _TO_DO or (cue is not None and cue.frame("inf") is not None):
            return True
    return False


def _circumstance(tree: Tree, verb: int, prep: int) -> bool:
    """Tell whether the phrase tells when, where, in what or with whom it was said."""
    noun = tree.kid(prep, "pobj")
    if noun is None:
        return tree.tokens[prep].lower in {"in", "on", "with"}
    token, lists = tree.tokens[noun], phrases()
    if token.name in _WHEN_OR_WHERE or token.lemma in lists.media or token.text in lists.media_places:
        return True
    beside = tree.tokens[prep].lower in {"with", "from"} and tree.tokens[verb].lemma in _WITH_SOMEBODY
    return beside and "person" in features(tree, noun)
