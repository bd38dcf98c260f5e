"""Parcels: what is sent between processes arrives as it was."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import parcel
from sayso.model.analysis import Analysis
from sayso.model.document import Document, Paragraph
from sayso.model.offsets import OffsetMapBuilder
from sayso.model.parcel import Parcel
from sayso.model.source import Failure
from sayso.model.span import Span


def document(text: str, paragraphs: tuple[Paragraph, ...] = ()) -> Document:
    """Return a plain text with these paragraphs."""
    builder = OffsetMapBuilder()
    builder.keep(text, 3)
    kept, offsets = builder.build()
    return Document("d1", "a.txt", "00", "11", "a.txt", "text/plain", kept, publisher="Gazette", paragraphs=paragraphs, offsets=offsets)


@given(st.text(st.characters(codec=None), max_size=40), st.lists(st.tuples(st.integers(0, 99), st.sampled_from(["item", "cell"]))))
def test_what_arrives_is_what_was_sent(text: str, places: list[tuple[int, str]]) -> None:
    """Any text, lone surrogates and odd line ends included, with paragraphs, records, bytes and lines on what is wrong."""
    sent = document(text, tuple(Paragraph(Span(start, start + 1), kind) for start, kind in places))
    failures = (Failure("a.txt", "a.txt", "partly", "odd"),)

    arrived: Parcel = pickle.loads(pickle.dumps(Parcel.of(sent, [b"one", b"two"], failures)))  # noqa: S301 - our own

    assert arrived.opened(b"bytes") == Analysis(sent, b"bytes", (b"one", b"two"), failures)


def test_a_long_text_is_sent_small() -> None:
    """In pieces, each packed: the message is a fraction of the text, which arrives whole."""
    sent = document("".join(f"{number}: the ferry came in, “half empty”.\n\n" for number in range(parcel.PIECE // 20)))

    message = pickle.dumps(Parcel.of(sent, ()))

    assert len(message) < len(sent.text) / 3
    assert len(Parcel.of(sent, ()).text) > 1
    assert pickle.loads(message).document == sent  # noqa: S301 - our own
