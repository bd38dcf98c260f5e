"""For whom counsel speaks, and whom he means by "my client".

A transcript tells it in the label ("MR ROSTAN (for the Company):"); where it does not, the client is the one who spoke last of those who
are there to be heard. "My client denies it" is the denial of the client.
"""

from __future__ import annotations

import re

from sayso.model.span import Span
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Guess
from sayso.resolve.names.nouns import Noun
from sayso.resolve.tables import role_nouns, singular
from sayso.resolve.who.walk import Walk

#: What tells in brackets behind a label for whom somebody appears.
_FOR = re.compile(
    r"\s*\(\s*(?:appearing\s+|counsel\s+|speaking\s+|acting\s+)?(?:for|on behalf of|representing)\s+(?:the\s+)?"
    r"(?P<name>[^()\n]{2,60}?)\s*\)",
    re.IGNORECASE,
)
_LAST = 8  # turns back in which the client is looked for
_GUESSED = 0.6


def told_in_label(walk: Walk, source: Span, entry: Entry) -> None:
    """Remember for whom the label of a turn says that somebody speaks: "MR ROSTAN (for the Company):"."""
    text = walk.scene.text
    found = _FOR.match(text, source.end) or _FOR.search(source.of(text) + ")")
    if found is None:
        return
    name = " ".join(found["name"].split())
    entry.behalf = party(walk, name).speaker


def party(walk: Walk, name: str) -> Entry:
    """Return the member that is a party under this name, a new one where nobody is called so."""
    roster = walk.scene.roster
    known = roster.named(name)
    if known is not None:
        return known
    nouns = (singular(word.lower(), word.lower()) for word in name.split())
    body = any(noun is not None and role_nouns()[noun].type in {"organisation", "group"} for noun in nouns)
    return roster.add(name, "organisation" if body else "")


def client(walk: Walk, i: int, noun: Noun, whose: Guess | None) -> Entry | None:
    """Return who "my client" is in attribution `i`, where it is known whose client; None for other nouns, or where nobody can be told."""
    if noun.noun != "client" or noun.plural or noun.words or whose is None or whose.entry is None:
        return None
    if whose.entry.behalf is None:
        heard = _heard(walk, i, whose.entry)
        whose.entry.behalf = heard.speaker if heard is not None else None
    behalf = whose.entry.behalf
    return None if behalf is None or behalf.name is None else walk.scene.roster.exact(behalf.name) or party(walk, behalf.name)


def _heard(walk: Walk, i: int, counsel: Entry) -> Entry | None:
    """Return who had a turn last before the one around attribution `i`, but for counsel himself and for those who have only an office."""
    if not walk.converses():
        return None
    here = walk.attributions[i].content[0].start
    before = [k for start, k in walk.turns if start < here and k in walk.found][-_LAST:]
    heard = (walk.found[k].entry for k in reversed(before))
    return next((e for e in heard if e is not None and e is not counsel and e.named and e.kind == "person"), None)
