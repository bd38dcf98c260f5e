"""Stops that end no sentence: the parser is told before it parses where none can begin.

"Order *No.* 17", "Orme guard *Lt.* Dessa Fell", "*Ms.* Thane", "at 6 *a . m .* Friday". A stop behind such a word is its own; the small
model often ends a sentence there, and what is said or who says it is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Words whose stop goes on with a name, in the singular before one person.
_TITLES = frozenset(
    {
        *("lt", "sgt", "cpl", "pvt", "capt", "maj", "col", "gen", "adm", "cmdr", "insp", "det", "supt", "const", "brig", "cdr"),
        *("mr", "mrs", "ms", "dr", "prof", "rev", "hon", "sen", "rep", "gov", "pres", "st", "fr", "messrs", "mme", "mlle"),
    }
)
#: Words whose stop goes on with a number.
_NUMBERED = frozenset({"no", "nos", "nr", "vol", "art", "sec", "fig", "pp", "fol", "cf"})
_INITIAL = re.compile(r"[A-Z]\.?")
_HOUR = ("a", "p")


def unbroken(doc: Doc) -> Doc:
    """Return the document, tokenised and not yet parsed, the tokens marked that begin no sentence; "No." before a number is one word."""
    with doc.retokenize() as retokenizer:
        for i in range(len(doc) - 2):
            if doc[i].lower_ in _NUMBERED and doc[i + 1].text == "." and not doc[i].whitespace_ and doc[i + 2].text[0].isdigit():
                retokenizer.merge(doc[i : i + 2])
    for i in range(1, len(doc)):
        if _goes_on(doc, i):
            doc[i].is_sent_start = False
    return doc


def _goes_on(doc: Doc, i: int) -> bool:
    """Tell whether the token at `i` stands right behind a stop that ends no sentence, or is that stop."""
    word, behind = doc[i], doc[i - 1]
    if word.text == "." and behind.lower_.rstrip(".") in _TITLES | _NUMBERED:
        return True
    if behind.text == "." and i > 1:
        before = doc[i - 2].lower_
    elif behind.text.endswith("."):
        before = behind.lower_.rstrip(".")
    else:
        return False
    if before in _NUMBERED:
        return word.text[0].isdigit()
    if before in _TITLES:
        return word.text[0].isupper()
    if _is_hour(doc, i):
        return True
    return _INITIAL.fullmatch(behind.text if behind.text != "." else doc[i - 2].text) is not None and _follows_initial(doc, i)


def _is_hour(doc: Doc, i: int) -> bool:
    """Tell whether the stop is that of "a . m ." in a tokenised text, and no capital follows but the name of a day."""
    spaced = [t.lower_ for t in doc[max(i - 4, 0) : i]]
    inside = doc[i].lower_ == "m" and doc[i - 1].text == "." and i > 1 and doc[i - 2].lower_ in _HOUR
    behind = spaced in (["a", ".", "m", "."], ["p", ".", "m", "."]) and (doc[i].text[0].islower() or doc[i].lower_.endswith("day"))
    return inside or behind


def _follows_initial(doc: Doc, i: int) -> bool:
    """Tell whether a name follows a single capital with a stop that itself follows a name, a stop, or begins the text: "R. Osten"."""
    first = i - 1 if doc[i - 1].text != "." else i - 2
    word = doc[i]
    begins = (
        first == 0 or not doc[first - 1].is_alpha or doc[first - 1].text[0].isupper() or doc[first - 1].lower_ in {"by", "of", "and", "to"}
    )
    return begins and word.text[0].isupper() and word.is_alpha and len(word.text) > 1 and doc[first].text.rstrip(".") != "I"
