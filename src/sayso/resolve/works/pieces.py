"""Writings that are handed on: a telegram that is a cue itself, a letter from somebody who swears, a text that follows in full.

"prints a *telegram* from its man to the effect that ..."     medium telegram
"prints a *letter* from a miller, who swears that ..."        medium letter
"The full text of the *statement* by the ministry follows."   medium statement
"has addressed the following *note* to the Legation:"         medium note
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.annotated import Passage
from sayso.model.span import Span
from sayso.model.statement import Attribution
from sayso.resolve.cast.scene import Scene
from sayso.resolve.media import DATE, Carrier, carrier
from sayso.resolve.tables import missives, role_nouns, singular
from sayso.resolve.works.fronted import dated
from sayso.resolve.works.relatives import relative_verb

#: What announces a text that follows, and its noun.
_ANNOUNCED = re.compile(
    r"\b[Tt]ext of (?:the|a|an|his|her|its|their)\s+(?P<of>(?:\w+ )??\w+)\s+(?:by|of|from|issued|signed|reads|is|follows)\b"
    r"|\bthe following (?P<following>\w+)\b"
    r"|(?:['’]s|s['’])\s+(?P<own>\w+)[^.]{0,120}\.\s+(?:The|Its|Their) (?:full |complete )?text (?:follows|reads|runs)"
)
_SIGNED = re.compile(rf"[A-Z][\w’' -]{{1,40}}, (?:the )?({DATE.pattern})\.?")
_LINE = 120  # characters in which such a line stands
_OPENING = ' \t\n“"«„'
_BEFORE = 300  # characters in front of a text in which it is announced


def piece(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the writing in which an attribution's words were sent or published in full; None where none is named."""
    return _is_missive(scene, attribution) or _from_somebody(scene, attribution) or _announced(scene, attribution)


def _is_missive(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the telegram that is the cue itself."""
    cue = attribution.cue
    return _carried(cue, scene.text) if cue is not None and cue.of(scene.text).lower() in missives() else None


def _from_somebody(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return the letter from whoever a relative clause tells to say something."""
    clause = relative_verb(scene, attribution.cue)
    noun = _sent(clause[0], clause[1].head) if clause is not None else None
    if clause is None or noun is None:
        return None
    token = clause[0].tokens[noun]
    return _carried(Span(token.start, token.end), scene.text)


def _sent(passage: Passage, somebody: int) -> int | None:
    """Return the letter that is from somebody, or from whom he stands in apposition to."""
    tokens = passage.tokens
    if tokens[somebody].dep == "appos":
        somebody = tokens[somebody].head
    of = tokens[tokens[somebody].head]
    if tokens[somebody].dep != "pobj" or of.lower not in {"from", "by"}:
        return None
    return of.head if tokens[of.head].lower in missives() else None


def _announced(scene: Scene, attribution: Attribution) -> Carrier | None:
    """Return what is announced to follow, for a text in paragraphs of its own."""
    start = attribution.content[0].start
    lead = scene.text[max(start - _BEFORE, 0) : start]
    bare = lead.rstrip(_OPENING)
    if attribution.mode != "direct" or "\n" not in lead[len(bare) :]:
        return None
    line = bare.rpartition("\n")[2]
    found = next(iter(list(_ANNOUNCED.finditer(line))[::-1]), None)
    part = next((k for k in ("of", "following", "own") if found is not None and found[k]), None)
    if found is None or part is None or not _is_work(found[part].split()[-1]):
        return None
    first = start - len(lead) + len(bare) - len(line)
    told = _carried(Span(first + found.start(part), first + found.end(part)), scene.text)
    return _signed(told, attribution, scene.text) if told is not None else None


def _signed(told: Carrier, attribution: Attribution, text: str) -> Carrier:
    """Return a text with the day on which it was signed, where its last line is a place and a date."""
    last = attribution.content[-1]
    within, behind = (text[a:b].strip() for a, b in ((max(last.end - _LINE, last.start), last.end), (last.end, last.end + _LINE)))
    line = _SIGNED.fullmatch(within.rpartition("\n")[2].strip()) or _SIGNED.fullmatch(behind.partition("\n")[0].strip())
    if told.medium.date is not None or line is None:
        return told
    return replace(told, medium=replace(told.medium, date=line.group(1)))


def _is_work(word: str) -> bool:
    noun = singular(word.lower(), word.lower())
    return noun is not None and role_nouns()[noun].type == "document"


def _carried(span: Span, text: str) -> Carrier | None:
    found = carrier((span,), text)
    return None if found is None else dated(Carrier(found.medium, quotes=False, type="document"), text)
