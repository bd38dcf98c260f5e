"""Bytes to characters: which encoding they are in, decided the same way on every machine.

In this order: a byte order mark; UTF-16 without one, told by its pattern of bytes; UTF-8 if all of it is valid; what the file itself
declares; UTF-8 with a few broken bytes; an encoding that makes a language's letters of the bytes (latin); the best of a closed
list of other older encodings (charset-normalizer). Long texts are told by their beginning, middle and end. No byte is lost: what
cannot be decoded becomes a lone surrogate (PEP 383), which cleaning shows as U+FFFD. A byte order mark stays in the text as
U+FEFF, so that positions count from the file's first byte.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import BrokenSource
from sayso.read.latin import latin_encoding

#: How much of the beginning, the middle and the end of a long file is looked at to tell its encoding.
SAMPLE = 64 * 1024

#: Bytes of a long text that are decoded at a time, about.
PIECE = 1 << 20

#: Bytes needed to see a pattern in them.
FEWEST = 4

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The encodings that may be guessed or declared: Python's name, and the registered one (IANA) where Python knows that too.
_NAMES = {
    "utf-8": "utf-8", "utf-16-le": "utf-16-le", "utf-16-be": "utf-16-be", "utf-32-le": "utf-32-le", "utf-32-be": "utf-32-be",
    "cp1252": "windows-1252", "cp1251": "windows-1251", "cp1250": "windows-1250", "cp1254": "windows-1254",
    "cp1253": "windows-1253", "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257",
    "cp1258": "windows-1258", "cp874": "cp874", "koi8-r": "koi8-r", "koi8-u": "koi8-u", "cp866": "ibm866",
    "iso8859-2": "iso-8859-2", "iso8859-3": "iso-8859-3", "iso8859-4": "iso-8859-4", "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6", "iso8859-7": "iso-8859-7", "iso8859-8": "iso-8859-8", "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13", "iso8859-15": "iso-8859-15", "mac-cyrillic": "mac-cyrillic", "mac-roman": "macintosh",
    "shift_jis": "shift_jis", "cp932": "cp932", "euc_jp": "euc-jp", "gb18030": "gb18030", "big5": "big5", "euc_kr": "euc-kr",
}  # fmt: skip
#: What pages mean when they declare these (WHATWG Encoding Standard, section 4.2).
_MEANT = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "mac-roman": "mac-roman",
}  # fmt: skip
#: What charset-normalizer may choose from.
_GUESSES = (
    "cp1252", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255", "cp1256", "cp1257", "koi8_r", "koi8_u", "cp866", "iso8859_2",
    "iso8859_5", "iso8859_15", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file and the encoding they were in, by the name it is registered under (IANA)."""

    text: str
    encoding: str


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """Return the characters of `data`; `declared` is the encoding that the file names itself.

    Raises BrokenSource where the bytes are no text; `path` is for its message.
    """
    encoding = _checked(data, path, declared)
    return Decoded(_decoded(data, encoding), _NAMES.get(encoding, encoding))


def decode_by_lines(data: bytes, path: str) -> tuple[Iterator[str], str]:
    """Return the same characters in pieces, each of which ends with a line, and their encoding: for texts too long to be held twice.

    Raises BrokenSource as `decode` does, before the first piece.
    """
    encoding = _checked(data, path, None)
    return _by_lines(data, encoding), _NAMES.get(encoding, encoding)


