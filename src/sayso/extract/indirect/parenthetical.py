"""A tag between two commas that the parser did not see as one: "The convoy, the staff maintains, left the port empty"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.candidates import Candidate
from sayso.extract.context import Context
from sayso.extract.lexicon.cues import Cue
from sayso.extract.parse.tree import Tree

_REACH = 12  # tokens from the comma to the verb, and from the verb to the next comma
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "ADP", "NUM", "PART", "AUX", "ADV"})
_NAMING = frozenset({"NOUN", "PROPN", "PRON"})
_NO_TAG = frozenset({"which", "who", "that", "whom", "whose", "as", "and", "but", "or", "it"})


def parenthetical(context: Context, verb: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the reading of a verb set off by commas with its subject, and perhaps a hearer: the rest of the sentence is what is said."""
    tree = context.tree
    frame = cue.frame("clause")
    if tree.tokens[verb].tag == "VBN" and tree.has(verb, {"it"}, "nsubjpass"):
        yield from _impersonal(context, verb, cue)
        return
    if frame is None or frame.grade != "sure" or frame.kind == "shows" or tree.tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return
    first = _comma_before(tree, verb)
    last = _comma_behind(tree, verb)
    sentence = tree.passage.sentences[tree.tokens[verb].sentence]
    if first is None or last is None or first <= sentence.first or last + 1 >= sentence.last:
        return
    if tree.tokens[first + 1].lower in _NO_TAG or any(t.tag == "WP" for t in tree.tokens[first + 1 : verb]):
        return  # ", contrary to what people thought,": no tag
    if not any(tree.tokens[i].tag[:1] == "V" for i in range(last + 1, sentence.last)):
        return
    who = _subject(tree, first, verb)
    if who is not None and tree.inside[sentence.first] == tree.inside[verb]:
        content = tree.runs([*range(sentence.first, first), *range(last + 1, sentence.last)])
        yield context.candidate(verb, "clause", frame, content, who)


def _impersonal(context: Context, verb: int, cue: Cue) -> Iterator[Candidate]:
    """Yield the reading of "He is, it is rumoured, the owner"."""
    tree, frame = context.tree, cue.frame("passive")
    first, last = _comma_before(tree, verb), verb + 1
    sentence = tree.passage.sentences[tree.tokens[verb].sentence]
    if frame is None or first is None or last + 1 >= sentence.last or tree.tokens[last].text != "," or tree.tokens[first + 1].lower != "it":
        return
    content = tree.runs([*range(sentence.first, first), *range(last + 1, sentence.last)])
    yield context.candidate(verb, "passive", frame, content, None)


def _comma_before(tree: Tree, verb: int) -> int | None:
    """Return the comma in front of the words that name the speaker, which hold no other verb."""
    for i in range(verb - 1, max(verb - _REACH, -1), -1):
        if tree.tokens[i].text == ",":
            return i
        if tree.tokens[i].pos not in _NOMINAL or tree.inside[i] != tree.inside[verb]:
            return None
    return None


def _comma_behind(tree: Tree, verb: int) -> int | None:
    """Return the comma right behind the verb, or behind its object, the hearer."""
    hearer = tree.kid(verb, "dobj", "dative")
    end = verb + 1 if hearer is None or hearer < verb or tree.right[hearer] - verb > _REACH else tree.right[hearer] + 1
    return end if end < len(tree.tokens) and tree.tokens[end].text == "," else None


def _subject(tree: Tree, first: int, verb: int) -> int | None:
    """Return the head of the noun phrase between the comma and the verb."""
    nouns = [i for i in range(first + 1, verb) if tree.tokens[i].pos in _NAMING]
    own = next((i for i in nouns if tree.heads[i] == verb and tree.tokens[i].dep == "nsubj"), None)
    return own if own is not None or not nouns else nouns[-1] if tree.heads[nouns[-1]] not in nouns else nouns[0]
