"""A record stands where its words do."""

from __future__ import annotations

import pytest

from sayso.ledger.anchors import Anchor, Located, anchor, located
from sayso.model.records import Record

SPAN = {"start": 4, "end": 9, "text": "words"}
LATER = {"start": 20, "end": 25, "text": "other"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"document": "d", "span": SPAN, "counted": LATER}, Anchor("d", 4, 9)),
        ({"document": "d", "cue": LATER, "content": [SPAN, LATER]}, Anchor("d", 4, 9)),
        ({"spans": [{"document": "d", **SPAN}]}, Anchor("d", 4, 9)),
        ({"members": [{"document": "d", "statement": None, "spans": [SPAN]}]}, Anchor("d", 4, 9)),
        ({"document": "d"}, Anchor("d", None, None)),
        ({"events": ["e"]}, Anchor(None, None, None)),
    ],
)
def test_the_anchor_of_a_record(record: Record, expected: Anchor) -> None:
    """Its span, the first of its content, or the first words anywhere in it."""
    assert anchor(record) == expected


def test_every_span_is_found_with_its_document() -> None:
    """The nearest document counts, however deep the words stand."""
    record = {"document": "d", "medium": {"spans": [SPAN]}, "members": [{"document": "e", "spans": [LATER]}]}
    assert list(located(record)) == [Located("d", 4, 9, "words"), Located("e", 20, 25, "other")]
