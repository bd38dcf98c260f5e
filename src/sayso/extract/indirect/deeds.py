"""Acts as what is ordered, urged, offered or forbidden: "ordered the evacuation", against "ordered a coat"."""

from __future__ import annotations

from sayso.extract.lexicon import phrases
from sayso.extract.parse.tree import Tree
from sayso.extract.sources import features

#: Endings of nouns for acts (Quirk et al. 1985, appendix I.31 to I.36); phrases.toml has those without one, and the words that deceive.
_ENDINGS = ("tion", "sion", "ance", "ment")


def is_deed(tree: Tree, verb: int) -> bool:
    """Tell whether the verb's object is something to be done: "ordered the evacuation", "urged restraint", but "ordered a coat"."""
    thing = tree.kid(verb, "dobj")
    if thing is None or tree.tokens[thing].pos != "NOUN":
        return False
    lemma = tree.tokens[thing].lemma.lower()
    if lemma in phrases().deeds:
        return True
    return lemma.endswith(_ENDINGS) and lemma not in phrases().undone and "person" not in features(tree, thing)
