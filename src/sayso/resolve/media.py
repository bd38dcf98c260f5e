"""In what it was said: the words for a medium → title, number and date as written, and whether it quotes or is the speaker's own.

"(quoted in Kessan Courier, Orlo, August 26, 1989, No. 199)" → title Kessan Courier, number No. 199, date August 26, 1989; it quotes.
"in his memoirs" → title memoirs; it is the speaker's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model.span import Span
from sayso.model.statement import Medium
from sayso.resolve.tables import role_nouns, singular

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
#: A date, as it stands in a medium.
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|(?:1[5-9]|20)\d{{2}}"
    r"|(?:(?:the )?(?:same|following|next|previous|preceding)|that|this|last) (?:morning|evening|night|day|week|month|year|spring|summer"
    r"|autumn|winter)|\d{1,2}(?:st|nd|rd|th)(?: (?:inst|ult)\.?)?(?= |\)|,|$))(?!\w)"
)
_NUMBER = re.compile(
    r"(?:\b[Nn]os?\.?|\b[Nn]umbers?|\b[Ii]ssues?|№|#|\b[Vv]ol(?:ume|\.)|\b[Ss]heets?|\b[Ff]olios?)\s*\d+(?:[,/–-]\d+)*\w?(?!\w)"
)
_ISSUE = re.compile(r"[”\"»’]?\s*[(,]\s*(?:(?:vol|no|nos|number|issue)\b\.?|№)\s*\d", re.IGNORECASE)
_LEAD = re.compile(
    r"^[\s(\[]*(?:as\s+)?(?:(?:was|were|is|are)\s+)?"
    r"(?:(?:quoted|cited|reported|carried|published|reproduced|relayed|printed|told|writing|written|speaking|said|noted|recalled)\s*)?"
    r"(?:(?:by|in|to|on|from|via|through|according to|per|with|at)\s+)?",
    re.IGNORECASE,
)
_QUOTING = re.compile(
    r"\b(?:quoted|cited|reported|carried|reproduced|relayed)\s+(?:\w+\s+)?(?:by|in|on)\b|^[\s(\[]*(?:as\s+)?(?:per|via|citing|quoting)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:his|her|their|its|my|our|your|own)\b", re.IGNORECASE)
_ARTICLES = re.compile(r"^(?:the|a|an|his|her|their|its|my|our|your|own|same|this|that)\s+", re.IGNORECASE)
_POSSESSOR = re.compile(r"^.{1,80}?(?:['’]s|s['’])\s+(?=[a-z])")
_ISSUER = re.compile(r"\s+(?:of|by|from|to|kept|issued|written|published|prepared|signed)\b.*$")
_QUOTED = re.compile(r"[“\"«„‘']([^“”\"«»„‘’']{2,80})[”\"»“’']")
_BRACKET = re.compile(r"\s*\(([^()]{2,80})\)")
#: Ways for words to travel that are no works, and periodicals that are not named.
_CHANNELS = frozenset(
    {
        *("radio", "television", "tv", "telephone", "phone", "air", "wireless", "loudspeaker", "press", "media"),
        *("briefing", "press conference", "conference", "hearing", "interview"),
        *("paper", "newspaper", "daily", "weekly", "magazine", "journal", "agency", "news agency", "station", "channel", "broadcaster"),
    }
)
_PARTS = frozenset({"page", "pages", "line", "lines", "chapter", "passage", "paragraph", "margin"})
_NUMBER_BEHIND = re.compile(r"(?:(?<=\b[Nn]o)|(?<=\b[Nn]os)|\s+(?:[Nn]os?\b|№))\.?\s*\d+(?:[/–-]\d+)*\b")
#: Works whose noun has "of the" inside.
_WHOLE = re.compile(r"orders? of the day\b")
#: Nouns of books, and the title of one in apposition: "his memoirs, *Under Two Flags*".
_BOOKS = frozenset(
    {"memoirs", "memoir", "book", "novel", "autobiography", "biography", "study", "history", "recollections", "reminiscences"}
)
_BOOK = re.compile(r",\s*[“\"]?([A-Z][\w’'-]*(?: (?:(?:of|the|a|an|and|in|on|for|to|from) )*[A-Z][\w’'-]*)+)[”\"]?")
_REST = 60  # characters in which a bracket must close
_LOOK_BACK = 24  # characters before a medium in which "quoted in" may stand


@dataclass(frozen=True, slots=True)
class Carrier:
    """A medium, whether it quotes the speaker (and so is a link of its own), and what kind of source it is."""

    medium: Medium
    quotes: bool
    type: str


def carrier(spans: Sequence[Span], text: str) -> Carrier | None:
    """Return the medium that `spans` of `text` name; None where there are none."""
    if not spans:
        return None
    words = " ".join(s.of(text) for s in (*spans[:-1], closed(spans[-1], text)))
    bracket = _BRACKET.search(words) or _BRACKET.match(text, spans[-1].end)
    before = text[max(spans[0].start - _LOOK_BACK, 0) : spans[0].start]
    number = _NUMBER.search(words)
    date = DATE.search(_without(words, number))
    title = _title(_without(_without(words, number), date))
    own = _OWN.search(words) is not None
    quotes = not own and title is not None and _QUOTING.search(before + words) is not None
    medium = Medium(title, number.group() if number else None, date.group().strip() if date else None, tuple(spans))
    if bracket is not None and title is not None and title.islower():
        medium = _named_in(bracket.group(1), medium)
    elif title in _BOOKS and (named := _BOOK.match(text, spans[-1].end)) is not None:
        medium = replace(medium, title=named.group(1))
    return None if title is not None and (_is_channel(title.lower()) or _is_person(title)) else Carrier(medium, quotes, _type(title))


def _is_channel(title: str) -> bool:
    """Tell whether a title is that of no work: a channel, a periodical without a name, or a part of a work ("on its ninth page")."""
    return title in _CHANNELS or title.rsplit(maxsplit=1)[-1] in _PARTS


def _is_person(title: str) -> bool:
    """Tell whether a title is that of a person: "Ambassador Corvo to his court"."""
    first = title.split(maxsplit=1)[0]
    noun = singular(first.lower(), first.lower())
    return first[0].isupper() and " of " not in title and noun is not None and role_nouns()[noun].type == "person"


def _named_in(words: str, medium: Medium) -> Medium:
    """Return a medium with what the bracket behind its noun tells: "his memoirs (Under Three Flags, 1929)", "a letter (no. 33)"."""
    told = issue(words, medium.spans)
    title = told.title if told.title and told.title[0].isupper() else medium.title
    return Medium(title, medium.number or told.number, medium.date or told.date, medium.spans)


def issue(words: str, spans: tuple[Span, ...]) -> Medium:
    """Return the medium that a work's own name makes: "the ministry's website", "the survey map of 1877 (sheet 14)"."""
    number = _NUMBER.search(words)
    date = DATE.search(_without(words, number))
    bare = _POSSESSOR.sub("", _without(_without(words, number), date), count=1)
    title = _title(_ISSUER.sub("", bare.partition("(")[0].strip()))
    return Medium(title, number.group() if number else None, date.group().strip() if date else None, spans)


