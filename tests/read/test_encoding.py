"""Which encoding bytes are in, and that no byte is lost."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BrokenSource
from sayso.read import encoding
from sayso.read.encoding import decode, decode_by_lines

RUSSIAN = "Министерство сообщило, что на мосту ничего не произошло. Представитель заявил, что всё спокойно."
TURKISH = "Bakanlık köprüde hiçbir şey olmadığını açıkladı. Sözcü gazetecilere her şeyin sakin olduğunu söyledi."
GREEK = "Το υπουργείο ανακοίνωσε ότι τίποτα δεν συνέβη στη γέφυρα. Ο εκπρόσωπος είπε ότι όλα είναι ήρεμα."
FRENCH = "Le ministère a déclaré que la ville était calme après l’été. «\xa0Rien à ajouter\xa0», a répété le porte-parole."
HEBREW = "המשרד הודיע כי דבר לא קרה על הגשר. הדובר אמר לעיתונאים כי הכול רגוע."
POLISH = "Ministerstwo oświadczyło, że na moście nic się nie stało. Rzecznik powiedział, że wszystko jest spokojne."


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "utf-8", "utf-8"),
        ("\ufeff" + RUSSIAN, "utf-8", "utf-8"),
        ("\ufeff" + RUSSIAN, "utf-16-le", "utf-16-le"),
        ("\ufeff" + RUSSIAN, "utf-16-be", "utf-16-be"),
        ("\ufeff" + RUSSIAN, "utf-32-le", "utf-32-le"),
        ("Nothing happened on the bridge.", "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (RUSSIAN, "cp866", "ibm866"),
        (TURKISH, "cp1254", "windows-1254"),
        (GREEK, "cp1253", "windows-1253"),
        (FRENCH, "cp1252", "windows-1252"),
        (HEBREW, "cp1255", "windows-1255"),
        (POLISH, "cp1250", "windows-1250"),
        ("The mayor said “nothing” – and left. " * 5 + "He was at the café.", "cp1252", "windows-1252"),
        ("The mayor of Şenyurt said nothing to anybody about the bridge. " * 9, "cp1254", "windows-1254"),
    ],
)
def test_an_encoding_is_told_by_its_bytes(text: str, codec: str, name: str) -> None:
    """Text in each encoding comes back as it was, under the name by which the encoding is registered."""
    decoded = decode(text.encode(codec), "a.txt")
    assert (decoded.text, decoded.encoding) == (text, name)


def test_long_files_are_told_by_samples() -> None:
    """The only foreign letters of a long text stand in its middle, and are found there."""
    text = "The bridge was shut. " * 12_000 + RUSSIAN * 300 + "The bridge was open. " * 12_000
    assert decode(text.encode("cp1251"), "a.txt").text == text


def test_what_a_page_declares_counts_before_guessing_and_after_utf8() -> None:
    """A declared encoding is believed where the bytes are not UTF-8; iso-8859-1 means Windows-1252; nonsense is passed over."""
    assert decode("“ž”".encode("cp1252"), "a", "iso-8859-1").text == "“ž”"
    assert decode("“ž”".encode(), "a", "iso-8859-1").text == "“ž”"
    assert decode(RUSSIAN.encode("koi8_r"), "a", "x-no-such-thing").encoding == "koi8-r"
    assert decode(b"caf\xe9", "a", "zip").text == "café"


def test_every_name_is_known_to_python() -> None:
    """The name that a document keeps leads back to its bytes."""
    for codec, name in encoding._NAMES.items():  # noqa: SLF001 - the whole table is the point
        assert "Orlo".encode(name) == "Orlo".encode(codec)


def test_a_few_broken_bytes_do_not_make_another_encoding() -> None:
    """UTF-8 with damaged bytes stays UTF-8; each byte that cannot be decoded is kept as a lone surrogate."""
    data = RUSSIAN.encode().replace(b" ", b" \xff", 1)
    decoded = decode(data, "a.txt")
    assert (decoded.encoding, decoded.text.count("\udcff")) == ("utf-8", 1)
    assert decoded.text.encode("utf-8", "surrogateescape") == data


def test_an_odd_byte_at_the_end_of_utf16_shows() -> None:
    """Half a code unit at the end of a truncated file becomes one U+FFFD."""
    assert decode("\ufeffOrlo".encode("utf-16-le") + b"x", "a").text == "\ufeffOrlo\ufffd"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7 words words", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a picture"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_junk_is_refused_with_what_it_is(data: bytes, says: str) -> None:
    """Bytes that are no text raise BrokenSource with a word on what they are."""
    with pytest.raises(BrokenSource, match=says):
        decode(data, "a.txt")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_utf8_always_comes_back(text: str) -> None:
    """Whatever text is written in UTF-8 is read as the same text."""
    if not text.encode().startswith((b"%PDF", b"PK\x03\x04", b"{\\rtf", b"GIF8")):
        assert decode(text.encode(), "a").text == text


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_decoder(data: bytes) -> None:
    """Any bytes decode, or are refused as junk."""
    with suppress(BrokenSource):
        decode(data, "a")


#: One codec of each sort: of one byte, of several, of wide units.
CODECS = ("utf-8", "cp1252", "gb18030", "big5", "cp932", "euc_jp", "euc_kr", "utf-16-le", "utf-32-be")


@given(st.binary(max_size=400), st.sampled_from(CODECS))
def test_pieces_hold_what_the_whole_holds(data: bytes, codec: str) -> None:
    """Decoded line by line, any bytes in any encoding give the characters that they give at once."""
    broken = data.replace(b"a", b"\n").replace(b"\x80", b"\n\x81\n")  # line ends beside the bytes that begin a character
    assert "".join(encoding._by_lines(broken, codec, size=1)) == encoding._decoded(broken, codec)  # noqa: SLF001 - at a size that cuts


def test_a_text_by_lines_is_the_text() -> None:
    """The pieces of a text longer than one piece end with lines, and make up the text."""
    text = "The bridge at Olmeq was shut.\n" * 100_000
    pieces, name = decode_by_lines(text.encode(), "a.txt")
    found = list(pieces)
    assert "".join(found) == text
    assert (name, len(found)) == ("utf-8", 3)
    assert all(piece.endswith("\n") for piece in found)
