"""Words that are part of a name though they do not look it: codes, ordinals, possessives, first names that are titles elsewhere.

"Witness *K-14*", "the *4th* Battalion", "the weekly The *Miner's* Voice", "Clerk *Dean* Howell".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model.annotated import Token
from sayso.resolve.tables import given_names, honorifics, role_nouns, singular

_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,4}|\d{1,4}-?[A-Z]{1,2}")
_MONTHS = frozenset(
    "January February March April May June July August September October November December".split()  # noqa: SIM905 - reads better
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")


def is_code(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a token is the code behind the noun by which somebody is kept nameless: "Witness *K-14*"."""
    if not 0 < i < len(tokens) or _CODE.fullmatch(tokens[i].text) is None:
        return False
    before = tokens[i - 1]
    return before.text[0].isupper() and before.lower not in honorifics() and _type(before) == "person"


def is_ordinal(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a token is the number of a body in its name: "the *4th* Battalion"."""
    if i + 1 >= len(tokens) or _ORDINAL.fullmatch(tokens[i].text) is None:
        return False
    after = tokens[i + 1]
    return after.text[0].isupper() and _type(after) in {"organisation", "group"}


def is_month(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a capitalised word is the month of a day, whatever the parser took it for: "of 3 *May*"."""
    return i > 0 and tokens[i].text in _MONTHS and tokens[i - 1].text[0].isdigit()


def is_possessed(tokens: Sequence[Token], first: int, last: int, following: int) -> bool:
    """Tell whether a possessive stands in a title that begins with a capital "The" in a sentence: "The *Miner's* Voice"."""
    if last + 1 != following or tokens[last].tag != "POS" or first == 0:
        return False
    of_many = tokens[last - 1].tag in {"NNPS", "NNS"} or tokens[last - 1].lower in {"men", "women", "children"}
    if of_many and last - first == 1 and tokens[following].text[0].isupper() and _type(tokens[following]) in {"organisation", "group"}:
        return tokens[first - 1].lower == "the"  # "the *Hauliers'* Union"
    if tokens[first - 1].text != "The":
        return False
    label = tokens[first].name
    whole = label in {"ORG", "WORK_OF_ART"} and all(t.name == label and not t.name_begins for t in tokens[first : following + 1])
    inside = first > 1 and tokens[first - 2].sentence == tokens[first].sentence and tokens[first - 2].text not in {'"', "“", "‘", "«"}
    return tokens[following].text[0].isupper() and (whole or (inside and _type(tokens[following]) != "person"))


def is_first_name(tokens: Sequence[Token], i: int, first: int, last: int) -> bool:
    """Tell whether what may be a title is a first name: between a title and the last word of a name ("Clerk *Dean* Howell")."""
    return first < i == last - 2 and tokens[i].text in given_names() and tokens[last - 1].text[0].isupper()


def is_modal_name(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word read as an auxiliary begins a person's name: "*Will* Stannard"."""
    if i + 1 >= len(tokens):
        return False
    token, after = tokens[i], tokens[i + 1]
    return token.pos == "AUX" and token.name == after.name == "PERSON" and token.name_begins and not after.name_begins


def _type(token: Token) -> str:
    noun = singular(token.lower, token.lemma)
    return role_nouns()[noun].type if noun is not None else ""
