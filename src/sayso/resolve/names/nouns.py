"""Noun phrases: "the ministry's spokesman", "two residents of Orlo", and what in them tells which one is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.resolve.names.names import is_numbering, phrase_noun
from sayso.resolve.tables import role_nouns

_STOPS = frozenset(',;:.()[]—–!?"“”«»')
#: Words beside a noun that do not tell which one is meant.
_EMPTY = frozenset(
    {
        *("the", "a", "an", "this", "that", "these", "those", "some", "any", "same", "said", "'s", "’s"),
        *("of", "for", "at", "in", "from", "by", "with", "to", "on", "and"),
        *("my", "your", "his", "her", "its", "our", "their", "own"),
    }
)
#: Words beside a noun that tell what somebody is like, not which one is meant.
_MOOD = frozenset({"well-known", "former", "then", "late", "young", "old", "senior", "new", "longtime", "veteran"})
_CORE_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "DET", "ADV", "VERB", "PRON", "PUNCT", "ADP"})
#: What may depend on a word of a phrase without being part of it.
_OUTSIDE = frozenset({"cc", "punct", "advmod", "mark", "nsubj", "relcl", "prep"})
_OPENING, _CLOSING = frozenset('"“„«‘'), frozenset('"”“»’')
_LONGEST_QUOTED = 8  # tokens of a name in quotation marks
_APART = frozenset({"appos", "relcl", "acl", "nsubj"})  # what ends a noun phrase


@dataclass(frozen=True, slots=True)
class Noun:
    """A phrase headed by a common noun: "the ministry's spokesman", "two residents of Orlo".

    `noun` is the role noun that heads it ("" for a word outside the table), `type` what that denotes ("" unknown), `words` the
    other words that tell which one is meant, of which `peoples` name a people, `article` one of the, a, own (a possessive) or "",
    `owner` the index of the possessor, `text` the words as written, clauses and appositions left out, `shown` the same
    without the capital that only begins a sentence, `span` where they stand.
    """

    head: int
    noun: str
    type: str
    words: frozenset[str]
    peoples: frozenset[str]
    article: str
    plural: bool
    owner: int | None
    text: str
    shown: str
    span: Span


def noun_phrase(passage: Passage, head: int, text: str, limit: int | None = None) -> Noun:
    """Return the noun phrase that the token `head` heads; it ends at `limit`, where given."""
    tokens = passage.tokens
    first, last = _left(tokens, head), _right(tokens, head)
    if limit is not None and limit < last and tokens[limit].text not in _CLOSING:
        last = limit
    last = max(head + 1, min(last, limit + 1 if limit is not None else last))
    noun = _noun(tokens, head, last)
    kind = "document" if is_numbering(tokens, head + 1) else role_nouns()[noun].type if noun else ""
    span = Span(tokens[first].start, tokens[last - 1].end)
    words = frozenset(t.lower for t in tokens[first:last] if t.index != head and t.text[0].isalnum()) - _EMPTY
    words -= frozenset(noun.split())
    peoples = frozenset(t.lower for t in tokens[first:head] if t.name == "NORP")
    article, owner = _article(tokens, first, head)
    written = " ".join(span.of(text).split())
    shown = uncapitalised(written, tokens[first])
    return Noun(head, noun, kind, words, peoples, article, tokens[head].tag in {"NNS", "NNPS"}, owner, written, shown, span)


def uncapitalised(words: str, first: Token) -> str:
    """Return a description without the capital that only begins a sentence: "The officer" → "the officer"; names keep theirs."""
    named = first.pos == "PROPN" or (first.name and first.pos != "NUM")
    all_capitals = len(first.text) > 1 and first.text.isupper()
    return words if named or all_capitals or not words else words[0].lower() + words[1:]


def is_telling(word: str) -> bool:
    """Tell whether a word beside a role noun says which one is meant (not only what he is like)."""
    return word not in _MOOD


def is_glued(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a token is a hyphen between two pieces of a word."""
    return (
        0 < i < len(tokens) - 1 and tokens[i].text == "-" and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    )


def _left(tokens: Sequence[Token], head: int) -> int:
    """Return the first token of the phrase: as far left as words depend on what stands right of them."""
    first = head
    while first > 0:
        t = tokens[first - 1]
        if t.sentence != tokens[head].sentence or t.pos not in _CORE_POS or t.text in _STOPS:
            break
        glued = is_glued(tokens, first - 1) or is_glued(tokens, first)
        if not glued and t.tag != "POS" and (not first <= t.head <= head or (t.dep in _OUTSIDE and t.text != "-")):
            break
        first -= 1
    return first