def closed(span: Span, text: str) -> Span:
    """Return a span that ends within a bracket with the rest of the bracket: a stop in it ("no. 17") may have cut it off."""
    words = span.of(text)
    if words.count("(") <= words.count(")"):
        return span
    end = text.find(")", span.end, span.end + _REST)
    return span if end < 0 else Span(span.start, end + 1)


def numbered(span: Span, text: str) -> Span:
    """Return a span with the number behind it: "Bulletin" or "Bulletin No" with "No. 214"."""
    more = _NUMBER_BEHIND.match(text, span.end)
    return span if more is None else Span(span.start, more.end())


def is_issue(text: str, end: int) -> bool:
    """Tell whether a name that ends at `end` of `text` is followed by the number of an issue in brackets: "Harbour Light (no. 12)"."""
    return _ISSUE.match(text, end) is not None


def _without(words: str, found: re.Match[str] | None) -> str:
    return words if found is None else words[: found.start()] + " , " + words[found.end() :]


def _title(words: str) -> str | None:
    """Return the title: what is quoted, else the capitals at the beginning, else the noun ("memoirs")."""
    quoted = _QUOTED.search(words)
    if quoted:
        return quoted.group(1).strip(" ,")
    words = _ARTICLES.sub("", _ARTICLES.sub("", _LEAD.sub("", words, count=1)))
    whole = _WHOLE.match(words)
    if whole is not None:
        return whole.group()
    piece = re.split(r"[,;()\[\]]|\s+(?:of|to|for|with|at|from|on|dated)\s+(?=\d|the\b|,|[a-z])|\s+of\s*$", words)[0].strip(" .:")
    piece = re.sub(r"(?:^|\s+)(?:of|dated|from)$", "", piece)
    return None if piece.startswith("of ") else _proper(piece).removeprefix("with ") or None


def _proper(piece: str) -> str:
    """Return `piece` without a noun that only tells what it is: "newspaper Harbour Light", "Kessan newspaper"."""
    each = piece.split()
    while len(each) > 1 and each[0].islower() and each[-1][0].isupper() and each[1] != "of" and _source_type(each[0]):
        each = each[1:]
    while len(each) > 1 and each[-1].islower() and each[0][0].isupper() and _source_type(each[-1]) == "organisation":
        each = each[:-1]
    return " ".join(each)


def _source_type(word: str) -> str:
    """Return what a role noun denotes that may stand for a source, "" for other words."""
    noun = singular(word.lower(), word)
    kind = role_nouns()[noun].type if noun is not None else ""
    return kind if kind in {"document", "organisation"} else ""


def _type(title: str | None) -> str:
    """Return what a quoting medium is: a body where its name holds such a noun ("... Agency"), else a written source."""
    nouns = [n for w in (title or "").split() if (n := singular(w.lower(), w)) is not None]
    return "organisation" if any(role_nouns()[n].type == "organisation" for n in nouns) else "document"
