"""Text made fit for reading, with a record of every change: line ends, invisible characters, NFC.

Two passes, each recording its own map, put one behind the other:

1. `_swept` drops or replaces single characters. Line ends of every system become a line feed. Dropped are soft hyphens, zero-width
   characters (zero-width joiners and spaces stay where the script beside them needs them), byte order marks, bidirectional
   controls, tag characters, control characters and whole terminal colour sequences (ECMA-48 CSI). A C1 control that Windows-1252
   has a mark for becomes that mark. An undecodable byte, kept by the decoder as a lone surrogate (PEP 383), becomes one U+FFFD.
2. `_normalised` composes what is left into NFC (Unicode Standard Annex #15), one combining sequence at a time, so that every
   other character keeps a source of its own; a composed character leads back to the first code point of its sequence.

Spaces of all kinds stay as they are. Both passes are linear, and cost next to nothing where there is nothing to do. A long text comes
in pieces that end with a line, where neither pass has anything to join, so that it need not be held twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.model.offsets import OffsetMap, OffsetMapBuilder
from sayso.read.mapping import add_run, composed, identity

REPLACEMENT = "\ufffd"

_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_JOINERS = "\u200b\u200c\u200d"
_BIDI = "\u202a-\u202e\u2066-\u2069"
#: Dropped without a word: nobody sees them, and words that hold them would not be found.
_INVISIBLE = "\u00ad\u061c\u180e\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"

#: A dash or a quotation mark of Windows-1252 that was taken for Latin-1 on its way (WHATWG Encoding reads the two alike for that reason).
#: U+0085 is left out: it is a line break in its own right.
_WINDOWS = {chr(n): bytes([n]).decode("cp1252") for n in range(0x80, 0xA0) if n not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}}

_SPOT = re.compile(f"[\r{_BREAKS}{_JOINERS}{_BIDI}{_INVISIBLE}{_CONTROL}\ud800-\udfff]")
_IS_BIDI = re.compile(f"[{_BIDI}]")
_IS_INVISIBLE = re.compile(f"[{_INVISIBLE}]")
_CSI = re.compile("\x1b\\[[0-?]{0,64}[ -/]{0,8}[@-~]")

#: Scripts that write with joiners or zero-width spaces: Arabic to Thaana, Mongolian, the Indic and South-East Asian
#: scripts, and the pictographs that are joined into one (Unicode core specification, chapters 9 to 16 and 23.2).
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1900-\u1aaf\u1b00-\u1c4f\ufb50-\ufdff\ufe70-\ufefc\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, the map back to the text it was made from, and one line for each kind of thing a person should know of."""

    text: str
    offsets: OffsetMap
    remarks: tuple[str, ...] = ()


def cleaned(text: str) -> Cleaned:
    """Return `text` in NFC, with plain line ends and without what cannot be seen; the map leads back into `text`."""
    counts: Counter[str] = Counter()
    found, offsets = _passed(text, counts)
    return Cleaned(found, offsets, tuple(_remarks(counts)))


def cleaned_by_lines(pieces: Iterable[str]) -> Cleaned:
    """Return what `cleaned` makes of the pieces put together; each but the last ends with a line feed."""
    counts: Counter[str] = Counter()
    offsets = OffsetMap()
    found = bytearray()  # as UTF-8: a string takes four bytes for each character as soon as one is beyond the basic plane
    read = written = 0
    for piece in pieces:
        text, inner = _passed(piece, counts)
        for start, source, length in zip(inner.text, inner.source, inner.length, strict=True):
            add_run(offsets, written + start, read + source, length)
        found += text.encode()
        read += len(piece)
        written += len(text)
    return Cleaned(found.decode(), offsets, tuple(_remarks(counts)))