def _right(tokens: Sequence[Token], head: int) -> int:
    """Return the end of the phrase: prepositional phrases belong to it, clauses and appositions do not."""
    last = head + 1
    while last < len(tokens):
        t = tokens[last]
        if t.text in _STOPS or t.pos in {"VERB", "AUX", "SCONJ"} or t.tag in {"WDT", "WP", "WP$", "WRB", "TO"}:
            break
        if t.lower == "to" and t.pos == "ADP" and _sends(tokens, head):
            break  # "the legation at Orme *to the Ministry*"
        if t.pos == "ADP" and _leads_to_pronoun(tokens, last, head):
            break  # "a driver *among them*"
        close = t.dep == "appos" and t.pos == "PROPN"  # "the captain of the ship Northern *Star*"
        if not head <= t.head < last + 8 or not _descends(tokens, last, head) or (t.dep in _APART and not close):
            break
        last += 1
    last = _quoted(tokens, _run_on(tokens, head, last))
    while last > head + 1 and (tokens[last - 1].pos in {"CCONJ", "ADP", "DET", "ADV"} or tokens[last - 1].tag == "POS"):
        last -= 1
    return last


def _sends(tokens: Sequence[Token], head: int) -> bool:
    """Tell whether a noun is for a body, which has nobody that it is sent to: no "ambassador to", "adviser to"."""
    noun = phrase_noun(tokens, head)
    return bool(noun) and role_nouns()[noun].type == "organisation"


def _leads_to_pronoun(tokens: Sequence[Token], i: int, head: int) -> bool:
    """Tell whether a preposition, but for "of", has a pronoun: that is no part of who somebody is."""
    if tokens[i].lower in {"of", "for", "to"} or tokens[i].head != head or i + 1 >= len(tokens):
        return False
    return tokens[i + 1].tag == "PRP"


def _quoted(tokens: Sequence[Token], last: int) -> int:
    """Return the end of a phrase with the name in quotation marks behind its noun: "the command *“South-Steppe”*"."""
    if (
        last + 1 >= len(tokens)
        or tokens[last].text not in _OPENING
        or tokens[last - 1].pos != "NOUN"
        or not tokens[last + 1].text[0].isupper()
    ):
        return last
    end = next((i for i in range(last + 2, min(last + _LONGEST_QUOTED, len(tokens))) if tokens[i].text in _CLOSING), None)
    inside = tokens[last + 1 : end] if end is not None else ()
    named = inside and all(t.pos in {"PROPN", "NOUN", "ADJ", "PUNCT", "NUM", "X"} for t in inside)
    return end + 1 if named and end is not None else last


def _run_on(tokens: Sequence[Token], head: int, last: int) -> int:
    """Return the end of a phrase with the name behind it that the parser made a second subject: "the widow of the poet *Sandor Tesk*"."""
    if last >= len(tokens) or tokens[last - 1].dep != "pobj" or tokens[last - 1].text[0].isupper() or not tokens[last].name_begins:
        return last
    end = last
    while end < len(tokens) and tokens[end].pos == "PROPN" and tokens[end].sentence == tokens[head].sentence:
        end += 1
    return end if end > last and tokens[end - 1].head == tokens[head].head and tokens[end - 1].dep == tokens[head].dep else last


def _descends(tokens: Sequence[Token], at: int, head: int) -> bool:
    for _ in range(12):  # deeper nesting than this is no noun phrase
        if at == head:
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False


def _noun(tokens: Sequence[Token], head: int, last: int) -> str:
    """Return the role noun at `head`, with "of ..." where the table has it so ("head of state")."""
    if head + 2 < last:
        rest = [t.lower for t in tokens[head + 2 : head + 4]]
        for words in (rest[:1], rest):
            longer = " ".join((tokens[head].lemma.lower(), "of", *words))
            if longer in role_nouns():
                return longer
    return phrase_noun(tokens, head)


def _article(tokens: Sequence[Token], first: int, head: int) -> tuple[str, int | None]:
    for t in tokens[first:head]:
        if t.dep == "poss" and t.head == head:
            return "own", t.index
    lower = tokens[first].lower
    if lower in {"the", "this", "that", "these", "those"}:
        return "the", None
    return ("a" if lower in {"a", "an", "another", "one"} else ""), None
