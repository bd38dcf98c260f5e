"""The verb of a relative clause that a cue is: "a cable *in which* the consul *relays* ...", "a letter from a miller, *who swears* ..."."""

from __future__ import annotations

from sayso.model.annotated import Passage, Token
from sayso.model.span import Span
from sayso.resolve.cast.scene import Scene
from sayso.resolve.names.phrases import within


def relative_verb(scene: Scene, cue: Span | None) -> tuple[Passage, Token] | None:
    """Return the verb of a relative clause in a cue, with its passage; None where the cue is none."""
    number = scene.passage_at(cue.start) if cue is not None else None
    if cue is None or number is None:
        return None
    passage = scene.passages[number]
    verb = next((passage.tokens[i] for i in within(passage, (cue,)) if passage.tokens[i].dep == "relcl"), None)
    return None if verb is None else (passage, verb)
