"""Who Q and A are: "From the examination of Corporal Sazow by Judge-Advocate Thorne:", "Tape 14. Ruta Kem with Josef Hald" tell it.

The heading in front of the first question tells. Whoever it says examines, or is the document's author, has the questions; the one other
person whom it names has the answers. Where it names nobody, the letters stand.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.annotated import Passage
from sayso.resolve.cast.roster import Entry
from sayso.resolve.names.names import Name, shown
from sayso.resolve.who.walk import WRITTEN, Resolution, Walk

_QUESTIONS, _ANSWERS = frozenset({"q", "question"}), frozenset({"a", "answer"})
_FIRST = re.compile(r"^[ \t]*(?:Q|Question)(?:\s?[.:])[ \t]", re.MULTILINE)
_LABEL = re.compile(r"(?:(?<=\n)|(?<![\s\S]))[QA][.:][ \t]+")
_BY = re.compile(r"\b(?:by|before)\s+(?:[\w.’'-]+\s+){0,4}$")
_HEADING = 600  # characters in which the heading stands
_TWO = 2


def is_examination(text: str) -> bool:
    """Tell whether a text has lines that begin with the letter of a question."""
    return _FIRST.search(text) is not None


def unlettered(name: Name, passage: Passage, text: str) -> Name:
    """Return a name in an examination without the letter of an answer in front: "A. *Rautner* says ..."."""
    label = _LABEL.match(text, passage.tokens[name.first].start)
    if label is None or name.last - name.first < _TWO or passage.tokens[name.last - 1].start < label.end():
        return name
    first = next(i for i in range(name.first, name.last) if passage.tokens[i].start >= label.end())
    before = max(name.before, first)
    return replace(name, text=shown(text[passage.tokens[first].start : passage.tokens[name.last - 1].end]), first=first, before=before)


def by_letter(walk: Walk, i: int) -> Resolution | None:
    """Return who asks or answers where the label of attribution `i` is but a letter, None for other labels."""
    span = walk.attributions[i].source[0]
    letter = span.of(walk.scene.text).lower().rstrip(".:")
    if letter not in _QUESTIONS | _ANSWERS:
        return None
    first = _FIRST.search(walk.scene.text)
    if first is None:
        return None
    asks, answers = _two(walk, first.start())
    entry = asks if letter in _QUESTIONS else answers
    if entry is None:
        return None
    if not entry.given:
        entry.told["person"] += 1
    return Resolution(entry.speaker, entry, WRITTEN, "label")


def _two(walk: Walk, end: int) -> tuple[Entry | None, Entry | None]:
    """Return who asks and who answers, by the heading that ends at `end` and the document's author."""
    scene, roster = walk.scene, walk.scene.roster
    named: dict[int, int] = {}
    for sighting in scene.before(end, 2 * _TWO * _TWO)[::-1]:
        if sighting.start > end - _HEADING and _is_person(roster.entries[sighting.entry]):
            named.setdefault(sighting.entry, sighting.start)
    author = roster.exact(scene.annotated.document.author or "")
    asks = next((n for n, at in named.items() if roster.entries[n] is author or _examines(scene.text, at)), None)
    others = [n for n in named if n != asks]
    if asks is None and len(others) == _TWO:
        asks, others = others[0], others[1:]
    asker = roster.entries[asks] if asks is not None else author
    return asker, roster.entries[others[0]] if len(others) == 1 else None


def _is_person(entry: Entry) -> bool:
    return entry.named and not entry.plural and entry.kind in {"person", ""}


def _examines(text: str, at: int) -> bool:
    return _BY.search(text, max(at - _HEADING // 10, 0), at) is not None
