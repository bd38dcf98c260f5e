"""The words that name a source, taken apart: a pronoun, a proper name, or a noun with what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.resolve.names.names import Name, is_numbering, is_title
from sayso.resolve.names.nouns import Noun, is_glued, noun_phrase, uncapitalised
from sayso.resolve.tables import Pronoun, pronouns, role_nouns, singular

_STOPS = frozenset(',;:.()[]—–!?"“”«»')
#: Words beside a noun that do not tell which one is meant.
_EMPTY = frozenset(
    {
        *("the", "a", "an", "this", "that", "these", "those", "some", "any", "same", "said", "'s", "’s"),
        *("of", "for", "at", "in", "from", "by", "with", "to", "on", "and"),
        *("my", "your", "his", "her", "its", "our", "their", "own"),
    }
)
#: What a name in apposition names whatever its label says: "the minister's newspaper, The Anchor".
_PERIODICALS = frozenset(
    {"newspaper", "paper", "daily", "weekly", "magazine", "journal", "gazette", "tabloid", "periodical", "news agency"}
)
_PRONOUN_POS = frozenset({"PRON", "DET", "ADJ"})
_COUNTED = frozenset({"one", "another", "other", "others", "some", "several", "many", "most", "both", "each"})
_OPENING, _CLOSING = frozenset('"“„«‘'), frozenset('"”“»’')
_DASHES = frozenset({"-", "–", "—", "--"})
_NEAR = 12  # tokens behind a source in which such a name begins
_CLOSE = 3  # tokens from a source to the name that is its apposition


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a source's words come to: at most one of `pronoun` and `name`, and the `noun` phrase around or instead of a name.

    `others` are further names bound to the first by "and". `at` is the token that stands for the whole.
    """

    passage: int
    at: Token
    pronoun: Pronoun | None = None
    name: Name | None = None
    noun: Noun | None = None
    others: tuple[Name, ...] = ()

    @property
    def start(self) -> int:
        """The offset at which the phrase counts as met."""
        return self.noun.span.start if self.noun is not None else self.at.start


def within(passage: Passage, spans: Iterable[Span]) -> list[int]:
    """Return the indices of the tokens of `passage` that lie in `spans`, in text order."""
    tokens = passage.tokens
    found: list[int] = []
    for span in spans:
        low = bisect_left(tokens, span.start, key=attrgetter("start"))
        while low < len(tokens) and tokens[low].end <= span.end:
            found.append(low)
            low += 1
    return found


def phrase(passage: Passage, number: int, inside: Sequence[int], named: Sequence[Name], text: str) -> Phrase | None:
    """Return the phrase made by the tokens `inside` of passage `number`, whose names are `named`; None without a noun."""
    tokens = passage.tokens
    head = _head(tokens, inside)
    if head is None:
        return None
    named = named[bisect_left(named, inside[0], key=_first) : bisect_left(named, inside[-1] + _NEAR, key=_first)]
    own = [n for n in named if inside[0] <= n.first and n.last <= inside[-1] + 1]
    if own and (described := _before_dash(passage, own[0], inside, text)) is not None:
        return replace(described, passage=number)
    head = _whose_words(passage, _told_as(passage, head, inside), inside)
    token = tokens[head]
    for name in own:
        if name.kind == "people" and not _bare(passage, name):
            continue
        if name.first <= head < name.last or name.head == head:
            return Phrase(number, token, name=name, noun=_beside(passage, name, text), others=_others(tokens, name, own))
    if token.pos in _PRONOUN_POS and token.lower in pronouns():
        return Phrase(number, token, pronoun=pronouns()[token.lower])
    found = _whole(tokens, inside, text, _counted(tokens, noun_phrase(passage, head, text, limit=inside[-1] + 1), inside, text))
    if any(name.kind == "people" and name.first <= head < name.last for name in own):
        found = replace(found, type="person" if found.article == "a" and not found.plural else "group")
    given = _apposed(passage, found, own, inside) or _apposed_behind(passage, found, named, inside) or _quoted(passage, found, inside, text)
    return Phrase(number, token, name=given, noun=found)


