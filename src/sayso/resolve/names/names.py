"""Proper names in a passage: which words make up one name, what stands before it, and what it seems to denote.

The parser's entity labels (OntoNotes types) err often on names it has not seen, so they are only one witness: titles, role nouns
inside the name, and capitals are the others. One pass over the tokens, linear in their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.model.annotated import Passage, Token
from sayso.resolve.names.oddnames import is_code, is_first_name, is_modal_name, is_month, is_ordinal, is_possessed
from sayso.resolve.tables import honorifics, mastheads, namesakes, role_nouns, singular

#: Lower-case words that belong to a name when names stand on both sides, or before a name at its beginning.
PARTICLES = frozenset(
    {
        *("al", "el", "ad", "ul", "bin", "ben", "ibn", "abu", "av", "y", "e"),
        *("de", "del", "della", "di", "da", "du", "dos", "das", "la", "le"),
        *("van", "von", "der", "den", "zu", "ter", "ten", "af"),
    }
)
_NUMERIC = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_KINDS = {"PERSON": "person", "ORG": "organisation", "NORP": "people", "WORK_OF_ART": "document", "LAW": "document"}
_KINDS |= dict.fromkeys(_PLACES, "place")
_LINKS = frozenset({"of", "for", "and", "&", "the"})
_LONGEST_PERSON = 5
_LONGEST_ACRONYM = 6
_SHORT_ACRONYM = 3  # in a headline of capitals, longer words are words
_OF_TITLE = 2  # tokens of "chairman of"
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "to"})
_SHORTEST_HEADLINE, _CAPITALS = 4, 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: the tokens `first` to `last` (exclusive), with titles left out.

    `kind` is person, organisation, place, people, document or "" (cannot be told), `sure` whether words, not only a label, say so.
    `title` are the words just before it that tell a role ("Foreign Minister"), `noun` the role noun among them, `before` the
    index of the first of them (`first` without any), `gender` what a title tells (m, f or ""). `weak` tells that only a capital
    makes it a name: it counts where somebody known is called so.
    """

    text: str
    first: int
    last: int
    head: int
    kind: str
    sure: bool
    noun: str = ""
    title: tuple[str, ...] = ()
    before: int = 0
    gender: str = ""
    weak: bool = False


def names(passage: Passage, text: str) -> tuple[Name, ...]:
    """Return the names in `passage` of a document with this `text`, in text order, not overlapping."""
    tokens = passage.tokens
    found = []
    segments = list(_labelled(tokens) if _is_headline(tokens) else _segments(tokens))
    for first, last in _joined(tokens, segments):
        name = _name(passage, first, last, text)
        if name is not None:
            found.append(name)
    return tuple(found)


def is_acronym(text: str) -> bool:
    """Tell whether a name is written in capitals only and short enough to be an acronym."""
    bare = text.replace(".", "")
    return bare.isupper() and bare.isalnum() and 1 < len(bare) <= _LONGEST_ACRONYM


def is_title(token: Token) -> bool:
    """Tell whether a word may stand before a person's name: a role noun for a person, or "Mr" and the like."""
    if token.lower.rstrip(".") in honorifics():
        return True
    noun = singular(token.lower, token.lemma)
    return noun is not None and role_nouns()[noun].type == "person"


def shown(text: str) -> str:
    """Return a name as a reader would write it: white space single, capitals of a headline lowered."""
    text = " ".join(text.split())
    if text.isupper() and " " in text:
        text = " ".join(_lowered(w) for w in text.split(" "))
    return text.strip(" ,;:'’\"“”")


def _lowered(word: str) -> str:
    """Return a word of an all-capitals name as it is written elsewhere."""
    if word.lower() in _SMALL:
        return word.lower()
    return word if word.lower() not in PARTICLES and is_acronym(word) and len(word) <= _SHORT_ACRONYM else word.title()


def _is_headline(tokens: Sequence[Token]) -> bool:
    """Tell whether most words have a capital for the sake of a headline, so that capitals say nothing."""
    if not tokens or (tokens[-1].text in {".", ":"} and not tokens[0].text.isupper()):
        return False
    words = [t for t in tokens if t.text[0].isalpha()]
    return len(words) >= _SHORTEST_HEADLINE and sum(t.text[0].isupper() for t in words) > _CAPITALS * len(words)


