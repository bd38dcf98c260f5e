"""docx: the paragraphs of a Word document, with headings, list items, table cells, text boxes and notes.

Read straight from the XML (WordprocessingML, ISO/IEC 29500-1) as a stream. What was deleted under tracked changes and what is hidden is
left out, what was inserted stays. Positions count the characters of all text in word/document.xml, then in footnotes.xml, then in
endnotes.xml, whether the text is used or not. Headers and footers of pages are not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.read.calendar import read_date
from sayso.read.clean import one_line
from sayso.read.content import Content, Stated
from sayso.read.docx_package import Package, opened
from sayso.read.rendering import Rendering

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_W_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
#: Elements whose content is no part of the text as it stands: deletions, the old place of what was moved, codes of fields.
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPrChange", "numPrChange"})
_MARKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off", "none"})
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
#: Style names, in lower case and without numbers, to kinds of paragraph; Word keeps these names whatever its language.
_KINDS = {"heading": "heading", "title": "heading", "subtitle": "heading", "list": "item"}


def read_docx(data: bytes, path: str) -> Content:
    """Return the content of a docx. Raises BrokenSource, LockedSource and OversizedSource."""
    rendering = Rendering("docx")
    with opened(data, path) as package:
        styles = _Styles()
        if package.has("word/styles.xml"):
            package.parse("word/styles.xml", (styles.start, styles.end, _ignore))
        body = _Body(rendering, styles.kinds)
        package.parse("word/document.xml", (body.start, body.end, body.text))
        for part in _NOTES:
            if package.has(part):
                package.parse(part, (body.start, body.end, body.text))
        stated = _stated(package)
    text, offsets, found, cleaning = rendering.finish()
    remarks = ("hidden text is left out",) if body.hidden else ()
    return Content(text, offsets, found, stated=stated, remarks=(*remarks, *cleaning))


def _ignore(_: str) -> None:
    """Take text that nobody asks for."""


def _local(name: str) -> str:
    """Return the name of a WordprocessingML element or attribute without its namespace, "" for any other."""
    for namespace in (_W, _W_STRICT):
        if name.startswith(namespace):
            return name[len(namespace) :]
    return ""


def _value(given: Mapping[str, str], name: str = "val") -> str | None:
    return next((value for key, value in given.items() if _local(key) == name), None)


class _Styles:
    """Collects what kind of paragraph each style makes."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self._style: str | None = None

    def start(self, name: str, given: dict[str, str]) -> None:
        """Follow a start tag."""
        local = _local(name)
        if local == "style":
            self._style = _value(given, "styleId")
        elif self._style and local == "name":
            word = (_value(given) or "").lower().split(" ")[0]
            self.kinds.setdefault(self._style, _KINDS.get(word, "paragraph"))
        elif self._style and local == "outlineLvl" and (_value(given) or "9") < "9":
            self.kinds[self._style] = "heading"
        elif self._style and local == "numPr" and self.kinds.get(self._style) == "paragraph":
            self.kinds[self._style] = "item"

    def end(self, name: str) -> None:
        """Follow an end tag."""
        if _local(name) == "style":
            self._style = None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in the making: its kind, and its words with their places (None: words that stand for a mark)."""

    kind: str
    words: list[tuple[str, int | None]] = field(default_factory=list)
    inner: list[_Paragraph] = field(default_factory=list)
    is_hidden: bool = False


class _Body:
    """Follows the elements of a part and renders its paragraphs; one inside another (a text box) comes after it."""

    def __init__(self, rendering: Rendering, kinds: Mapping[str, str]) -> None:
        self._rendering, self._kinds = rendering, kinds
        self._open: list[_Paragraph] = []
        self._skipped = self._cells = self._position = 0
        self._in_text = self._in_marks = False
        self.hidden = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """Follow a start tag."""
        local = _local(name)
        if self._skipped or local in _SKIPPED or name == _FALLBACK:
            self._skipped += 1
        elif local == "tc":
            self._cells += 1
        elif local == "p":
            self._open.append(_Paragraph("cell" if self._cells else "paragraph"))
        elif self._open:
            self._inside(local, given)

    def _inside(self, local: str, given: Mapping[str, str]) -> None:
        paragraph = self._open[-1]
        if local == "t":
            self._in_text = True
        elif local == "r":
            paragraph.is_hidden = False
        elif local == "pPr":
            self._in_marks = True
        elif local == "vanish":
            paragraph.is_hidden = not self._in_marks and _value(given) not in _OFF
        elif local in _MARKS and not self._in_marks:
            paragraph.words.append((_MARKS[local], None))
        elif paragraph.kind == "paragraph":
            self._kind(paragraph, local, given)

    def _kind(self, paragraph: _Paragraph, local: str, given: Mapping[str, str]) -> None:
        if local == "pStyle":
            paragraph.kind = self._kinds.get(_value(given) or "", "paragraph")
        elif local == "numPr":
            paragraph.kind = "item"
        elif local == "outlineLvl" and (_value(given) or "9") < "9":
            paragraph.kind = "heading"

    def text(self, words: str) -> None:
        """Take text; all of it counts for positions, that of runs is kept."""
        if self._in_text and self._open and not self._skipped:
            if self._open[-1].is_hidden:
                self.hidden = True
            else:
                self._open[-1].words.append((words, self._position))
        self._position += len(words)

    def end(self, name: str) -> None:
        """Follow an end tag."""
        local = _local(name)
        if self._skipped:
            self._skipped -= 1
        elif local == "t":
            self._in_text = False
        elif local == "pPr":
            self._in_marks = False
        elif local == "tc":
            self._cells -= 1
        elif local == "p" and self._open:
            self._finish(self._open.pop())

    def _finish(self, paragraph: _Paragraph) -> None:
        if self._open:
            self._open[-1].inner.append(paragraph)
            return
        waiting = [paragraph]
        while waiting:
            done = waiting.pop()
            self._render(done)
            waiting += reversed(done.inner)

    def _render(self, paragraph: _Paragraph) -> None:
        self._rendering.open(paragraph.kind)
        for words, position in paragraph.words:
            if position is None:
                self._rendering.insert(words)
            else:
                self._rendering.keep(words, position)


def _stated(package: Package) -> Stated:
    """Return what the core properties state; their dates are of the file, never of publication."""
    core = _Core()
    if package.has("docProps/core.xml"):
        package.parse("docProps/core.xml", (core.start, core.end, core.text))
    dates = (read_date(core.values.get(name, "")) for name in ("created", "modified"))
    title, author = one_line(core.values.get("title")), one_line(core.values.get("creator"))
    return Stated(title=title, author=author, created=next(filter(None, dates), None))


class _Core:
    """Collects the core properties (Dublin Core terms)."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, _: dict[str, str]) -> None:
        """Follow a start tag."""
        self._name = name.rpartition(" ")[2]

    def end(self, _: str) -> None:
        """Follow an end tag."""
        self._name = ""

    def text(self, words: str) -> None:
        """Take the text of a property."""
        if self._name:
            self.values[self._name] = self.values.get(self._name, "") + words
