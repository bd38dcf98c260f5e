"""Columns of numbers survive being packed."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.blobs import pack_layout, packed, unpack_layout, unpacked
from sayso.model.offsets import Box, Layout
from sayso.model.span import Span

POSITIONS = st.lists(st.integers(0, 2**62))
SIDES = st.floats(allow_nan=False)


@given(POSITIONS, POSITIONS, st.lists(SIDES))
def test_columns_come_back(one: list[int], other: list[int], sides: list[float]) -> None:
    """Ascending or not, empty or not, whole numbers or fractions."""
    columns: list[array[int] | array[float]] = [array("Q", one), array("Q", other), array("d", sides)]
    assert list(unpacked(packed(*columns))) == columns


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 9), st.integers(1, 500), SIDES, SIDES)))
def test_layouts_come_back(lines: list[tuple[int, int, int, float, float]]) -> None:
    """Every box keeps its page and its four sides."""
    spans = tuple(Span(start, start + length) for start, length, *_ in lines)
    layout = Layout(spans, tuple(Box(page, left, top, left, top) for *_, page, left, top in lines))
    assert unpack_layout(pack_layout(layout)) == layout
