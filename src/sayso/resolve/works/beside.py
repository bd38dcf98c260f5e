"""Works named right beside what is said: the issue of a paper, a work behind a cue, one in brackets behind the words.

"The Post, *in its issue of Thursday (No. 316)*, denies ..."       that issue of the Post
"It also claimed, *in a note of 2 February*, that ..."             the note
"as Maddern puts it *in his Residence at Kul (p. 214)*"            his book
"'Nobody came' *(letter to his sister, 14 January)*"               the letter
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.span import Span
from sayso.model.statement import Attribution, Medium
from sayso.resolve.cast.scene import Scene
from sayso.resolve.media import DATE, Carrier, carrier, issue
from sayso.resolve.tables import role_nouns, singular
from sayso.resolve.who.walk import Resolution
from sayso.resolve.works.fronted import dated

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
#: ", in its issue of 8 May (No. 316)": which issue of a paper it is.
_IN_ISSUE = re.compile(
    r",?\s*in\s+(?P<whose>its|the|your|our|an?)\s+(?:(?:extra|special|evening|morning|latest|last)\s+)?(?P<noun>issue|edition|number)\b"
    rf"(?:\s+(?:of|for|dated)\s+(?:the\s+)?(?P<date>{DATE.pattern}|{_WEEKDAY}))?\s*,?\s*(?:\((?P<number>[^()]{{1,30}})\))?"
)
#: A work behind a cue, up to the comma, "that" or what is quoted.
_BEHIND_CUE = re.compile(
    r"\s*,?\s*in\s+((?:an?|the|his|her|its|their|our|my|this)\s+(?:[^,;:.()“”\"‘’]|(?<=[Nn]o)\.){2,70}?(?:\s*\([^()]{1,60}\))?)"
    r"\s*(?:,|:|\bthat\b|[“\"‘]|$)"
)
_OWN_BEHIND = re.compile(
    r"\s*(?:it\s+)?,?\s*in\s+(?:his|her|their)\s+([A-Z][\w’'-]*(?: (?:(?:of|the|a|an|and|in|on|for|to|from|at) )*[A-Z][\w’'-]*)*)"
    r"\s*(?:\([^()]{2,40}\)|,|[“\"‘])"
)
#: A work in brackets behind the words: "(letter to his sister, 14 January)".
_BRACKET = re.compile(r"[”\"’»]?\s*\((?:in\s+)?(?:an?\s+|his\s+|her\s+)?(?P<noun>[a-z]+)\b(?P<rest>[^()]{0,120})\)")
_FAR, _WORDS = 160, 5


def beside(scene: Scene, attribution: Attribution, found: Resolution) -> Carrier | None:
    """Return the work named right beside the cue or the words of an attribution; None where there is none."""
    return _in_issue(scene, attribution, found) or _behind_cue(scene, attribution) or _in_brackets(scene, attribution)


def _in_issue(scene: Scene, attribution: Attribution, found: Resolution) -> Carrier | None:
    if not attribution.source:
        return None
    named = _IN_ISSUE.match(scene.text, attribution.source[-1].end)
    cue = attribution.cue
    if named is None and cue is not None and cue.start >= attribution.source[-1].end:
        named = _IN_ISSUE.match(scene.text, cue.end)
    if named is None or not (named["date"] or named["number"]):
        return None
    span = Span(named.start("noun"), named.end())
    told = issue(named["number"] or "", (span,))
    own = named["whose"] in {"its", "the", "an"} and found.speaker.type in {"organisation", "document"}
    title = found.speaker.name if own else named["noun"]
    return Carrier(Medium(title, told.number, named["date"], (span,)), quotes=False, type=found.speaker.type)


def _behind_cue(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work between a cue and what is said."""
    cue = attribution.cue
    if cue is None:
        return None
    end = min(cue.end + _FAR, max(attribution.content[0].start, cue.end) if attribution.content[0].start >= cue.end else cue.end + _FAR)
    own = _OWN_BEHIND.match(scene.text, cue.end)
    if own is not None:
        span = Span(*own.span(1))
        return Carrier(Medium(own.group(1), None, None, (span,)), quotes=False, type="document")
    named = _BEHIND_CUE.match(scene.text, cue.end, end + 1)
    if named is None or not any(_is_work(word) for word in named.group(1).split()[:_WORDS]):
        return None
    found = carrier((Span(*named.span(1)),), scene.text)
    return None if found is None else dated(replace(found, quotes=False), scene.text)


def _in_brackets(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the work in brackets right behind the words."""
    found = _BRACKET.match(scene.text, attribution.content[-1].end)
    if found is None or not _is_work(found["noun"]):
        return None
    first = found["rest"].partition(" quoted in ")[0]
    span = Span(found.start("noun"), found.start("rest") + len(first.rstrip(" ,")))
    date = DATE.search(first)
    return Carrier(Medium(found["noun"], None, date.group().strip() if date else None, (span,)), quotes=False, type="document")


def _is_work(word: str) -> bool:
    noun = singular(word.lower().strip(".,()"), word.lower())
    return noun is not None and role_nouns()[noun].type == "document"
