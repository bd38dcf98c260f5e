"""Offset maps put one behind the other: what a second cleaning did to the text of a first.

A reader renders its source into text and records a map; cleaning that text records another. `composed` makes of the two the one
map from the final text to the source, run by run; `moved` carries positions, such as the edges of paragraphs, the other way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from sayso.model.offsets import OffsetMap


def identity(length: int, unit: str = "character") -> OffsetMap:
    """Return the map of a text of `length` code points that is its source unchanged."""
    offsets = OffsetMap(unit)
    if length:
        add_run(offsets, 0, 0, length)
    return offsets


def is_identity(offsets: OffsetMap) -> bool:
    """Tell whether the map is one run from 0 to 0, so that following it changes nothing inside the run."""
    return len(offsets) == 1 and offsets.text[0] == offsets.source[0] == 0


def composed(outer: OffsetMap, inner: OffsetMap) -> OffsetMap:
    """Return the map that leads from `outer`'s text through `inner`'s text, its source, to `inner`'s source.

    What `inner` inserted has no source and stays without one. Linear in the runs of both.
    """
    if is_identity(outer) and inner.text and outer.length[0] >= inner.text[-1] + inner.length[-1]:
        return inner
    joined = OffsetMap(inner.unit)
    for text, start, length in zip(outer.text, outer.source, outer.length, strict=True):
        for low, source, count in _stretches(inner, start, start + length):
            add_run(joined, text + low - start, source, count)
    return joined


def _stretches(offsets: OffsetMap, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield (position, source, length) of the parts of the runs that lie in [start, end)."""
    i = max(bisect_right(offsets.text, start) - 1, 0)
    while i < len(offsets.text) and offsets.text[i] < end:
        low = max(start, offsets.text[i])
        high = min(end, offsets.text[i] + offsets.length[i])
        if low < high:
            yield low, offsets.source[i] + low - offsets.text[i], high - low
        i += 1


def add_run(offsets: OffsetMap, text: int, source: int, length: int) -> None:
    """Append a run, joined to the last one where it carries on on both sides."""
    last = len(offsets.text) - 1
    follows = last >= 0 and offsets.text[last] + offsets.length[last] == text
    if follows and offsets.source[last] + offsets.length[last] == source:
        offsets.length[last] += length
        return
    offsets.text.append(text)
    offsets.source.append(source)
    offsets.length.append(length)


def moved(positions: Iterable[int], offsets: OffsetMap, end: int) -> Iterator[int]:
    """Yield, for each position in the source of `offsets`, where it or what follows it stands in the text, which is `end` long."""
    for position in positions:
        i = bisect_left(offsets.source, position)
        if i and position < offsets.source[i - 1] + offsets.length[i - 1]:
            yield offsets.text[i - 1] + position - offsets.source[i - 1]
        else:
            yield offsets.text[i] if i < len(offsets.text) else end
