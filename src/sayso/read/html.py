"""HTML: the article of a page, its words taken from the source with their exact places.

The page is cut into tags and texts (markup), trafilatura chooses the texts of the article (article), and the text is rendered here:
character references decoded, white space collapsed, blocks apart. Nothing is fetched or run. Where no article is found but
the page has text, all of it outside navigation, forms and the like is taken, and a remark says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from html import unescape

from sayso.errors import TextlessSource
from sayso.read.article import article
from sayso.read.content import Content
from sayso.read.encoding import decode
from sayso.read.markup import RAW, Token, tokens
from sayso.read.page_metadata import stated_by
from sayso.read.rendering import Rendered, Rendering

WHOLE_PAGE = "no article was found in the page; all text outside its navigation is taken"
ALL_TEXT = "no article was found in the page; it has text in its navigation only, which is taken"

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{1,40})", re.IGNORECASE
)
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html",
        "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_KINDS = {"li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "cell"} | {f"h{n}": "heading" for n in range(1, 7)}
#: What holds no running text of the page itself.
_ASIDE = frozenset({"nav", "aside", "footer", "header", "form", "button", "select", "head", "svg", "object", "menu", "dialog"})
#: The marks of quotations, outer and inner.
_OPENING, _CLOSING = "“‘", "”’"
_WHITE = " \t\n\r\f"
#: White space that is more, or other, than the one space it is shown as.
_COLLAPSED = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")


def read_html(data: bytes, path: str) -> Content:
    """Return the content of a page. Raises BrokenSource (no text at all) and TextlessSource (a page without running text)."""
    decoded = decode(data, path, _declared(data))
    page = list(tokens(decoded.text))
    stated = stated_by(decoded.text, page, path)
    chosen = article(decoded.text, page)
    remarks: tuple[str, ...] = ()
    outside = _worded(decoded.text, page, _outside(page, _ASIDE))
    if not chosen or not outside:
        chosen = outside or _outside(page, frozenset())
        remarks = (WHOLE_PAGE if outside else ALL_TEXT,)
    text, offsets, found, cleaning = _rendered(decoded.text, page, chosen)
    if not found:
        raise TextlessSource(path, "the page has no article")
    return Content(text, offsets, found, encoding=decoded.encoding, stated=stated, remarks=(*remarks, *cleaning))


def fragment(source: str) -> Rendered:
    """Return all text of a piece of HTML, such as the body that a news interface gives, rendered."""
    page = list(tokens(source))
    return _rendered(source, page, _outside(page, frozenset()))


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data, 0, 4096)
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _outside(page: Sequence[Token], unwanted: Container[str]) -> set[int]:
    """Return the indices of the texts that lie in none of the elements `unwanted`."""
    found: set[int] = set()
    depth = 0
    for i, token in enumerate(page):
        if token.kind == "text" and not depth:
            found.add(i)
        elif token.name in unwanted and token.kind in {"open", "close"}:
            depth = max(depth + (1 if token.kind == "open" else -1), 0)
    return found


def _worded(source: str, page: Sequence[Token], texts: set[int]) -> set[int]:
    """Return those of `texts` that are not white space alone."""
    return {i for i in texts if not source[page[i].start : page[i].end].isspace()}


def _rendered(source: str, page: Sequence[Token], chosen: Container[int]) -> Rendered:
    flow = _Flow(source)
    for i, token in enumerate(page):
        if token.kind == "text":
            if i in chosen:
                flow.text(token)
            else:
                flow.gap()
        elif token.kind != "raw" and token.name not in RAW:
            flow.tag(token)
    return flow.rendering.finish()


class _Flow:
    """Lays the texts of a page out in blocks, as a browser would: white space collapsed, what is preformatted kept."""

    def __init__(self, source: str) -> None:
        self.rendering = Rendering()
        self._source = source
        self._kinds: list[str] = []
        self._preformatted = self._quoted = 0
        self._marks: list[int] = []
        self._space: Callable[[], None] | None = None

    def tag(self, token: Token) -> None:
        """Follow a tag: a block begins or ends, a line breaks."""
        name, opens = token.name, token.kind == "open"
        if name == "br" and self._space == self._line_break:
            self._block()  # an empty line
        elif name == "br":
            self._space = self._line_break
        elif name == "q":
            self._quote(token.start, opens=opens)
        if name not in _BLOCKS:
            return
        if name == "pre":
            self._preformatted = max(self._preformatted + (1 if opens else -1), 0)
        if name in _KINDS:
            self._enter(name) if opens else self._leave(name)
        self._block()

    def _block(self) -> None:
        self._space = None
        self._marks = []
        self.rendering.open(_KINDS[self._kinds[-1]] if self._kinds else "paragraph")

    def _quote(self, at: int, *, opens: bool) -> None:
        """Put the quotation marks that a browser shows around `q`; each leads to its tag."""
        if opens:
            self._marks.append(at)
        elif self._quoted:
            self._quoted -= 1
            self.rendering.keep(_CLOSING[self._quoted % 2], at)

    def _enter(self, name: str) -> None:
        if self._kinds[-1:] == [name] and name != "li":
            self._kinds.pop()  # an end tag that was left out
        if len(self._kinds) < RAW_DEPTH:
            self._kinds.append(name)

    def _leave(self, name: str) -> None:
        if name in self._kinds:
            while self._kinds.pop() != name:
                pass

    def text(self, token: Token) -> None:
        """Lay out a text of the article."""
        if self._preformatted:
            self._decoded(token.start, token.end)
            return
        words = self._source[token.start : token.end]
        inner = words.strip(_WHITE)
        first = token.start + len(words) - len(words.lstrip(_WHITE))
        last, at = first + len(inner), first
        if first > token.start:
            self._pend(token.start)
        for space in _COLLAPSED.finditer(self._source, first, last):
            self._words(at, space.start())
            self._pend(space.start())
            at = space.end()
        self._words(at, last)
        if inner and last < token.end:
            self._pend(last)

    def gap(self) -> None:
        """Pass over a text that is not of the article; the words around it stay apart."""
        if self._space is None:
            self._space = self._bare_space

    def _words(self, start: int, end: int) -> None:
        """Lay out [start, end), white space in which stands as it is."""
        if start >= end:
            return
        if self._space is not None:
            self._space()
            self._space = None
        for mark in self._marks:
            self.rendering.keep(_OPENING[self._quoted % 2], mark)
            self._quoted += 1
        self._marks = []
        self._decoded(start, end)

    def _decoded(self, start: int, end: int) -> None:
        """Keep the source from `start` to `end`, character references decoded; a reference leads to its "&"."""
        at = start
        for match in _REFERENCE.finditer(self._source, start, end):
            self.rendering.keep(self._source[at : match.start()], at)
            self._reference(match.group(), match.start())
            at = match.end()
        self.rendering.keep(self._source[at:end], at)

    def _reference(self, written: str, at: int) -> None:
        decoded = unescape(written)
        rest = _common_end(written, decoded)
        for char in decoded[: len(decoded) - rest]:
            self.rendering.keep(char, at)
        self.rendering.keep(decoded[len(decoded) - rest :], at + len(written) - rest)

    def _pend(self, at: int) -> None:
        if self._space is None or self._space == self._bare_space:
            self._space = lambda: self.rendering.keep(" ", at) if self.rendering.is_open else None

    def _line_break(self) -> None:
        self.rendering.insert("\n")

    def _bare_space(self) -> None:
        self.rendering.insert(" ")


#: List items and cells that may lie in each other before no more are counted.
RAW_DEPTH = 1000


def _common_end(written: str, decoded: str) -> int:
    """Return how many characters `decoded` ends with that were no part of the reference: "&ampx" is "&" and "x"."""
    if decoded == written:
        return len(decoded)
    n = 0
    while n < len(decoded) - 1 and decoded[-1 - n] == written[-1 - n] and written[-1 - n] != ";":
        n += 1
    return n
