"""A source and its bytes to a document: metadata, dates, identity, and what no bytes may do."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import EmptySource, SourceError, UnsupportedSource
from sayso.model.document import Document
from sayso.model.identity import document_id, sha256
from sayso.model.source import Metadata, Source
from sayso.read import READERS, media, read

Reading = Callable[..., Document]

WORDS = "The ministry said that nothing had happened on the bridge, and that nobody was hurt there."
PAGE = f"""<html><head><title>The bridge</title><meta name="author" content="Page Author">
<meta property="article:published_time" content="2031-05-05"></head>
<body><article><p>RAVEN FALLS, 6 May 2031 (LNA) - {WORDS}</p><p>{WORDS}</p></article></body></html>"""


def source(data: bytes, **fields: object) -> Source:
    """Return a source of these bytes."""
    return Source(**({"identity": "a", "path": "reports/a", "media_type": media.PLAIN, "data": data} | fields))  # type: ignore[arg-type]


def test_evidence_of_the_date_is_kept_in_order_of_trust() -> None:
    """Given, listed, stated by the page, stated by the text: the first is the date, all are kept, with their places."""
    data = PAGE.encode()
    known = {"given": Metadata(published="2031-05-03"), "listed": Metadata(published="2031-05-04")}
    document = read(source(data, media_type=media.HTML, **known), data)
    assert [(evidence.value, evidence.origin) for evidence in document.dates] == [
        ("2031-05-03", "given"),
        ("2031-05-04", "sources"),
        ("2031-05-05", "metadata"),
        ("2031-05-06", "dateline"),
    ]
    assert (document.published, document.published_from) == ("2031-05-03", "given")
    span = document.dates[-1].span
    assert span is not None
    assert span.of(document.text) == "6 May 2031"
    assert [evidence.where for evidence in document.dates] == ["--published", "sources.csv", "article:published_time", "the dateline"]


def test_metadata_fill_up_from_given_over_listed_to_stated() -> None:
    """Each field is the first that anybody says; the side only a user says."""
    data = PAGE.encode()
    given, listed = Metadata(publisher="Given"), Metadata(publisher="Listed", title="Listed title", side="west")
    document = read(source(data, media_type=media.HTML, given=given, listed=listed), data)
    assert (document.publisher, document.title, document.author, document.side) == ("Given", "Listed title", "Page Author", "west")


def test_identity_and_hashes() -> None:
    """The id hashes identity and bytes; both hashes are of what they say."""
    data = f"\ufeff{WORDS}\r\n".encode()
    document = read(source(data, identity="https://k.example/1"), data)
    assert document.id == document_id("https://k.example/1", sha256(data))
    assert (document.sha256, document.text_sha256) == (sha256(data), sha256(document.text.encode()))
    assert document.text == f"{WORDS}\n"
    assert document == read(source(data, identity="https://k.example/1"), data)


def test_remarks_of_finding_reading_and_language_come_together() -> None:
    """What was odd about the source, its bytes and its language stands in one list."""
    data = "Министерство сообщило,\u202e что на мосту ничего не произошло. Представитель заявил, что всё спокойно.".encode()
    assert read(source(data, remarks=("found twice",)), data).remarks == (
        "found twice",
        "1 bidirectional control is left out of the text",
        "is in Russian (ru); sayso reads statements in English only so far",
    )


def test_undecodable_bytes_are_shown_and_can_be_found_again(reading: Reading) -> None:
    """Each broken byte is one U+FFFD; the map leads to its byte in the file."""
    data = "Мост закрыт с утра: ".encode() * 3 + b"\xff\xfe!"
    document = reading(data)
    assert document.text.endswith(": \ufffd\ufffd!")
    place = document.offsets.position(document.text.index("\ufffd"))
    decoded = data.decode("utf-8", "surrogateescape")
    assert place is not None
    assert data[len(decoded[:place].encode("utf-8", "surrogateescape"))] == 0xFF
    assert document.remarks[0] == "2 undecodable bytes are shown as U+FFFD"


def test_nothing_and_the_unknown_are_refused() -> None:
    """Empty bytes and kinds that are not read have an error each."""
    with pytest.raises(EmptySource, match="reports/a: is empty"):
        read(source(b" \r\n"), b" \r\n")
    with pytest.raises(UnsupportedSource, match="image/png"):
        read(source(b"x", media_type="image/png"), b"x")


def test_escapes_for_terminals_do_not_reach_the_text(reading: Reading) -> None:
    """Colours, titles and bidi tricks leave only letters behind."""
    document = reading(b"\x1b[31mShut\x1b[0m \x1b]0;title\x07by order.\xe2\x80\xae!")
    assert document.text == "Shut ]0;titleby order.!"
    assert len(document.remarks) == 2


@given(st.sampled_from(sorted(READERS)), st.binary(max_size=300))
def test_no_bytes_crash_any_reader(media_type: str, data: bytes) -> None:
    """Random bytes of any kind are a document or an error of ours; the text can always be written."""
    with suppress(SourceError):
        document = read(source(data, media_type=media_type), data)
        assert document.text.encode()
        assert all(paragraph.span.of(document.text).strip() for paragraph in document.paragraphs)


@given(st.sampled_from(sorted(READERS)), st.text(max_size=100))
def test_no_text_crashes_any_reader(media_type: str, text: str) -> None:
    """The same for text in UTF-8."""
    data = text.encode("utf-8", "surrogatepass")
    with suppress(SourceError):
        read(source(data, media_type=media_type), data).text.encode()
