"""The words that name a source, taken apart: a pronoun, a proper name, or a noun with what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.resolve.names import Name, is_numbering, is_title, phrase_noun
from sayso.resolve.tables import Pronoun, pronouns, role_nouns

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
#: What a name in apposition names whatever its label says: "the minister's newspaper, The Anchor".
_PERIODICALS = frozenset(
    {"newspaper", "paper", "daily", "weekly", "magazine", "journal", "gazette", "tabloid", "periodical", "news agency"}
)
_CORE_POS = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "DET", "ADV", "VERB", "PRON", "PUNCT", "ADP"})
_PRONOUN_POS = frozenset({"PRON", "DET", "ADJ"})
_COUNTED = frozenset({"one", "another", "other", "others", "some", "several", "many", "most", "both", "each"})
_OPENING, _CLOSING = frozenset('"“„«‘'), frozenset('"”“»’')
_DASHES = frozenset({"-", "–", "—", "--"})
_NEAR = 12  # tokens behind a source in which such a name begins
_CLOSE = 3  # tokens from a source to the name that is its apposition
#: What may depend on a word of a phrase without being part of it.
_OUTSIDE = frozenset({"cc", "punct", "advmod", "mark", "nsubj", "relcl", "prep"})
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
    found = noun_phrase(passage, head, text, limit=inside[-1] + 1)
    if any(name.kind == "people" and name.first <= head < name.last for name in own):
        found = replace(found, type="person" if found.article == "a" and not found.plural else "group")
    given = _apposed(passage, found, own, inside) or _apposed_behind(passage, found, named, inside) or _quoted(passage, found, inside, text)
    return Phrase(number, token, name=given, noun=found)


def noun_phrase(passage: Passage, head: int, text: str, limit: int | None = None) -> Noun:
    """Return the noun phrase that the token `head` heads; it ends at `limit`, where given."""
    tokens = passage.tokens
    first, last = _left(tokens, head), _right(tokens, head)
    last = max(head + 1, min(last, limit or last))
    noun = _noun(tokens, head, last)
    kind = role_nouns()[noun].type if noun else ""
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


def _head(tokens: Sequence[Token], inside: Sequence[int]) -> int | None:
    ranked = _from_top(tokens, inside)
    ranked = [i for i in ranked if not is_numbering(tokens, i)] or ranked
    nominal = [i for i in ranked if tokens[i].pos in {"NOUN", "PROPN", "PRON"} or tokens[i].lower in pronouns()]
    return _end_of_word(tokens, nominal[0], inside[-1]) if nominal else None


def _first(name: Name) -> int:
    return name.first


def _told_as(passage: Passage, head: int, inside: Sequence[int]) -> int:
    """Return the noun that tells who "one of them" or "another" is: "one of them, *a seamstress*,"; the head itself else."""
    tokens = passage.tokens
    if tokens[head].lower not in _COUNTED and tokens[head].pos != "NUM":
        return head
    told = (c for c in passage.children[head] if tokens[c].dep == "appos" and tokens[c].pos == "NOUN" and c in inside)
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
        if head.dep == "appos" and head.head == noun.head and _may_name(name, noun):
            return name
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
        if name.first == inside[-1] + 1 and name.before == noun.head and name.before < name.first - 1:
            return name  # "the elder of the village" *Tomash Rukh*
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
        close = t.dep == "appos" and t.pos == "PROPN"  # "the captain of the ship Northern *Star*"
        if not head <= t.head < last + 8 or not _descends(tokens, last, head) or (t.dep in _APART and not close):
            break
        last += 1
    last = _run_on(tokens, head, last)
    while last > head + 1 and (tokens[last - 1].pos in {"CCONJ", "ADP", "DET"} or tokens[last - 1].tag == "POS"):
        last -= 1
    return last


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
        longer = f"{tokens[head].lemma.lower()} of {tokens[head + 2].lower}"
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