def _labelled(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the runs of tokens that the parser labels as names."""
    first = None
    for i, token in enumerate(tokens):
        goes_on = token.name in _KINDS and not token.name_begins
        if first is not None and not goes_on and token.text[0].isalpha() and any(_body(t) for t in tokens[first:i]):
            goes_on = token.lower in {"of", "the"} or tokens[i - 1].lower in {"of", "the"}
        if first is not None and not goes_on:
            yield first, i
            first = None
        if first is None and token.name in _KINDS and token.name_begins and token.text[0].isupper():
            first = i
    if first is not None:
        yield first, len(tokens)


def _segments(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield maximal runs of tokens that are written as names."""
    i, n = 0, len(tokens)
    while i < n:
        if not (tokens[i].pos == "PROPN" or tokens[i].text[0].isupper() or tokens[i].text[0].isdigit()) or not _opens(tokens, i):
            i += 1
            continue
        first = i
        i += 1
        while i < n and _goes_on(tokens, i):
            i += 1
        yield first, i


def _opens(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if is_ordinal(tokens, i) or is_numbering(tokens, i) or is_month(tokens, i):
        return is_ordinal(tokens, i)
    if token.pos == "PROPN":
        return token.name not in _NUMERIC and (token.text[0].isupper() or token.name == "PERSON") and token.text[0].isalpha()
    if not token.text[0].isupper():
        return False
    if i + 1 < len(tokens) and (_has_preposition(tokens, i + 1) or _begins_unknown(tokens, i) or is_code(tokens, i + 1)):
        return True
    if token.name in _KINDS and token.pos in {"NOUN", "ADJ", "X", "VERB"}:
        return True
    return token.pos in {"ADJ", "NOUN"} and not _starts_sentence(tokens, i)


def _has_preposition(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a preposition with a capital stands inside a name: "Hands *Across* the Sound"."""
    token = tokens[i]
    if token.pos != "ADP" or not token.text[0].isupper() or _starts_sentence(tokens, i) or token.text.isupper():
        return False
    after = tokens[i + 1 : i + 3]
    return bool(after) and (after[0].text[0].isupper() or (after[0].lower == "the" and after[-1].text[0].isupper()))


def _begins_unknown(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word that looks like a plural begins a name that the parser sees, but cannot place: "*Ines* Halloran"."""
    token, after = tokens[i], tokens[i + 1]
    return is_modal_name(tokens, i) or (
        token.pos in {"NOUN", "ADJ", "X", "VERB"}
        and token.name_begins
        and token.name == after.name not in _NUMERIC
        and after.pos == "PROPN"
    )


def _starts_sentence(tokens: Sequence[Token], i: int) -> bool:
    return i == 0 or tokens[i - 1].sentence != tokens[i].sentence or not tokens[i - 1].text[-1].isalnum()


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    token, before = tokens[i], tokens[i - 1]
    if token.sentence != before.sentence or (token.name in _NUMERIC and not is_ordinal(tokens, i - 1)) or is_code(tokens, i):
        return token.sentence == before.sentence and is_code(tokens, i)
    if token.text in {"-", "–", "’", "'"} or before.text == "-":
        return before.end == token.start and i + 1 < len(tokens) and token.tag != "POS" and token.text[0] not in "’'"
    if token.text == ".":
        return before.end == token.start and before.lower in honorifics()
    if token.name_begins and before.name and "PERSON" in {token.name, before.name} and not is_title(before):
        return False
    if token.lower in PARTICLES:
        return i + 1 < len(tokens) and (tokens[i + 1].text[0].isupper() or tokens[i + 1].lower in {*PARTICLES, "-"})
    named = token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X", "VERB", "ADV"}
    return named or _has_preposition(tokens, i) or (token.lower == "the" and _has_preposition(tokens, i - 1))


def _joined(tokens: Sequence[Token], segments: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the segments, those joined that "of" and the like bind into the name of one body."""
    k = 0
    while k < len(segments):
        first, last = segments[k]
        while k + 1 < len(segments) and _binds(tokens, first, last, segments[k + 1][0]):
            last = segments[k + 1][1]
            k += 1
        k += 1
        yield first, last


def _binds(tokens: Sequence[Token], first: int, last: int, following: int) -> bool:
    """Tell whether what lies between two segments makes one name of them: "Ministry *of* Defence", "Council *for the* North"."""
    between = tokens[last:following]
    if is_possessed(tokens, first, last, following):
        return True
    if not 1 <= len(between) <= 2 or any(t.lower not in _LINKS for t in between):  # noqa: PLR2004 - "of", "of the"
        return False
    label = tokens[last - 1].name
    inside = label not in {"", "PERSON"} and all(t.name == label and not t.name_begins for t in tokens[last : following + 1])
    if between[0].lower in {"and", "&", "the"}:
        return inside
    titled = first > 0 and tokens[first - 1].lower in namesakes()  # "the channel Voice of the Hills"
    body = any(_body(t) for t in tokens[first:last]) and not is_title(tokens[last - 1])
    return inside or (between[0].lower == "of" and (titled or body))


def _name(passage: Passage, first: int, last: int, text: str) -> Name | None:
    tokens = passage.tokens
    while first < last - 1 and not tokens[first].text[0].isalnum():
        first += 1
    start = _after_titles(tokens, first, last)
    while last > start and (tokens[last - 1].lower in _LINKS or (last - start > 1 and is_numbering(tokens, last - 1))):
        last -= 1
    numbered = last - start == 1 and is_numbering(tokens, last)  # "Order No. 17" is a paper
    if start >= last or _is_common(tokens[start:last]) or (numbered and singular(tokens[start].lower, tokens[start].lemma)):
        return None
    weak = not any(t.pos == "PROPN" or t.name in _KINDS for t in tokens[start:last])
    before, noun, gender = _titles(tokens, first, start)
    title = tuple(t.lower for t in tokens[before:start] if t.text != ".")
    if _is_of_a_body(tokens, before, start, last):
        before, noun, title = start, "", ()
    kind, sure = _kind(tokens[start:last], noun, titled=bool(title))
    if _is_addressed(tokens, first):
        return None
    start -= _is_code(tokens[start:last]) and start > 0 and _is_office(tokens[start - 1])
    written = shown(text[tokens[start].start : tokens[last - 1].end])
    if not written:
        return None
    return Name(written, start, last, _head(tokens, start, last), kind, sure, noun, title, before, gender, weak)


def _is_addressed(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a name only opens a letter: "Dear Thea,"."""
    return "dear" in {tokens[first].lower, tokens[max(first - 1, 0)].lower}


def _is_code(tokens: Sequence[Token]) -> bool:
    """Tell whether a name is but a letter or a number that tells one from others: "K-12", "B", "14"."""
    return all(len(t.text.rstrip(".")) == 1 or any(c.isdigit() for c in t.text) for t in tokens)


def _is_office(token: Token) -> bool:
    """Tell whether a word is a noun for a person, not "Mr" and the like: "*Witness* K-12", but not "Mr B."."""
    return is_title(token) and token.lower.rstrip(".") not in honorifics()


def is_numbering(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a token is the "No" of a number behind a name: "Bulletin *No.* 214"."""
    if i >= len(tokens) or tokens[i].lower.rstrip(".") not in {"no", "nos", "nr", "vol"}:
        return False
    after = next((t for t in tokens[i + 1 : i + 3] if t.text != "."), None)
    return after is not None and after.text[0].isdigit()


def _is_of_a_body(tokens: Sequence[Token], before: int, first: int, last: int) -> bool:
    """Tell whether the body in front of a person's name belongs to his title: "the chairman of *city council* Rufin Zell"."""
    if before == first or last - first == 1 or any(t.name != "PERSON" for t in tokens[first:last]) or not _body(tokens[first - 1]):
        return False
    while before > 0 and tokens[before - 1].dep in {"compound", "amod"} and tokens[before - 1].sentence == tokens[first].sentence:
        before -= 1
    return before > 1 and tokens[before - 1].lower == "of" and is_title(tokens[before - _OF_TITLE])


def _is_common(tokens: Sequence[Token]) -> bool:
    """Tell whether a name is but a noun with a capital: "the Commission", "the Report"."""
    noun = singular(tokens[0].lower, tokens[0].lemma) if len(tokens) == 1 else None
    return noun is not None and role_nouns()[noun].type in {"organisation", "group", "document"}


def _after_titles(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the name proper begins: after the last word that is a person's title, unless that word is the name."""
    start = first
    for i in range(first, last):
        if i == last - 1 and i > start and tokens[i].lower in mastheads():
            break  # "the Orra Star"
        if (tokens[i].text == "." and i == start) or (
            is_title(tokens[i])
            and not _is_surname(tokens, i, first, last)
            and not is_first_name(tokens, i, first, last)
            and not _possesses(tokens, i, last)
        ):
            start = i + 1
    return first if start == last - 1 > first and _body(tokens[start]) else start  # "the General Staff"


def _possesses(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Tell whether something in the name is the token's: "the Miner's Voice"."""
    return i + 1 < last and tokens[i + 1].tag == "POS"


def _is_surname(tokens: Sequence[Token], i: int, first: int, last: int) -> bool:
    """Tell whether a word that may be a title is the end of a person's name here ("Stephen King")."""
    if i != last - 1 or tokens[i].name != "PERSON" or tokens[i].name_begins:
        return False
    return i > first and tokens[i - 1].name == "PERSON"


def _body(token: Token) -> bool:
    noun = singular(token.lower, token.lemma)
    return noun is not None and role_nouns()[noun].type in {"organisation", "group"}


def _titles(tokens: Sequence[Token], first: int, start: int) -> tuple[int, str, str]:
    """Return where the titles before the name at `start` begin, the role noun they hold and the gender they tell."""
    before, noun, gender = start, "", ""
    i = start - 1
    while i >= 0 and tokens[i].sentence == tokens[start].sentence and (i >= first or _stands_before(tokens, i)):
        word = tokens[i].lower.rstrip(".")
        found = phrase_noun(tokens, i) or (honorifics()[word].noun if word in honorifics() else "")
        if not found and word not in honorifics() and word and not (noun and i >= first):
            break
        noun = noun or found
        gender = gender or _gender(word, found)
        before = i
        i -= 1
    return before, noun, gender


def _stands_before(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a lower-case word is a role noun in front of a name: "director Pavo Lind", "the newspaper Harbour Light"."""
    mistaken = tokens[i].tag == "VBN" and tokens[i].dep == "amod"  # "the former warden Emil Dask", read as a participle
    if i and tokens[i - 1].text == "-":
        return False  # "the semi-official Tagblatt"
    return (tokens[i].tag in {"NN", "NNP", "JJ"} or mistaken) and singular(tokens[i].lower, tokens[i].lemma) is not None


def phrase_noun(tokens: Sequence[Token], i: int) -> str:
    """Return the role noun that ends at token `i`, the longest first ("prime minister" before "minister"), or ""."""
    last = singular(tokens[i].lower, tokens[i].lemma)
    for width in (5, 3, 2):
        if i + 1 >= width:
            words = [t.lower for t in tokens[i - width + 1 : i]] + [last or tokens[i].lower]
            joined = " ".join(words).replace(" - ", "-")
            if joined in role_nouns():
                return joined
    return last or ""


def _gender(word: str, noun: str) -> str:
    if word in honorifics() and honorifics()[word].gender:
        return honorifics()[word].gender
    return role_nouns()[noun].gender if noun else ""


def _kind(tokens: Sequence[Token], noun: str, *, titled: bool) -> tuple[str, bool]:
    """Return what the name denotes and whether words say so."""
    denoted = role_nouns()[noun].type if noun else ""
    if denoted or any(t.text == "&" for t in tokens):
        return ("organisation" if denoted in {"group", ""} else denoted), True
    if titled and len(tokens) <= _LONGEST_PERSON:
        return "person", True
    if len(tokens) > 1 and (tokens[-1].lower in mastheads() or any(t.pos == "ADP" and t.text[0].isupper() for t in tokens)):
        return "organisation", True
    inside = [role_nouns()[n].type for t in _core(tokens) if (n := singular(t.lower, t.lemma)) is not None]
    kinds = [kind for kind in inside if kind in {"organisation", "group", "document"}]
    if kinds and tokens[0].name != "PERSON":
        return ("organisation" if kinds[-1] == "group" else kinds[-1]), True
    labels = [_KINDS[t.name] for t in tokens if t.name in _KINDS]
    if not labels and tokens[-1].tag in {"NNPS", "NNS"}:
        return "people", False
    return (max(sorted(set(labels)), key=labels.count) if labels else ""), False


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the words of a name before "of", among which its head stands."""
    of = next((i for i, t in enumerate(tokens) if t.lower in {"of", "for"}), len(tokens))
    return tokens[:of] or tokens


def _head(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the token of the name that depends on a word outside it."""
    for i in range(last - 1, first - 1, -1):
        if not first <= tokens[i].head < last or tokens[i].head == i:
            return i
    return last - 1
