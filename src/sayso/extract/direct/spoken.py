"""Words that give away somebody who speaks: first and second person, questions, orders. The author of a report has none of them.

Where no mark tells how far somebody's words go (a turn in a running paragraph, a dash, a comma), these do.
"""

from __future__ import annotations

from sayso.extract.parse.tree import Tree

_SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves", "thee", "thou", "thy"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_BEGIN_ORDERS = frozenset({"do", "don't", "don’t", "please", "let", "let's", "let’s", "never"})
_LONGEST = 120  # tokens of a sentence
_STOPS = frozenset({".", "!", "?", "…", "..."})
_PAST = frozenset({"VBD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FILLERS = frozenset({"know", "see", "understand", "might", "may"})  # "you know", "you might say"


def sentence_end(tree: Tree, first: int) -> int | None:
    """Return the index of the stop that ends the sentence of token `first`, or of the passage's last token; None if it is far off."""
    level, last = tree.inside[first], len(tree.tokens) - 1
    for i in range(first, min(first + _LONGEST, last + 1)):
        if tree.inside[i] == level and tree.tokens[i].text in _STOPS:
            return i
    return last if last < first + _LONGEST else None


def is_addressed(tree: Tree, words: range) -> bool:
    """Tell whether the words speak to somebody: a second person, an order, a question, an exclamation."""
    if not words:
        return False
    if tree.tokens[words[-1]].text in {"?", "!"} or is_order(tree, words[0]):
        return True
    level = tree.inside[words[0]]
    return any(
        tree.tokens[i].lower in _SECOND and tree.inside[i] == level and (i + 1 not in words or tree.tokens[i + 1].lower not in _FILLERS)
        for i in words
    )


def is_personal(tree: Tree, words: range) -> bool:
    """Tell whether the words are somebody's own: they speak to somebody or of the speaker himself."""
    if is_addressed(tree, words):
        return True
    level = tree.inside[words[0]] if words else -1
    return any(tree.tokens[i].lower in _FIRST and tree.inside[i] == level for i in words)


def is_order(tree: Tree, first: int) -> bool:
    """Tell whether an order begins with token `first`: "take them", "do not stop", "please wait"."""
    token = tree.tokens[first]
    if token.lower in _BEGIN_ORDERS:
        return True
    own = {tree.tokens[c].dep for c in tree.children[first] if c < first}
    return token.tag == "VB" and not own & {"nsubj", "nsubjpass", "aux", "mark"}


def is_past(tree: Tree, words: range) -> bool:
    """Tell whether the first finite verb of the words is a past form: what a teller tells, and seldom what is said aloud."""
    first = next((i for i in words if tree.tokens[i].tag in _FINITE), None)
    return first is not None and (tree.tokens[first].tag in _PAST or tree.tokens[first].lower in {"would", "could"})
