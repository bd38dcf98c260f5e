"""Two maps put one behind the other lead where following them one after the other leads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.offsets import OffsetMap, OffsetMapBuilder
from sayso.read.mapping import composed, identity, moved

#: Edits of a text: keep some characters, drop some, insert some.
EDITS = st.lists(st.tuples(st.sampled_from(["keep", "drop", "insert"]), st.integers(1, 5)), max_size=12)


def edited(text: str, edits: list[tuple[str, int]]) -> tuple[str, OffsetMap]:
    """Apply edits from left to right and record the map."""
    builder = OffsetMapBuilder()
    at = 0
    for what, count in edits:
        if what == "insert":
            builder.insert("+" * count)
            continue
        if what == "keep":
            builder.keep(text[at : at + count], at)
        at += count
    return builder.build()


@given(EDITS, EDITS)
def test_composed_equals_one_after_the_other(first: list[tuple[str, int]], second: list[tuple[str, int]]) -> None:
    """The composed map gives, for each position, what the outer and then the inner give."""
    middle, inner = edited("abcdefghijklmnopqrstuvwxyz" * 2, first)
    text, outer = edited(middle, second)
    both = composed(outer, inner)
    for i in range(len(text)):
        through = outer.position(i)
        assert both.position(i) == (None if through is None else inner.position(through))


@given(EDITS)
def test_the_identity_changes_no_map(edits: list[tuple[str, int]]) -> None:
    """Composing with the identity on either side gives the same positions."""
    text, offsets = edited("abcdefghijklmnopqrstuvwxyz" * 2, edits)
    for both in (composed(identity(len(text)), offsets), composed(offsets, identity(52))):
        assert [both.position(i) for i in range(len(text))] == [offsets.position(i) for i in range(len(text))]


@given(EDITS, st.lists(st.integers(0, 52)))
def test_positions_move_to_themselves_or_to_what_follows(edits: list[tuple[str, int]], positions: list[int]) -> None:
    """A position of the source moves to the first character of the text that comes from there or from later."""
    text, offsets = edited("abcdefghijklmnopqrstuvwxyz" * 2, edits)
    for position, place in zip(positions, moved(positions, offsets, len(text)), strict=True):
        sources = [source for i in range(len(text)) if (source := offsets.position(i)) is not None and source >= position]
        assert (offsets.position(place) if place < len(text) else None) == (min(sources) if sources else None)
