"""Works named at the head of a sentence, before whoever speaks in them, and the date or number that stands behind a work's name.

"In Report No. 3, dated 30 June, the office notes ..."       title Report, number No. 3, date 30 June
"Under Article 4 of the Sarn Agreement of 12 August ..."      title Sarn Agreement, number Article 4, date 12 August
"In his Letters from a Cold House the consul relates ..."      title Letters from a Cold House
"Bulletin No. 41 of the High Command, issued on 3 May, reads"  title Bulletin, number No. 41, date 3 May
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.span import Span
from sayso.model.statement import Attribution, Medium
from sayso.resolve.cast.scene import Scene
from sayso.resolve.media import DATE, Carrier, issue
from sayso.resolve.tables import role_nouns, singular

#: "In ..." or "Under ..." from the beginning of a clause up to the source.
_FRONT = re.compile(r"(?:^|[;:—–]|,\s+(?:but|and|yet|while)\b|\bbut\b|\band\b)\s*[“\"]?(?:[Ii]n|[Uu]nder)\s+([^;:—–“”\"]{3,140}?)\s*,?\s*$")
_ARTICLE = re.compile(r"^((?:Article|Section|Clause|Paragraph|Chapter|Annex|article|section|clause|paragraph)s?\s+\w{1,5})\s+of\s+")
_TERMS = re.compile(r"^(?:the\s+)?(?:terms|text|provisions|preamble)\s+of\s+")
_DETERMINER = re.compile(r"^(?:the|an?|his|her|its|their|our|my|this|that)\s+")
_OWN = re.compile(r"^(?:his|her|their|my)\s+(?:own\s+)?")
#: Words that tell only which of several it is.
_WHICH = re.compile(
    r"^(?:own|earlier|later|recent|new|latest|last|first|second|previous|subsequent|separate|further|same|brief|long|short|written)\s+"
)
_TITLE = re.compile(r"[A-Z][\w’'-]*(?: (?:(?:of|the|a|an|and|in|on|for|to|from) )*[A-Z0-9][\w’'-]*)+")
_DATED = re.compile(
    rf"(?:\s+to\s+[^,;()]{{2,60}}?)?\s*,?\s+(?:dated|of|for|issued|published|printed|released|distributed|updated|signed|posted|written)\b"
    rf"[^,;()]{{0,30}}?({DATE.pattern})"
)
_DAY = re.compile(rf",?\s+(?:of|dated|from|for)\s+(?:the\s+)?(?:{DATE.pattern})")
_NUMBER_BEFORE = re.compile(r"(\w+)\s+([Nn]os?\.?)\s*$")
_NUMBER_FIRST = re.compile(r"\d+(?:[,/–-]\d+)*")
_CAPITAL_ARTICLE = ("The ", "A ", "An ")  # in the middle of a sentence, where a title begins
_LONG = 3  # words of such a title: "The Hague" is none
_PRINTED = re.compile(r",\s+(?:\w+ly\s+)?(?:re)?(?:printed|published|issued|quoted|reproduced)\s+(?:in|by)\b.*$")
_LOOK_BACK, _LOOK_AHEAD, _FRONT_FAR = 24, 90, 300  # characters
_WORDS = 5  # of a work's name among which its noun stands


def fronted(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work named before the source of an attribution, in its clause; None where there is none."""
    if not attribution.source:
        return None
    start = attribution.source[0].start
    number = scene.passage_at(start)
    if number is None or (attribution.cue is not None and attribution.cue.start < start):
        return None
    passage = scene.passages[number]
    first = passage.sentences[scene.sentence_at(start) - scene.base(number)].span.start
    found = _FRONT.search(scene.text[first:start]) if start - first <= _FRONT_FAR else None
    medium = _named(found.group(1), Span(first + found.start(1), first + found.end(1))) if found is not None else None
    return None if medium is None else Carrier(medium, quotes=False, type="document")


def dated(carrier: Carrier, text: str) -> Carrier:
    """Return a work with the date that stands behind its words: "a letter to the board, *dated 3 May*"."""
    medium = carrier.medium
    if medium.date is not None or not medium.spans:
        return carrier
    end = medium.spans[-1].end
    more = _DATED.match(text, end, end + _LOOK_AHEAD)
    return carrier if more is None else replace(carrier, medium=replace(medium, date=more.group(1).strip()))


def numbered_source(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work whose number begins a source, where the stop of "No." cut the rest off: "Bulletin No. *41 of the Command*"."""
    if not attribution.source or _NUMBER_FIRST.match(attribution.source[0].of(scene.text)) is None:
        return None
    start, text = attribution.source[0].start, scene.text
    before = _NUMBER_BEFORE.search(text, max(start - _LOOK_BACK, 0), start)
    number = _NUMBER_FIRST.match(text, start)
    if before is None or number is None or not _is_work(before.group(1)):
        return None
    medium = Medium(before.group(1), f"{before.group(2)} {number.group()}", None, (Span(before.start(), attribution.source[-1].end),))
    return dated(Carrier(medium, quotes=False, type="document"), text)


def _named(words: str, span: Span) -> Medium | None:
    """Return the work that the words behind "In" or "Under" name; None where they name a place, a time or a state."""
    article = _ARTICLE.match(words)
    words = _PRINTED.sub("", words)
    bare = _TERMS.sub("", words[article.end() :] if article is not None else words, count=1)
    told = issue(bare, (span,))
    undated = _DAY.sub("", bare)
    title = _titled(undated) or _common(undated)
    if title is None:
        return None
    return Medium(title, article.group(1) if article is not None else told.number, told.date, (span,))


def _titled(words: str) -> str | None:
    """Return a title in capitals: of somebody's own ("his Letters from a Cold House"), or one that holds the noun of a work."""
    bare = _DETERMINER.sub("", words, count=1).removeprefix("own ")
    found = _TITLE.match(bare)
    if found is None:
        return None
    rest = bare[found.end() :].strip()
    whole = not rest or rest[0] in ",(" or rest.split()[0] in {"of", "dated", "to", "from"}
    is_work = _is_work(found.group().split(" of ")[0].split()[-1])
    title = words.startswith(_CAPITAL_ARTICLE) and len(found.group().split()) >= _LONG
    return found.group() if whole and (is_work or title or _OWN.match(words)) else None


def _common(words: str) -> str | None:
    """Return the common noun of a work with what stands before it: "an earlier letter to the board" → letter."""
    if not (_DETERMINER.match(words) or words[0].isupper()):
        return None
    bare = _WHICH.sub("", _DETERMINER.sub("", words, count=1))
    each = re.split(r",|\s+(?:of|to|for|on|from|dated|[Nn]os?\.?|№)(?=\s|$)", bare, maxsplit=1)[0].split()
    at = next((k for k, word in enumerate(each[:_WORDS]) if _is_work(word)), None)
    if at is None or at != len(each) - 1:
        return None
    own = next((k + 1 for k in range(at, -1, -1) if each[k].endswith(("'s", "’s", "s'", "s’"))), 0)
    return " ".join(each[own:]) or None


def _is_work(word: str) -> bool:
    noun = singular(word.lower().strip(".,()"), word.lower())
    return noun is not None and role_nouns()[noun].type == "document"