def _passed(text: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    """Return the text after both passes, and its map."""
    swept, offsets = _swept(text, counts)
    if unicodedata.is_normalized("NFC", swept):
        return swept, offsets
    normal, sequences = _normalised(swept)
    return normal, composed(sequences, offsets)


def one_line(value: str | None, most: int = 1000) -> str | None:
    """Return a value of metadata as one clean line of at most `most` characters, or None where nothing is left of it."""
    if value is None:
        return None
    if len(value) <= most and value.isascii() and value.isprintable():  # as most are
        return " ".join(value.split()) or None
    return " ".join(cleaned(value[: 4 * most]).text.split())[:most].strip() or None


def _remarks(counts: Counter[str]) -> Iterator[str]:
    """Yield what the sweep found, in words, in a fixed order."""
    forms = {
        "undecodable": ("{} undecodable byte is shown as U+FFFD", "{} undecodable bytes are shown as U+FFFD"),
        "windows": (
            "{} character is read as Windows-1252, which the rest is not",
            "{} characters are read as Windows-1252, which the rest is not",
        ),
        "control": ("{} control character is left out of the text", "{} control characters are left out of the text"),
        "bidi": ("{} bidirectional control is left out of the text", "{} bidirectional controls are left out of the text"),
    }
    for name, (one, many) in forms.items():
        if counts[name]:
            yield (one if counts[name] == 1 else many).format(counts[name])


def _swept(text: str, counts: Counter[str]) -> tuple[str, OffsetMap]:
    """Return the text after the first pass, and its map; `counts` is told of what a person should know of."""
    builder = OffsetMapBuilder()
    at = 0
    for spot in _SPOT.finditer(text):
        i = spot.start()
        if i < at:
            continue  # inside a terminal sequence that is gone
        replacement, end = _instead(text, i, counts)
        if replacement == text[i]:
            continue
        builder.keep(text[at:i], at)
        builder.keep(replacement, i)
        at = end
    if not at:
        return text, identity(len(text))
    builder.keep(text[at:], at)
    return builder.build()


def _instead(text: str, i: int, counts: Counter[str]) -> tuple[str, int]:
    """Return what stands in for the character at `i` ("" where it is dropped), and where the text goes on."""
    char = text[i]
    if char == "\r":
        return ("" if text[i + 1 : i + 2] == "\n" else "\n"), i + 1
    if char in _BREAKS:
        return "\n", i + 1
    if char in _JOINERS:
        beside = text[max(i - 1, 0) : i + 2]
        return (char if _JOINING.search(beside) else ""), i + 1
    if _IS_INVISIBLE.match(char):
        return "", i + 1
    return _instead_of_a_fault(text, i, counts)


def _instead_of_a_fault(text: str, i: int, counts: Counter[str]) -> tuple[str, int]:
    """Return the same for what a person is told of: undecodable bytes, bidi controls, control characters."""
    char = text[i]
    if "\ud800" <= char <= "\udfff":
        counts["undecodable"] += 1
        return REPLACEMENT, i + 1
    if _IS_BIDI.match(char):
        counts["bidi"] += 1
        return "", i + 1
    if char in _WINDOWS:
        counts["windows"] += 1
        return _WINDOWS[char], i + 1
    counts["control"] += 1
    sequence = _CSI.match(text, i)
    return "", sequence.end() if sequence else i + 1


def _normalised(text: str) -> tuple[str, OffsetMap]:
    """Return `text` in NFC and the map back to it; only the sequences that NFC may change are looked at."""
    builder = OffsetMapBuilder()
    known: dict[str, tuple[tuple[str, int], ...]] = {}  # a language has few sequences, and uses them often
    at = 0
    for match in _sequences(text).finditer(text):
        sequence, start = match.group(), match.start()
        if sequence not in known:
            known[sequence] = tuple(_aligned(unicodedata.normalize("NFC", sequence), sequence))
        if not known[sequence]:
            continue
        builder.keep(text[at:start], at)
        for char, position in known[sequence]:
            builder.keep(char, start + position)
        at = match.end()
    builder.keep(text[at:], at)
    return builder.build()


def _sequences(text: str) -> re.Pattern[str]:
    """Return a pattern for the combining sequences of `text`: a starter with what may join it, or a starter that NFC replaces."""
    chars = set(text)
    joining = "".join(re.escape(c) for c in sorted(chars) if _may_join(c))
    replaced = "".join(re.escape(c) for c in sorted(chars) if not unicodedata.is_normalized("NFC", c))
    forms = [f"[^{joining}]?[{joining}]+"] if joining else []
    forms += [f"[{replaced}]"] if replaced else []
    return re.compile("|".join(forms), re.DOTALL)


def _may_join(char: str) -> bool:
    """Tell whether NFC may join `char` to the one before it: marks, and the vowels and finals of Hangul and Kirat Rai."""
    if unicodedata.category(char).startswith("M") or unicodedata.combining(char):
        return True
    return "\u1161" <= char <= "\u1175" or "\u11a8" <= char <= "\u11c2" or "\U00016d63" <= char <= "\U00016d6a"


def _aligned(composition: str, sequence: str) -> Iterator[tuple[str, int]]:
    """Yield each character of `composition` with its place in `sequence`: its own where it stands there, else that of what it is a part of.

    Yields nothing where the two are the same.
    """
    if composition == sequence:
        return
    used = 0
    for char in composition:
        place = sequence.find(char, used)
        used = max(used, place + 1)
        yield char, place if place >= 0 else _part_of(char, sequence)


def _part_of(char: str, sequence: str) -> int:
    """Return the place of the character in `sequence` that `char` is a part of, the first where there is none."""
    return next((i for i, whole in enumerate(sequence) if char in unicodedata.normalize("NFD", whole)), 0)
