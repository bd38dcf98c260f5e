"""To whom a letter is written: "Dear Jutta, ..." tells who "you" is in it."""

from __future__ import annotations

import re

from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Scene
from sayso.resolve.tables import role_nouns

_SALUTATION = re.compile(r"(?:My |Our )?(?:own )?[Dd]ear(?:est)? (?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})\s*[,!:—–-]")
_NOBODY = frozenset({"sir", "sirs", "madam", "friends", "colleagues"})


def addressee(scene: Scene, start: int) -> Entry | None:
    """Return whom the letter around offset `start` greets by name, None where it is none, or greets nobody by name."""
    number = scene.passage_at(start)
    for passage in reversed(scene.passages[: 0 if number is None else number + 1]):
        found = _SALUTATION.match(scene.text, passage.paragraph.span.start, passage.paragraph.span.end)
        if found is not None:
            name = found["name"]
            last = name.split()[-1].lower()
            return None if last in _NOBODY or last in role_nouns() else scene.roster.named(name) or scene.roster.add(name, "person")
    return None
