"""Which statement stands inside which, and which of two that say the same is kept."""

from __future__ import annotations

from bisect import insort
from itertools import islice

from sayso.extract.drafts import Draft
from sayso.model.span import Span, hull

#: How many sources may pass on the same words.
_LAYERS = 4
#: How many of the statements around one are tried for its parent: so many there are only in texts made to hurt.
_TRIED = 64


def nested(drafts: list[Draft]) -> list[tuple[Draft, int | None]]:
    """Return the drafts in the order of their contents, each with the index of the innermost one in whose content it stands."""
    ordered = sorted((d for d in _unique(drafts) if d.content), key=_place)
    index = {id(draft): n for n, draft in enumerate(ordered)}
    wholes = [hull(draft.content) for draft in ordered]
    sizes = [(len(whole), -n) for n, whole in enumerate(wholes)]  # the innermost first, of equals the later
    found: list[tuple[Draft, int | None]] = []
    open_ones: list[int] = []
    for n, draft in enumerate(ordered):
        open_ones = [k for k in open_ones if wholes[k].end > wholes[n].start]
        around = (k for k in open_ones if wholes[k].end >= wholes[n].end)
        parent = next((k for k in islice(around, _TRIED) if _holds(ordered[k], draft)), None)
        told = index.get(id(draft.within))
        if told is not None and told < n and all(ordered[told].covers(s) for s in draft.content):
            parent = told
        found.append((draft, parent))
        insort(open_ones, n, key=sizes.__getitem__)
    return found


def _place(draft: Draft) -> tuple[int, int, int, int, tuple[int, int]]:
    """Return what drafts are ordered by: where they begin, the longer first, who passes words on before whose words they are."""
    whole, depth, above = hull(draft.content), 0, draft.within
    while above is not None and depth < _LAYERS:
        depth, above = depth + 1, above.within
    return whole.start, -whole.end, -sum(map(len, draft.content)), depth, draft.anchor


def _holds(outer: Draft, inner: Draft) -> bool:
    """Tell whether the inner statement, its cue included, is part of what the outer one says."""
    cue = inner.candidate.cue
    if cue is not None and not outer.covers(cue):
        return False
    return all(outer.covers(span) for span in inner.content) and (cue is not None or outer.content != inner.content)


def _unique(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those whose content another, better one has word for word."""
    best: dict[tuple[Span, ...], Draft] = {}
    for draft in drafts:
        key = tuple(draft.content)
        if not draft.layer and (key not in best or draft.score > best[key].score):
            best[key] = draft
    return [*best.values(), *(d for d in drafts if d.layer)]