def _head(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    ranked = _from_top(tokens, inside)
    ranked = [i for i in ranked if not is_numbering(tokens, i)] or ranked
    nominal = [i for i in ranked if tokens[i].pos in {"NOUN", "PROPN", "PRON"} or tokens[i].lower in pronouns()]
    nominal = nominal or [i for i in ranked if tokens[i].tag in {"VBN", "VBD", "JJ"} and singular(tokens[i].lower, tokens[i].lemma)]
    return _end_of_word(tokens, nominal[0], inside[-1]) if nominal else None


def _first(name: Name) -> int:
    return name.first


def _told_as(passage: Passage, head: int, inside: Sequence[int]) -> int:
    """Return the noun that tells who "one of them" or "another" is: "one of them, *a seamstress*,"; the head itself else."""
    tokens = passage.tokens
    if tokens[head].lower not in _COUNTED and tokens[head].pos != "NUM":
        return head
    of = (c for k in passage.children[head] if tokens[k].lower == "of" for c in passage.children[k])
    told = (
        c for above in (head, *of) for c in passage.children[above] if tokens[c].dep == "appos" and tokens[c].pos == "NOUN" and c in inside
    )
    return next(told, head)


def _whose_words(passage: Passage, head: int, inside: Sequence[int]) -> int:
    """Return the noun of whoever's words a source names: "according to words of *the miller*"; the head itself else."""
    tokens = passage.tokens
    if tokens[head].lower != "words":
        return head
    of = (c for c in passage.children[head] if tokens[c].lower == "of")
    return next((c for k in of for c in passage.children[k] if tokens[c].dep == "pobj" and c in inside), head)


def _end_of_word(tokens: Sequence[Token], i: int, last: int) -> int:
    """Return the last piece of a common noun that the parser cut at its hyphens: "two co-*defendants*"."""
    while i + 2 <= last and tokens[i].pos != "PROPN" and is_glued(tokens, i + 1):
        i += 2
    if i + 1 == last and tokens[i].dep == "compound" and (singular(tokens[last].lower, tokens[last].lemma) or tokens[last].tag == "RBR"):
        return last  # "the duty *dispatcher*"
    return i


def _counted(tokens: Sequence[Token], noun: Noun, inside: Sequence[int], text: str) -> Noun:
    """Return a noun phrase with the number of those of whom it tells: "*two of* the corporal's superiors"."""
    first = tokens[inside[0]]
    behind = tokens[inside[1]].lower if len(inside) > 1 else ""
    several = first.pos == "NUM" and first.lower not in {"one", "1"} and behind == "of"
    if not several or noun.span.start <= first.start:
        return noun
    span = Span(first.start, noun.span.end)
    words = " ".join(span.of(text).split())
    return replace(noun, text=words, shown=words[0].lower() + words[1:], article="", plural=True, owner=None, span=span)


def _whole(tokens: Sequence[Token], inside: Sequence[int], text: str, noun: Noun) -> Noun:
    """Return a noun phrase with the words of the source in front that the parser hung elsewhere: "*Later* historians"."""
    first = tokens[inside[0]]
    front = [tokens[i] for i in inside if tokens[i].end <= noun.span.start]
    plain = all(t.pos in {"DET", "ADJ", "NOUN", "NUM", "PROPN"} or t.tag in {"RBR", "JJR"} for t in front)
    if not front or not plain or noun.owner is not None or front[-1].index + 1 != _at(tokens, noun):
        return noun
    span = Span(first.start, noun.span.end)
    words = " ".join(span.of(text).split())
    article = "the" if first.lower == "the" else "a" if first.lower in {"a", "an"} else ""
    return replace(noun, text=words, shown=uncapitalised(words, first), article=article, span=span)


def _at(tokens: Sequence[Token], noun: Noun) -> int:
    """Return the token at which a noun phrase begins."""
    i = noun.head
    while i > 0 and tokens[i - 1].start >= noun.span.start:
        i -= 1
    return i


def _bare(passage: Passage, name: Name) -> bool:
    """Tell whether a people's name stands alone or with "the": not "a Druskan", "two Velmorans", "most Druskans"."""
    tokens = passage.tokens
    beside = [tokens[c] for i in range(name.first, name.last) for c in passage.children[i] if c < name.first]
    return all(t.lower in {"the", "", ","} or t.dep in {"cc", "punct", "conj", "prep"} for t in beside)


def _from_top(tokens: Sequence[Token], inside: Sequence[int]) -> list[int]:
    """Return the tokens `inside`, those first that depend on a word outside, then level by level what depends on them."""
    members = set(inside)
    level = [i for i in inside if tokens[i].head not in members or tokens[i].head == i]
    ranked: list[int] = []
    while level:
        ranked += level
        above = set(level)
        level = [i for i in inside if tokens[i].head in above and i not in above and tokens[i].head != i]
    return ranked


def _others(tokens: Sequence[Token], name: Name, own: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(n for n in own if n is not name and tokens[n.head].dep == "conj" and _bound(tokens, n.head, name))


def _bound(tokens: Sequence[Token], at: int, name: Name) -> bool:
    """Tell whether "and" binds the token to the name, directly or through others."""
    while tokens[at].dep == "conj" and tokens[at].head != at:
        at = tokens[at].head
        if name.first <= at < name.last:
            return True
    return False


def _beside(passage: Passage, name: Name, text: str) -> Noun | None:
    """Return the role noun that stands in apposition to a name, or in front of it."""
    tokens = passage.tokens
    head = tokens[name.head]
    near = [c for i in range(name.first, name.last) for c in passage.children[i] if tokens[c].dep == "appos"]
    if head.dep == "appos":
        near.append(head.head)
    for i in near:
        if not name.first <= i < name.last and tokens[i].pos in {"NOUN", "PROPN"}:
            found = noun_phrase(passage, i, text)
            if found.type == "person":
                return found
    return _title_phrase(passage, name, text)


def _title_phrase(passage: Passage, name: Name, text: str) -> Noun | None:
    """Return what stands before a name as a noun phrase: "Druskan Defence Ministry spokesman" Oren Sakh."""
    tokens = passage.tokens
    if not name.noun or name.before == name.first:
        return None
    first = name.before
    while first > 0 and tokens[first - 1].head in range(first, name.last) and tokens[first - 1].pos in {"PROPN", "ADJ", "NOUN"}:
        first -= 1
    span = Span(tokens[first].start, tokens[name.first - 1].end)
    words = frozenset(t.lower for t in tokens[first : name.first] if t.text[0].isalnum()) - _EMPTY - set(name.noun.split())
    kind = role_nouns()[name.noun].type
    written = " ".join(span.of(text).split())
    return Noun(name.first - 1, name.noun, kind, words, frozenset(), "", plural=False, owner=None, text=written, shown=written, span=span)


def _apposed(passage: Passage, noun: Noun, own: Sequence[Name], inside: Sequence[int]) -> Name | None:
    """Return the name that a noun phrase is given: "the ministry's spokesman, *Taro Venn*"; or the one at its end."""
    tokens = passage.tokens
    for name in own:
        head = tokens[name.head]
        aside = name.first > 0 and tokens[name.first - 1].text == "(" and noun.type == "document"  # "its survey (Working Paper 17)"
        if head.dep == "appos" and head.head == noun.head and _may_name(name, noun) and not aside:
            return name
    pair = next((n for n in own if noun.plural and "&" in n.text and n.first > noun.head and tokens[n.before - 1].text == ","), None)
    if pair is not None:
        return pair  # "the owners, Cray & Dunn"
    ends = [n for n in own if n.last == inside[-1] + 1 or tokens[n.last].text in _STOPS]
    for name in ends:
        close = name.first > noun.head and tokens[name.first - 1].text in {",", ":"} and name.kind in {"person", ""}
        runs_on = name.kind == "person" and name.first > noun.head and name.last - name.first > 1 and not is_anothers(tokens, name, noun)
        if noun.type in {"person", ""} and not noun.plural and (close or runs_on):
            return name
    return None


def _apposed_behind(passage: Passage, noun: Noun, named: Sequence[Name], inside: Sequence[int]) -> Name | None:
    """Return the person whose name stands in apposition right behind a source: "in the words of the judge, *Amaia Rell*, ..."."""
    tokens = passage.tokens
    for name in named:
        head = tokens[name.head]
        if noun.plural and "&" in name.text and name.before == inside[-1] + 2 and tokens[inside[-1] + 1].text == ",":
            return name  # "the owners, Messrs Cray & Dunn,"
        if name.first == inside[-1] + 1 and inside[0] <= name.before <= noun.head and noun.article == "the" and not noun.plural:
            return name  # "the elder of the village" *Tomash Rukh*, "the news agency" *Orbis*
        if name.kind == "person" and name.before > inside[-1] and head.dep == "appos" and head.head == noun.head and _may_name(name, noun):
            return name if name.before - inside[-1] <= _CLOSE else None
    return None


def _quoted(passage: Passage, noun: Noun, inside: Sequence[int], text: str) -> Name | None:
    """Return the name in quotation marks behind the noun of a body or a paper: "the local edition *“Shore”*"."""
    tokens, first = passage.tokens, noun.head + 2
    if (
        noun.plural
        or noun.type not in {"organisation", "document", "person"}
        or first > inside[-1]
        or tokens[first - 1].text not in _OPENING
    ):
        return None
    last = next((i for i in range(first, inside[-1] + 1) if tokens[i].text in _CLOSING), inside[-1] + 1)
    if last == first or not tokens[first].text[0].isupper():
        return None
    words = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    return Name(words, first, last, last - 1, noun.type, sure=True, before=first)


def _before_dash(passage: Passage, name: Name, inside: Sequence[int], text: str) -> Phrase | None:
    """Return the person whose description stands behind a dash: "*Jon Wright* - director of sales -"; None where a source is not so."""
    tokens = passage.tokens
    if name.kind not in {"person", ""} or name.before > inside[0] or name.last >= inside[-1] or tokens[name.last].text not in _DASHES:
        return None
    if tokens[name.last - 1].end == tokens[name.last].start:
        return None
    return Phrase(0, tokens[name.head], name=name, noun=_beside(passage, name, text))


def _may_name(name: Name, noun: Noun) -> bool:
    """Tell whether a name in apposition can be the name of what a noun describes: no person is a study, no place a spokesman."""
    if noun.noun in _PERIODICALS and not name.sure:
        return not noun.plural
    full = name.last - name.first > 1
    if noun.plural or name.kind == "people" or (name.kind == "place" and (name.sure or noun.type != "person" or not full)):
        return False
    told_otherwise = noun.type == "person" and name.kind in {"organisation", "document"} and name.sure and name.before < name.first
    if told_otherwise:
        return False  # "the leader of the party New Dawn"
    return name.kind == "person" if not noun.noun else (name.kind != "person" or noun.type != "document")


def is_anothers(tokens: Sequence[Token], name: Name, noun: Noun) -> bool:
    """Tell whether a name at the end of a description is that of somebody else in it: "the widow of the poet Sandor Tesk"."""
    title = tokens[name.before]
    return name.before > noun.head + 1 and title.text[0].islower() and is_title(title)