def _checked(data: bytes, path: str, declared: str | None) -> str:
    """Return Python's name of the encoding of `data`; raise BrokenSource where it is no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise BrokenSource(path, f"it holds {what}, not text")
    encoding = _encoding(data, declared)
    if _is_junk(data, encoding):
        raise BrokenSource(path, "it holds binary data, not text")
    return encoding


def _encoding(data: bytes, declared: str | None) -> str:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    if wide := _wide(data):
        return wide
    if _is_valid(data, "utf-8"):
        return "utf-8"
    if declared and (known := _known(declared)) and _is_valid(data, known):
        return known
    sample = _sample(data)
    if _is_nearly_utf8(sample):
        return "utf-8"
    return _guess(sample)


def _known(label: str) -> str | None:
    """Return Python's name of an encoding that we decode, meant by `label`, or None."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = _MEANT.get(name, name)
    return name if name in _NAMES else None


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Return the beginning, the middle and the end of `data`, each cut at a line or word end where there is one."""
    if len(data) <= 3 * SAMPLE:
        return data
    middle = len(data) // 2
    pieces = (data[:SAMPLE], data[middle : middle + SAMPLE], data[-SAMPLE:])
    return b"\n".join(_on_words(piece) for piece in pieces)


def _on_words(piece: bytes) -> bytes:
    first, last = piece.find(b" "), piece.rfind(b" ")
    return piece[first:last] if 0 <= first < last else piece


def _is_nearly_utf8(sample: bytes) -> bool:
    """Tell whether the bytes above ASCII are UTF-8 sequences but for a few: a broken copy, not another encoding."""
    good = _MULTIBYTE.findall(sample)
    bad = len(_HIGH.findall(sample)) - sum(map(len, good))
    return bool(good) and bad * 8 <= len(good)


def _wide(data: bytes) -> str | None:
    """Return utf-16-le or utf-16-be for UTF-16 without a mark: one of each two bytes takes very few values, spaces among them."""
    sample = data[: SAMPLE // 2 * 2]
    if len(sample) < FEWEST or len(data) % 2 or 0 not in sample:
        return None
    for name, high, space in (("utf-16-le", sample[1::2], b" \x00"), ("utf-16-be", sample[0::2], b"\x00 ")):
        common = sum(sorted((high.count(value) for value in set(high)), reverse=True)[:3])
        plausible = high.count(0) >= 0.9 * len(high) or (common >= 0.95 * len(high) and sample.count(space) > len(high) / 40)
        if plausible and sample.count(0) < 0.9 * len(sample) and _is_valid(data, name):
            return name
    return None


def _guess(sample: bytes) -> str:
    """Return the most likely of the older encodings: one that makes words of a language in Latin letters, else the library's choice."""
    words = b" ".join(word for word in sample.split() if not word.isascii())  # all that there is to tell by
    found = latin_encoding(words)
    if found is not None:
        return found
    from charset_normalizer import from_bytes

    best = from_bytes(words, cp_isolation=list(_GUESSES), preemptive_behaviour=False).best()
    found = codecs.lookup(best.encoding).name if best else "cp1252"
    return "cp1255" if found == "koi8-r" and _reads_hebrew(words) else found


def _reads_hebrew(sample: bytes) -> bool:
    """Tell whether the bytes are Hebrew in Windows-1255, which the library takes for KOI8-R all in capitals."""
    if not _is_valid(sample, "cp1255"):
        return False
    as_cyrillic = sample.decode("koi8-r", "replace")
    capitals = sum(char.isupper() for char in as_cyrillic)
    return capitals >= 0.8 * len(_HIGH.findall(sample)) <= 1.2 * len(_HEBREW.findall(sample.decode("cp1255")))


def _by_lines(data: bytes, encoding: str, size: int = PIECE) -> Iterator[str]:
    """Yield `data` decoded; no encoding that we know but the wide ones has the byte of a line feed inside a character."""
    if _width(encoding) > 1:
        yield _decoded(data, encoding)
        return
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + size) + 1 or len(data)
        yield _decoded(data[start:end], encoding)
        start = end


def _decoded(data: bytes, encoding: str) -> str:
    width = _width(encoding)
    if width == 1:
        return data.decode(encoding, "surrogateescape")
    whole = len(data) // width * width
    try:
        text = data[:whole].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        text = data[:whole].decode(encoding, "replace")
    return text + "\ufffd" * (whole < len(data))


def _width(encoding: str) -> int:
    """Return the bytes of the smallest unit of an encoding."""
    return {"utf-16": 2, "utf-32": 4}.get(encoding[:6], 1)


def _is_junk(data: bytes, encoding: str) -> bool:
    """Tell whether so many control characters stand in the text that it is none: at its beginning, middle and end."""
    middle = len(data) // 8 * 4  # on the edge of a unit of any encoding
    pieces = [data] if len(data) <= 3 * SAMPLE else [data[:SAMPLE], data[middle : middle + SAMPLE], data[len(data) // 4 * 4 - SAMPLE :]]
    parts = (_decoded(piece, encoding) for piece in pieces)
    return any(len(_CONTROLS.findall(part)) > max(2, len(part) // 50) for part in parts)
