"""The characters of a PDF's pages as PDFium gives them, gathered into stretches of one line."""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_double, c_int, create_string_buffer
from dataclasses import dataclass
from typing import Any

from sayso.errors import BrokenSource, LockedSource, OversizedSource, SourceError
from sayso.model.offsets import Box

#: Pages and characters beyond which a PDF is not read.
MOST_PAGES = 20_000
MOST_CHARACTERS = 50_000_000

#: PDFium's errors for a missing password and an unknown security scheme (fpdfview.h).
LOCKED = frozenset({4, 5})
#: What PDFium gives for a hyphen at the end of a line that goes on in the next.
HYPHEN = "\x02"
#: A gap between glyphs, in heights of the line, that makes two stretches of it.
GAP = 0.75
#: The weight from which a font is bold (OpenType, usWeightClass).
BOLD = 600
QUARTERS = 4

#: Stands for the second half of a UTF-16 pair, so that characters and PDFium's numbers stay in step; cleaning drops it.
_SECOND_HALF = "\u2060"
_REPLACED = {0: "\ufffd", 0xFFFE: HYPHEN, 0xFFFF: "\ufffd"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _character(code: int) -> str:
    """Return the character for what PDFium gives."""
    return _REPLACED.get(code) or (chr(code) if code <= sys.maxunicode else "\ufffd")


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle as the reader of the text sees it: x to the right along the line, y upwards, whichever way the text is turned."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """Half-way between bottom and top."""
        return (self.bottom + self.top) / 2

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def joined(self, other: Frame) -> Frame:
        """Return the smallest frame that holds both."""
        left, bottom = min(self.left, other.left), min(self.bottom, other.bottom)
        return Frame(left, bottom, max(self.right, other.right), max(self.top, other.top))

    def turned(self, quarters: int) -> Frame:
        """Return the frame turned clockwise by quarter turns about the origin."""
        frame = self
        for _ in range(quarters % QUARTERS):
            frame = Frame(frame.bottom, -frame.right, frame.top, -frame.left)
        return frame


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of one line: its characters, `start` the number of the first of them in the document, its font.

    `frame` is where it stands as it is read, `box` where it stands on the page, `quarter` how its line runs (0: from left to right).
    """

    start: int
    text: str
    box: Box
    frame: Frame
    quarter: int
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its height in points, and its stretches of text in the order of the file."""

    number: int
    height: float
    fragments: tuple[Fragment, ...]


def opened(data: bytes, path: str) -> closing[Any]:
    """Return the opened PDF, to be used in a `with`. Raises LockedSource and BrokenSource."""
    import pypdfium2

    try:
        return closing(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        raise _refused(error, path) from error


def _refused(error: Exception, path: str) -> SourceError:
    if getattr(error, "err_code", None) in LOCKED:
        return LockedSource(path)
    return BrokenSource(path, "PDFium cannot open it")


def pages(document: Any, path: str) -> Iterator[Page]:  # noqa: ANN401 - PDFium's binding has no types
    """Yield the pages of an opened PDF; one that cannot be read comes empty.

    Raises OversizedSource, and BrokenSource where no page can be read.
    """
    if len(document) > MOST_PAGES:
        raise OversizedSource(path, f"{len(document)} pages")
    offset = broken = 0
    for index in range(len(document)):
        page, count = _page(document, index, offset)
        yield page
        offset += count
        broken += page.height == 0
        if offset > MOST_CHARACTERS:
            raise OversizedSource(path, f"more than {MOST_CHARACTERS} characters")
    if broken == len(document):
        raise BrokenSource(path, "none of its pages can be read")


def _page(document: Any, index: int, offset: int) -> tuple[Page, int]:  # noqa: ANN401 - as above
    """Return a page and the number of its characters; an empty one without height where it cannot be read."""
    from pypdfium2 import PdfiumError

    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            fragments = _Gathering(text.raw, offset, index + 1).fragments(text.count_chars())
            return Page(index + 1, max(page.get_height(), 1.0), tuple(fragments)), text.count_chars()
    except PdfiumError:
        return Page(index + 1, 0, ()), 0


class _Gathering:
    """Gathers the characters of one page into fragments: a new one begins where the next word is not the next on the line.

    Asking PDFium for a place costs more than all else; so a word is asked for at its first and its last character.
    """

    def __init__(self, page: Any, offset: int, number: int) -> None:  # noqa: ANN401 - as above
        from pypdfium2 import raw

        self._raw, self._page, self._offset, self._number = raw, page, offset, number
        self._first, self._quarter = 0, 0
        self._chars: list[str] = []
        self._frame: Frame | None = None
        self._rectangle = raw.FS_RECTF()

    def fragments(self, count: int) -> Iterator[Fragment]:
        """Yield the fragments of the page's `count` characters."""
        chars = self._characters(count)
        start = 0
        for index, char in enumerate(chars):
            if not char.isspace():
                continue
            yield from self._add(start, chars[start:index])
            start = index + 1
            if char in "\r\n":
                yield from self._end()
            elif self._chars:
                self._chars.append(char)
        yield from self._add(start, chars[start:])
        yield from self._end()

    def _characters(self, count: int) -> str:
        """Return the characters of the page, one for each of PDFium's numbers."""
        unicode, page = self._raw.FPDFText_GetUnicode, self._page
        codes = [unicode(page, index) for index in range(count)]
        text = "".join(map(_character, codes))
        if not _SURROGATE.search(text):
            return text
        text = _PAIR.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16") + _SECOND_HALF, text)
        return _SURROGATE.sub("\ufffd", text)

    def _add(self, start: int, word: str) -> Iterator[Fragment]:
        """Add a word to the fragment; yield the fragment so far where the word is not the next on its line."""
        if not word:
            return
        first = self._box(start)
        last = self._box(start + len(word) - 1) if len(word) > 1 else first
        if len(word) > 1 and self._is_torn(first, last, start):
            for index, char in enumerate(word, start):
                yield from self._add(index, char)
            return
        if self._frame is not None and not self._follows(first.turned(self._quarter)):
            yield from self._end()
        if self._frame is None:
            self._first = start
            self._quarter = self._turn(start)
        whole = first.joined(last).turned(self._quarter)
        self._frame = self._frame.joined(whole) if self._frame is not None else whole
        self._chars.append(word)

    def _is_torn(self, first: Frame, last: Frame, start: int) -> bool:
        """Tell whether a word's ends stand on different lines, or the wrong way round: then each character counts for itself."""
        quarter = self._quarter if self._frame is not None else self._turn(start)
        a, b = first.turned(quarter), last.turned(quarter)
        return not (a.bottom <= b.middle <= a.top or b.bottom <= a.middle <= b.top) or b.right < a.left

    def _turn(self, index: int) -> int:
        """Return the quarter turns by which the line of a character is turned."""
        angle = float(self._raw.FPDFText_GetCharAngle(self._page, index))
        return -round(angle / (math.pi / 2)) % QUARTERS

    def _follows(self, frame: Frame) -> bool:
        """Tell whether a character's frame carries on the line so far."""
        line = self._frame
        if line is None:
            return False
        reach = GAP * max(line.height, frame.height)
        on_line = line.bottom <= frame.middle <= line.top or frame.bottom <= line.middle <= frame.top
        return on_line and line.right - reach <= frame.left <= line.right + reach

    def _box(self, index: int) -> Frame:
        """Return the box of a character, the loose one that all characters of a font share where there is one."""
        box = self._rectangle
        self._raw.FPDFText_GetLooseCharBox(self._page, index, box)
        if box.top > box.bottom and box.right > box.left:
            return Frame(box.left, box.bottom, box.right, box.top)
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        self._raw.FPDFText_GetCharBox(self._page, index, byref(left), byref(right), byref(bottom), byref(top))
        return Frame(left.value, bottom.value, right.value, top.value)

    def _end(self) -> Iterator[Fragment]:
        """Yield the fragment so far, if any."""
        if self._frame is not None:
            text = "".join(self._chars).rstrip()
            on_page = self._frame.turned(QUARTERS - self._quarter)
            box = Box(self._number, *(round(edge, 2) + 0.0 for edge in (on_page.left, on_page.bottom, on_page.right, on_page.top)))
            size, bold = self._font()
            yield Fragment(self._offset + self._first, text, box, self._frame, self._quarter, size, bold)
        self._chars, self._frame = [], None

    def _font(self) -> tuple[float, bool]:
        """Return the size in points, and whether it is bold, of the font of the first character."""
        size = self._frame.height if self._frame else 0.0
        name = create_string_buffer(128)
        self._raw.FPDFText_GetFontInfo(self._page, self._first, name, len(name), c_int())
        bold = b"bold" in name.value.lower() or self._raw.FPDFText_GetFontWeight(self._page, self._first) >= BOLD
        return round(size, 1), bold
