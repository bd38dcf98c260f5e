"""The characters of a PDF's pages as PDFium gives them, gathered into stretches of one line."""

from __future__ import annotations

import math
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
_REPLACED = {"\x00": "\ufffd", "\ufffe": HYPHEN, "\uffff": "\ufffd"}


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
    """Gathers the characters of one page into fragments: a new one begins where the next character is not the next on the line."""

    def __init__(self, page: Any, offset: int, number: int) -> None:  # noqa: ANN401 - as above
        from pypdfium2 import raw

        self._raw, self._page, self._offset, self._number = raw, page, offset, number
        self._first, self._quarter = 0, 0
        self._chars: list[str] = []
        self._frame: Frame | None = None

    def fragments(self, count: int) -> Iterator[Fragment]:
        """Yield the fragments of the page's `count` characters."""
        second_half = ""
        for index in range(count):
            char = second_half or self._char(index)
            second_half = ""
            if "\ud800" <= char <= "\udbff" and index + 1 < count:
                char, second_half = self._paired(char, index + 1), _SECOND_HALF
            if char in "\r\n" and char:
                yield from self._end()
            else:
                yield from self._add(index, char)
        yield from self._end()

    def _char(self, index: int) -> str:
        code = self._raw.FPDFText_GetUnicode(self._page, index)
        char = chr(code) if code <= 0x10FFFF else "\ufffd"  # noqa: PLR2004 - the last code point of Unicode
        return _REPLACED.get(char, char)

    def _paired(self, high: str, index: int) -> str:
        low = self._char(index)
        if not "\udc00" <= low <= "\udfff":
            return "\ufffd"
        return (high + low).encode("utf-16", "surrogatepass").decode("utf-16")

    def _add(self, index: int, char: str) -> Iterator[Fragment]:
        if char.isspace() or char == _SECOND_HALF:
            if self._chars:
                self._chars.append(char)
            return
        box = self._box(index)
        if self._frame is not None and not self._follows(box.turned(self._quarter)):
            yield from self._end()
        if self._frame is None:
            self._first = index
            angle = self._raw.FPDFText_GetCharAngle(self._page, index)
            self._quarter = -round(angle / (math.pi / 2)) % QUARTERS
            self._frame = box.turned(self._quarter)
        else:
            self._frame = self._frame.joined(box.turned(self._quarter))
        self._chars.append(char)

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
        box = self._raw.FS_RECTF()
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
