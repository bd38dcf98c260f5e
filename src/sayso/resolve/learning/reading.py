"""One passage while it is read for what it tells of those named in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model.annotated import Passage, Token
from sayso.resolve.cast.roster import Entry
from sayso.resolve.cast.scene import Scene

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One passage being read: its number, and the bearers of its names by token."""

    scene: Scene
    number: int
    passage: Passage
    entries: Mapping[int, Entry]

    def described(self, i: int) -> Entry | None:
        """Return the member who is met under the description that the token `i` heads."""
        number = self.scene.described.get((self.number, i))
        return None if number is None else self.scene.roster.entries[number]


def is_subject(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a token is, or is bound to or in apposition to, a subject; "as for Varo" makes a topic of him too."""
    start = i
    for _ in range(3):
        if tokens[i].dep not in {"conj", "appos"}:
            break
        i = tokens[i].head
    above = tokens[i].head
    topic = above > 0 and tokens[above].lower == "for" and tokens[above - 1].lower == "as"
    alone = i != start and tokens[i].dep == "ROOT" and tokens[i].pos in {"NOUN", "PROPN"}  # its verb was read as a participle
    return tokens[i].dep in _SUBJECTS or topic or alone
